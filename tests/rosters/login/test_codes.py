import itertools

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
    readings,
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
    ("shown", "code"),
    [
        ("á23BCDE", "AS23BCDE"), ("Át2345K", "AST2345K"), ("Át2345K", "ATS2345K"), ("234ẾKM", "234EESKM"), ("đ23456KM", "DD23456KM"), ("ư2345678", "W2345678"),
        ("2345ăKM9", "2345AWKM9"), ("à34567BC", "A234567BC"), ("ả4567BCD", "A34567BCD"), ("ẹ2345KMN", "EJ2345KMN"), ("ẹ2346KMN", "E52346KMN"),
    ],
)  # fmt: skip
def test_what_a_vietnamese_keyboard_made_of_a_code_is_read_back(shown, code):
    found = list(readings(shown))
    assert (code in found) is (len(code) == LENGTH)


def test_nothing_else_is_read_into_it():
    assert list(readings("AS23-bcde")) == ["AS23BCDE"]
    assert list(readings("á" * 20)) == ["Á" * 20]
    assert not codes_match("ÁÁÁÁÁÁÁÁ", "ASASASAS")


# What Telex shows while letters are typed: a mark key behind its vowel, at once or after some consonants.
MARKS = {"S": "\u0301", "F": "\u0300", "R": "\u0309", "X": "\u0303", "J": "\u0323"}


@given(
    st.text(alphabet="BCGHKMNPQTZ23456789", min_size=6, max_size=6),
    st.sampled_from("AEY"),
    st.sampled_from(sorted(MARKS)),
    st.integers(0, 6),
    st.data(),
)
def test_however_telex_put_a_tone_the_right_code_opens(rest, vowel, key, place, data):
    later = data.draw(st.integers(place, 6))
    typed = list(rest)
    typed.insert(later, key)
    typed.insert(place, vowel)
    shown = list(rest)
    shown.insert(place, vowel + MARKS[key])
    assert codes_match("".join(shown), "".join(typed))


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8), st.text(alphabet=ALPHABET, min_size=8, max_size=8))
def test_without_marks_only_the_code_itself_opens(typed, code):
    assert codes_match(typed, code) is (typed == code)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("AG260001", "AG260001"),
        (" ag 26 0001 ", "AG260001"),
        ("AG-260001", "AG260001"),
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


def test_two_readings_never_say_one_code_twice_as_long():
    assert {len(reading) for reading in itertools.islice(readings("Át2345K"), 50)} == {7, 8}
