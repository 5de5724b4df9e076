import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.login.codes import (
    ALPHABET,
    LENGTH,
    PLAIN_ALPHABET,
    codes_match,
    derive_code,
    member_codes,
    normalise_code,
    show_code,
)
from rosters.nonces import PLAIN_SIGN, new_nonce


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


def test_a_card_of_before_keeps_its_code():
    assert derive_code("abc", "HS1", "key") == "9YJQJC8P"


@given(st.text(min_size=1, max_size=20))
def test_a_new_card_has_no_letter_that_a_vietnamese_keyboard_changes(member_code):
    code = derive_code(new_nonce(), member_code, "key")
    assert set(code) <= set(PLAIN_ALPHABET)
    assert not set("AEIOUYDW") & set(PLAIN_ALPHABET)


def test_a_new_nonce_fits_its_field_and_is_another_each_time():
    nonces = {new_nonce() for _ in range(50)}
    assert len(nonces) == 50
    assert {len(nonce) for nonce in nonces} == {21}
    assert all(nonce.startswith(PLAIN_SIGN) for nonce in nonces)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("XRỪNGMB", "XRWNGFMB"), ("HG2ỰZGY", "HG2WJZGY"), ("SẸ8RRY", "SESJ8RRY"), ("2EP3KG", "2ESPZ3KG"), ("HY94QỂ", "HY94QERE"),
     ("KQZMW4J", "KQZMWW4J"), ("Á4HB4RC", "AS4HB4RC")],
)  # fmt: skip
def test_what_a_vietnamese_keyboard_made_of_a_code_opens(typed, code):
    assert codes_match(typed, code)


@pytest.mark.parametrize(("typed", "code"), [("A54HB4RC", "AS4HB4RC"), ("AS4H84RC", "AS4HB4RC"), ("Z34HBBRC", "234H8BRC")])
def test_a_digit_taken_for_a_letter_that_looks_like_it_opens(typed, code):
    assert codes_match(typed, code)


def test_nothing_else_opens():
    assert not codes_match("ÁÁÁÁÁÁÁÁ", "ASASASAS")
    assert not codes_match("á" * 200, "ASASASAS")
    assert not codes_match("", "ASASASAS")


ALIKE = str.maketrans("5826", "SBZG")


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8), st.text(alphabet=ALPHABET, min_size=8, max_size=8))
def test_without_marks_only_the_code_itself_opens(typed, code):
    assert codes_match(typed, code) is (typed.translate(ALIKE) == code.translate(ALIKE))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("AG260001", "AG260001"),
        (" ag 26 0001 ", "AG260001"),
        ("AG-260001", "AG260001"),
        ("AG\u2011260001", "AG260001"),
        ("AG—260001", "AG260001"),
        ("AG.260_001", "AG260001"),
        ("ＡＧ２６０００１", "AG260001"),
        ("DV26—0117", "DV26-0117"),
        ("AG26OOO1", "AG260001"),
        ("H0A1", "HOA1"),
        ("DV26-0117", "DV26-0117"),
        ("AG\x00260001", "AG260001"),
    ],
)
def test_a_member_code_forgives_spaces_hyphens_and_o_for_0(typed, meant):
    assert meant in member_codes(typed)


def test_the_code_as_it_stands_is_meant_first_and_never_too_many():
    assert member_codes("HO1")[0] == "HO1"
    assert all(len(member_codes("O" * n)) <= 130 for n in range(1, 40))
