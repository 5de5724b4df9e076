"""The figures of the questions of a quiz, from attempts."""

import pytest

from quizzes.kept_results.keeping import taken_of
from quizzes.models import Attempt, QuestionVersion, Regrading
from quizzes.results.question_figures import SAID_OPEN, responses, table_of
from quizzes.statistics.calculations import of_places, of_question, of_quiz
from tests.quizzes.kinds.written import choice, content


def version(pk, question, number=1, kind="single", **made):
    value = made or {"choices": [choice("đúng", True), choice("sai"), choice("sai nữa")], "is_shuffled": True}
    own = QuestionVersion(question_id=question, number=number, kind=kind, content=content(kind, **value))
    own.pk = pk
    return own


VERSIONS = {pk: version(pk, pk) for pk in (1, 2, 3)}


def attempt(pk, rights, versions=(1, 2, 3), marks=None):
    """An attempt in which these questions are right; None for one that was left open."""
    answers, fractions = {}, {}
    for own, right in zip(versions, rights, strict=True):
        ids = [each["id"] for each in VERSIONS[own].content["choices"]]
        answers[str(own)] = None if right is None else [ids[0] if right else ids[1]]
        fractions[str(own)] = "1" if right else "0"
    return Attempt(
        pk=pk, member_id=pk, versions=list(versions), answers=answers, fractions=fractions, marks=marks or {},
        total=len(versions), right=sum(map(bool, rights)),
    )  # fmt: skip


def figured(attempts, versions, **options):
    """The figures of these attempts, as they are kept."""
    return table_of([taken_of(each, versions) for each in attempts], versions, **options)


def answers_to(version, attempts):
    """The responses of these attempts to a version."""
    taken = [taken_of(each, VERSIONS) for each in attempts]
    return responses(version, [(each, each.layout.versions.index(version.pk)) for each in taken])


TURNS = [(1, 1, 0), (1, 0, 0), (0, 0, 1), (1, 1, 1), (None, 0, 0)]
ATTEMPTS = [attempt(n, turn) for n, turn in enumerate(TURNS)]


def test_questions_have_the_figures_of_their_places():
    table = figured(ATTEMPTS, VERSIONS)
    marks = [[float(right or 0) for right in turn] for turn in TURNS]
    assert [row.figures for row in table.questions] == of_places(marks, [1, 1, 1])
    assert table.figures == of_quiz(marks, 3)
    assert (table.most, [row.number for row in table.questions]) == (3, [1, 2, 3])
    assert table.questions[0].guess == pytest.approx(100 / 3)


def test_marks_weigh():
    table = figured([attempt(n, turn, marks={"1": "2", "2": "1", "3": "0.5"}) for n, turn in enumerate(TURNS)], VERSIONS)
    assert [round(row.figures.intended_weight, 2) for row in table.questions] == [57.14, 28.57, 14.29]
    assert table.most == 3.5


def test_a_question_that_only_some_were_asked_is_held_against_their_whole_marks():
    attempts = [attempt(0, (1, 1), (1, 2)), attempt(1, (0, 1), (1, 3)), attempt(2, (1, 0), (1, 2)), attempt(3, (0, 0), (1, 3))]
    table = figured(attempts, VERSIONS)
    drawn = {row.question: row.is_drawn for row in table.questions}
    assert drawn == {1: False, 2: True, 3: True}
    assert {row.question: row.figures.number for row in table.questions} == {1: 4, 2: 2, 3: 2}
    assert table.questions[1].figures == of_question([1, 0], [2, 1], 1)


def drawn(pk, first, *rest):
    """An attempt that was asked question 1 and, of 2 and 3, one first and one second: (question, is right) of each."""
    own = [(1, first), *rest]
    return attempt(pk, [right for _question, right in own], versions=[question for question, _right in own])


def test_questions_drawn_at_random_have_their_places_together():
    attempts = [
        drawn(1, 1, (2, 1)), drawn(2, 1, (3, 0)), drawn(3, 0, (2, 0)), drawn(4, 0, (3, 1)), drawn(5, 1, (3, 1)),
    ]  # fmt: skip
    table = figured(attempts, VERSIONS)
    marks = [[1, 1], [1, 0], [0, 0], [0, 1], [1, 1]]
    assert table.figures == of_quiz(marks, 2)
    assert table.figures.consistency is not None
    assert table.most == 2
    first, place = of_places(marks, [1, 1])
    assert (table.questions[0].figures, table.drawn) == (first, [place])
    assert [(row.question, row.is_drawn, row.figures.number) for row in table.questions] == [
        (1, False, 5), (2, True, 2), (3, True, 3),
    ]  # fmt: skip


