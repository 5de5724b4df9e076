"""Whether a typed answer is the wanted one: capitals, accents and spaces as the author wants them. No database."""

import re
from functools import lru_cache

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
    """Whether `answer` is `wanted`, in which a star stands for any letters, and a star after a backslash for itself."""
    given = normal(answer, keeps_case=keeps_case, keeps_accents=keeps_accents)
    return bool(_pattern(wanted, keeps_case, keeps_accents).fullmatch(given))


@lru_cache(maxsize=10_000)
def _pattern(wanted: str, keeps_case: bool, keeps_accents: bool) -> re.Pattern[str]:
    parts = parts_between_stars(wanted)
    plain = [re.escape(normal(part, keeps_case=keeps_case, keeps_accents=keeps_accents)) for part in parts]
    # A space before or after a star may be there or not: `khóa *` also wants `khóa`.
    return re.compile(r"\s*.*?\s*".join(plain), re.DOTALL)


def parts_between_stars(wanted: str) -> list[str]:
    """The parts of a wanted answer that stand for themselves."""
    return [part.replace("\\*", "*") for part in re.split(r"(?<!\\)\*", wanted)]


def can_match_anything(wanted: str) -> bool:
    return not any(part.strip() for part in parts_between_stars(wanted))
