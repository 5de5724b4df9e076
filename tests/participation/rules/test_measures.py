"""The measures, against counting by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.cell_changes import CellChanges, FoldedFact, days_of
from participation.rules.measures import ALL_COURSES, CODES, MEASURE_NAMES, MEASURES, ActivityFigures, VerbCode, total

DAY = dt.date(2026, 11, 16)
VERBS = sorted(CODES)


def fact(verb="studied", day=DAY, **more):
    return FoldedFact(**{"member": 1, "verb": verb, "course": 7, "day": day, "rollup_units": ((3, 20),)} | more)


def test_a_turn_is_a_lesson_studied_or_a_quiz_handed_in():
    assert [verb for verb in VERBS if fact(verb).is_turn] == ["handed_in", "studied"]


def test_only_a_course_that_is_completed_counts_as_completed():
    of_course = dict(zip(MEASURE_NAMES, fact("completed", is_of_course=True).amounts(), strict=True))
    of_lesson = dict(zip(MEASURE_NAMES, fact("completed").amounts(), strict=True))
    assert (of_course["completed"], of_lesson["completed"]) == (1, 0)


def test_a_score_is_added_up_in_hundredths_of_a_per_cent():
    amounts = dict(zip(MEASURE_NAMES, fact("handed_in", score=8750).amounts(), strict=True))
    assert (amounts["turns"], amounts["handed_in"], amounts["score"]) == (1, 1, 8750)


def test_the_code_of_completed_lessons_counts_in_no_measure():
    assert not any(measure.counts(VerbCode.COMPLETED_LESSON) for measure in MEASURES)
    assert any(measure.counts(VerbCode.COMPLETED) for measure in MEASURES)


def test_figures_are_made_by_name_and_a_wrong_name_is_told():
    figures = ActivityFigures.of(3, turns=5, completed=2)
    assert (figures.people, figures.turns, figures.completed, figures.passed) == (3, 5, 2, 0)
    with pytest.raises(TypeError, match="naps"):
        ActivityFigures.of(1, naps=2)


FACTS = st.lists(
    st.builds(
        fact,
        verb=st.sampled_from(VERBS),
        day=st.sampled_from([DAY, DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=9)]),
        course=st.sampled_from([7, 8]),
        is_of_course=st.booleans(),
        score=st.integers(0, 10_000),
        tens=st.integers(0, 3),
        rollup_units=st.sampled_from([((3, 20),), ((3, 20), (4, 21))]),
    ),
    max_size=12,
)


@given(FACTS)
def test_cells_of_all_courses_are_the_sum_of_those_of_each(facts):
    changes = CellChanges()
    changes.add_measures(facts, (0, 1))
    for (course, group, unit, day), values in list(changes.measures.items()):
        if course == ALL_COURSES:
            parts = [changes.measures[7, group, unit, day], changes.measures[8, group, unit, day]]
            assert values == tuple(sum(column) for column in zip(*parts, strict=True))


@given(FACTS)
def test_taking_away_what_was_added_leaves_nothing(facts):
    changes = CellChanges()
    changes.add_measures(facts, (0, 1))
    changes.add_measures(facts, (0, 1), sign=-1)
    before, after = {}, days_of(facts)
    changes.add_presence(before, after, (0, 1))
    changes.add_presence(before, after, (0, 1), sign=-1)
    assert all(not any(values) for values in changes.measures.values())
    assert all(not any(numbers.values()) for numbers in changes.people.values())
    assert not any(changes.times.values())


@given(FACTS)
def test_a_member_is_present_on_the_days_of_their_turns(facts):
    days = days_of(facts)
    for unit in (3, 4):
        expected = {each.day for each in facts if each.is_turn and any(unit == place for place, _kind in each.rollup_units)}
        assert days.get((ALL_COURSES, unit, 0), set()) == expected


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_counts_the_codes_of_its_verbs_and_no_other(measure):
    assert {code.name.lower() for code in VerbCode if measure.counts(code)} == set(measure.verbs)


def test_a_name_that_is_no_measure_is_an_error_that_names_it():
    with pytest.raises(TypeError, match=r"There is no measure called a, b\."):
        ActivityFigures.of(b=1, a=2)
    with pytest.raises(AttributeError, match="khong_co"):
        _ = ActivityFigures().khong_co


def test_the_figures_of_parts_add_up_measure_by_measure():
    parts = [ActivityFigures.of(people=2, turns=3, score=100), ActivityFigures.of(people=1, turns=4, passed=1)]
    assert total(parts) == ActivityFigures.of(people=3, turns=7, passed=1, score=100)
    assert total([]) == ActivityFigures()


@pytest.mark.parametrize(
    ("figures", "anything"),
    [
        (ActivityFigures(), False),
        (ActivityFigures.of(people=1), True),
        (ActivityFigures.of(passed=1), True),
        (ActivityFigures.of(score=1), True),
    ],
)
def test_figures_are_something_when_any_number_is(figures, anything):
    assert bool(figures) is anything


def test_the_mean_score_is_a_fraction_of_all_points():
    assert ActivityFigures.of(handed_in=4, score=30_000).mean_score == 0.75
    assert ActivityFigures.of(score=0).mean_score is None
