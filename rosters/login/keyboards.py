"""What the Vietnamese keyboards make of letters that are typed one after the other: of AS they make Á, of WF Ừ.

Keyboards differ in when they do it: at once or some letters later, only in what may be a syllable or anywhere, over a hyphen
or not. So every key that may have been taken for a mark is followed both ways.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

# Letters with their hats, without tones; and all tones, in one order, because keyboards put them on different vowels.
Skeleton = tuple[str, str]

VOWELS = frozenset("AEIOUYÂÊÔĂƠƯ")
ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
TONES = frozenset((ACUTE, GRAVE, HOOK, TILDE, DOT))


@dataclass(frozen=True)
class Keyboard:
    """`tones`: key -> tone. `none`: the key that takes a tone away. `marks`: key -> {letter: the letter it becomes}."""

    tones: dict[str, str]
    none: str
    marks: dict[str, dict[str, str]]
    # Made where there is no letter to change.
    alone: dict[str, str]


TELEX = Keyboard(
    {"S": ACUTE, "F": GRAVE, "R": HOOK, "X": TILDE, "J": DOT},
    "Z",
    {"A": {"A": "Â"}, "E": {"E": "Ê"}, "O": {"O": "Ô"}, "D": {"D": "Đ"}, "W": {"A": "Ă", "O": "Ơ", "U": "Ư"}},
    {"W": "Ư"},
)
VNI = Keyboard(
    {"1": ACUTE, "2": GRAVE, "3": HOOK, "4": TILDE, "5": DOT},
    "0",
    {"6": {"A": "Â", "E": "Ê", "O": "Ô"}, "7": {"O": "Ơ", "U": "Ư"}, "8": {"A": "Ă"}, "9": {"D": "Đ"}},
    {},
)


@dataclass(frozen=True)
class _Typed:
    """What stands there: letters with hats, the tone of the word that is typed, and tones of words before it."""

    letters: str = ""
    tone: str = ""
    before: str = ""

    def skeleton(self) -> Skeleton:
        return self.letters, "".join(sorted(self.before + self.tone))


def shown_for(code: str) -> set[Skeleton]:
    """All that may stand in a field after `code`, of capitals and digits, was typed there with Telex, with VNI or plainly."""
    found: set[Skeleton] = set()
    for keyboard in (TELEX, VNI):
        typed = {_Typed()}
        for key in code:
            typed = {after for each in typed for after in _press(keyboard, each, key)}
        found |= {each.skeleton() for each in typed}
    return found


def skeleton_of(text: str) -> Skeleton:
    """The skeleton of what stands in a field, in capitals."""
    letters, tones = [], []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        letters.append(unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES)))
        tones += [mark for mark in marks if mark in TONES]
    return "".join(letters), "".join(sorted(tones))


def _press(keyboard: Keyboard, typed: _Typed, key: str) -> Iterator[_Typed]:
    """What may stand there after one key more."""
    as_it_is = replace(typed, letters=typed.letters + key)
    yield as_it_is
    if tone := keyboard.tones.get(key):
        yield from _put_tone(typed, tone, as_it_is)
    if key == keyboard.none and typed.tone:
        yield replace(typed, tone="")
    yield from _put_mark(typed, keyboard.marks.get(key, {}), key)
    if made := keyboard.alone.get(key):
        yield replace(typed, letters=typed.letters + made)
        if made in typed.letters:
            # Pressed twice it is the letter after all.
            yield replace(typed, letters=_changed(typed.letters, made, key))


def _put_tone(typed: _Typed, tone: str, as_it_is: _Typed) -> Iterator[_Typed]:
    if not VOWELS & set(typed.letters):
        return
    # In place of the tone before, or in the next word beside it.
    yield replace(typed, tone=tone)
    if typed.tone:
        yield replace(typed, tone=tone, before=typed.before + typed.tone)
    if typed.tone == tone:
        # Pressed twice it is taken away, and the letter stands there.
        yield replace(as_it_is, tone="")


def _put_mark(typed: _Typed, marks: dict[str, str], key: str) -> Iterator[_Typed]:
    for plain, marked in marks.items():
        if plain in typed.letters:
            yield replace(typed, letters=_changed(typed.letters, plain, marked))
        if marked in typed.letters:
            yield replace(typed, letters=_changed(typed.letters, marked, plain) + key)


def _changed(letters: str, old: str, new: str) -> str:
    """The last `old` made `new`."""
    before, _old, after = letters.rpartition(old)
    return before + new + after
