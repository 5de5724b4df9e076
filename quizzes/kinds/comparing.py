"""Whether a typed answer is the wanted one: capitals, accents and spaces as the author wants them. No database."""

import re

from rosters.names import clean_text, fold

LONGEST_ANSWER = 500
# A wanted answer may be long, but no pattern of dozens of stars.
MOST_STARS = 5


def normal(text: str, *, keeps_case: bool, keeps_accents: bool) -> str:
    """`text` as it is compared: in one Unicode form, with single spaces; without capitals and accents unless they are kept."""
    clean = clean_text(text[:LONGEST_ANSWER])
    if not keeps_accents:
        # Folding takes the capitals along; where they count they are put back letter by letter.
        folded = fold(clean)
        if not keeps_case or len(folded) != len(clean):
            return folded
        return "".join(low.upper() if letter.isupper() else low for letter, low in zip(clean, folded, strict=True))
    return clean if keeps_case else clean.casefold()


def is_wanted(answer: str, wanted: str, *, keeps_case: bool, keeps_accents: bool) -> bool:
    """Whether `answer` is `wanted`, in which a star stands for any letters, and a star after a backslash for itself.

    A space beside a star may be there or not: `khóa *` also wants `khóa`. The parts are looked for one after the other, each as
    early as can be, which finds a way whenever there is one, in a time that no pattern of stars makes long.
    """
    given = normal(answer, keeps_case=keeps_case, keeps_accents=keeps_accents)
    first, *others = (normal(part, keeps_case=keeps_case, keeps_accents=keeps_accents) for part in parts_between_stars(wanted))
    if not others:
        return given == first
    if not given.startswith(first):
        return False
    *middle, last = others
    place = len(first)
    for part in middle:
        found = given.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return len(given) - place >= len(last) and given.endswith(last)


def parts_between_stars(wanted: str) -> list[str]:
    """The parts of a wanted answer that stand for themselves."""
    return [part.replace("\\*", "*") for part in re.split(r"(?<!\\)\*", wanted)]


def can_match_anything(wanted: str) -> bool:
    return not any(part.strip() for part in parts_between_stars(wanted))


def without_stars(wanted: str) -> str:
    """A wanted answer for people: `mật khẩu …` of `mật khẩu *`."""
    return "…".join(parts_between_stars(wanted))
