from hypothesis import given
from hypothesis import strategies as st

from rosters.login.codes import ALPHABET, LENGTH, codes_match, derive_code, normalise_code, show_code


@given(st.text(min_size=1, max_size=22), st.text(min_size=1, max_size=20))
def test_a_code_has_eight_letters_that_do_not_look_alike(nonce, member_code):
    code = derive_code(nonce, member_code, "key")
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set("01OILUV") & set(code)


def test_another_nonce_member_or_key_gives_another_code():
    codes = {derive_code(*parts) for parts in [("n", "m", "k"), ("x", "m", "k"), ("n", "x", "k"), ("n", "m", "x")]}
    assert len(codes) == 4


def test_a_code_may_be_typed_with_spaces_hyphens_and_small_letters():
    code = derive_code("n", "m", "k")
    assert codes_match(show_code(code).lower().replace("-", " - "), code)
    assert not codes_match(code[:-1], code)
    assert normalise_code(" ab-2c ") == "AB2C"