def test_whatever_is_drawn_counts_in_the_order_in_which_it_was_asked():
    attempts = [drawn(1, 1, (2, 1), (3, 0)), drawn(2, 0, (3, 1), (2, 0)), drawn(3, 1, (2, 0), (3, 1))]
    # Everybody was asked all three: then each has a place of its own.
    assert figured(attempts, VERSIONS).drawn == []
    others = {**VERSIONS, 4: version(4, 4)}
    more = Attempt(
        pk=4, member_id=4, versions=[1, 4, 2], answers=dict.fromkeys("142"), fractions={"1": "1", "4": "1", "2": "0"}, marks={},
        total=3, right=2,
    )  # fmt: skip
    table = figured([*attempts, more], others)
    # 1 and 2 were asked of all; the third place is that of 3 or 4.
    assert table.drawn == of_places([[1, 1, 0], [0, 0, 1], [1, 0, 1], [1, 0, 1]], [1, 1, 1])[2:]


def test_where_the_quiz_was_changed_no_place_is_made_up():
    attempts = [attempt(1, (1, 1, 0)), attempt(2, (0, 1), versions=(1, 2)), attempt(3, (1, 0), versions=(1, 2))]
    table = figured(attempts, VERSIONS)
    assert (table.drawn, table.most, table.figures.consistency) == ([], None, None)


def test_what_was_answered_is_counted_with_how_those_did_who_gave_it():
    ((_part, rows),) = answers_to(VERSIONS[1], ATTEMPTS)
    told = [(row.text, row.is_right, row.number, row.percent) for row in rows]
    assert told == [("đúng", True, 3, 60), ("sai", False, 1, 20), ("sai nữa", False, 0, 0), (SAID_OPEN, False, 1, 20)]
    assert [row.is_open for row in rows] == [False, False, False, True]
    assert rows[0].mean_score == pytest.approx((200 / 3 + 100 / 3 + 100) / 3)
    assert rows[2].mean_score is None


def test_choices_that_nobody_takes_are_named():
    attempts = [attempt(n, TURNS[n % 4]) for n in range(40)]
    said = [remark.text for remark in figured(attempts, VERSIONS).questions[0].remarks]
    assert any(text.startswith("Không ai chọn: sai nữa.") for text in said)


def test_versions_are_put_together_and_the_newest_is_told():
    versions = VERSIONS | {9: version(9, 1, number=2)}
    attempts = [*ATTEMPTS]
    newer = attempt(7, (1, 1, 1))
    newer.versions, newer.answers["1"] = [9, 2, 3], [versions[9].content["choices"][0]["id"]]
    table = figured([*attempts, newer], versions)
    first = table.questions[0]
    assert (first.versions, first.figures.number) == ([1, 2], 6)
    assert sum(row.number for _part, rows in first.parts for row in rows) == 1


def test_of_no_attempts_there_is_nothing_to_say():
    table = figured([], VERSIONS)
    assert (table.figures.number, table.questions, table.most) == (0, [], None)


def test_each_version_can_stand_by_itself():
    versions = VERSIONS | {4: version(4, 1, number=2)}
    own = versions[4].content["choices"]
    newer = attempt(9, (1, 0), (2, 3))
    newer.versions, newer.answers = [4, 2, 3], newer.answers | {"1": [own[0]["id"]]}
    newer.fractions |= {"1": "1"}
    together = figured([*ATTEMPTS, newer], versions)
    first = together.questions[0]
    assert (first.question, first.versions, first.figures.number) == (1, [1, 2], 6)
    apart = figured([*ATTEMPTS, newer], versions, by_version=True)
    assert sorted((row.question, row.versions, row.figures.number) for row in apart.questions) == [
        (1, [1], 5), (1, [2], 1), (2, [1], 6), (3, [1], 6),
    ]  # fmt: skip


@pytest.mark.parametrize(("rule", "right"), [(None, ["đúng"]), ("corrected", ["sai"]), ("either", ["đúng", "sai"])])
def test_what_is_right_follows_a_regrading(rule, right):
    shown = version(7, 7)
    corrected = version(8, 7, number=2, choices=[choice("đúng"), choice("sai", True), choice("sai nữa")], is_shuffled=True)
    shown.regrading = Regrading(pk=1, rule=rule, corrected=corrected) if rule else None
    [(_part, rows)] = answers_to(shown, [])
    assert [row.text for row in rows if row.is_right] == right
