"""What the Vietnamese keyboards make of a code, held against a keyboard written by hand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.login.codes import ALPHABET, PLAIN_ALPHABET, codes_match
from rosters.login.keyboards import shown_for, skeleton_of

TONES = {"S": "\u0301", "F": "\u0300", "R": "\u0309", "X": "\u0303", "J": "\u0323"}


def telex(code: str, *, reaches_far: bool) -> str:
    """One keyboard, letter by letter. A tone goes to the last vowel of the word; digits end a word.

    `reaches_far`: letters between do not keep a key from a vowel.
    """
    word: list[list[str]] = []
    done = ""
    for key in code:
        if key.isdigit():
            done += _written(word) + key
            word = []
            continue
        vowels = [letter for letter in word if letter[0] in "AEYƯ"] if reaches_far else [a for a in word[-1:] if a[0] in "AEYƯ"]
        toned = [letter for letter in vowels if letter[2]]
        if key in TONES and vowels:
            if toned and toned[0][2] == TONES[key]:
                toned[0][2] = ""
                word.append([key, "", ""])
            elif toned:
                toned[0][2] = TONES[key]
            else:
                vowels[-1][2] = TONES[key]
        elif key == "Z" and toned:
            toned[0][2] = ""
        elif key in "AE" and [letter for letter in vowels if letter[0] == key and not letter[1]]:
            [letter for letter in vowels if letter[0] == key and not letter[1]][-1][1] = "\u0302"
        elif key == "W":
            word.append(["Ư", "", ""])
        else:
            word.append([key, "", ""])
    return done + _written(word)


def _written(word: list[list[str]]) -> str:
    return "".join(unicodedata.normalize("NFC", "".join(letter)) for letter in word)


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8), st.booleans())
def test_whatever_a_keyboard_by_hand_shows_is_among_it(code, reaches_far):
    shown = telex(code, reaches_far=reaches_far)
    assert skeleton_of(shown) in shown_for(code)
    assert codes_match(shown, code)


@given(st.text(alphabet=PLAIN_ALPHABET, min_size=8, max_size=8))
def test_of_a_new_code_they_make_nothing_else(code):
    assert shown_for(code) == {(code, "")}


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8))
def test_there_are_few_for_guessing(code):
    assert len(shown_for(code)) <= 3 ** sum(letter in "ASFRXJZWEDY23456789" for letter in code)
    assert [letters for letters, tones in shown_for(code) if len(letters) >= 8 and letters.isascii()] == [code]


@pytest.mark.parametrize(
    ("text", "skeleton"), [("ẾY", ("ÊY", "\u0301")), ("Ừ", ("Ư", "\u0300")), ("ĐẠ", ("ĐA", "\u0323")), ("AÁ", ("AA", "\u0301"))]
)
def test_a_skeleton_has_the_letters_with_their_hats_and_the_tones_beside(text, skeleton):
    assert skeleton_of(text) == skeleton
