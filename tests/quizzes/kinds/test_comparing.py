"""Whether a typed answer is the wanted one."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.comparing import LONGEST_ANSWER, can_match_anything, is_wanted, normal, parts_between_stars, without_stars

EXACT = {"keeps_case": True, "keeps_accents": True}


@given(st.text("ab", max_size=6), st.text("ab*", max_size=6))
def test_stars_stand_for_any_letters_as_a_pattern_would_say(answer, wanted):
    pattern = ".*".join(re.escape(part) for part in wanted.split("*"))
    assert is_wanted(answer, wanted, **EXACT) == bool(re.fullmatch(pattern, answer))


@pytest.mark.parametrize(
    ("case", "accents", "said"),
    [(True, True, "Mật Khẩu"), (False, True, "mật khẩu"), (True, False, "Mat Khau"), (False, False, "mat khau")],
)
def test_capitals_and_accents_count_where_the_author_wants_it(case, accents, said):
    assert normal(" Mật   Khẩu ", keeps_case=case, keeps_accents=accents) == said


@pytest.mark.parametrize(("case", "accents"), list(product([True, False], repeat=2)))
def test_every_answer_is_wanted_as_it_was_written(case, accents):
    assert is_wanted("Đường số 5", "Đường số 5", keeps_case=case, keeps_accents=accents)


def test_an_answer_without_end_is_cut():
    assert len(normal("a" * 10_000, **EXACT)) == LONGEST_ANSWER


def test_a_star_after_a_backslash_is_a_sign():
    assert parts_between_stars(r"a\*b*c") == ["a*b", "c"]
    assert without_stars(r"a\*b*c") == "a*b…c"
    assert [can_match_anything(text) for text in ("*", "* *", r"\*", "a*")] == [True, True, False, False]
