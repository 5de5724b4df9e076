"""Procedures that are written in files: those of the demonstration are walked to their end, by every right way and every wrong one."""

from pathlib import Path

import pytest
from portal.demonstration.content import PRACTICES

from lessons.practice.playing import Event, State, act, begin, right_values, screen_of
from lessons.practice.problems import problems_of
from lessons.practice.procedure import BACK, Ending, FieldKind
from lessons.practice.viewsets import LABELS, STARTERS
from lessons.practice.written import make_practice, read_written

FILES = sorted([*PRACTICES.glob("*.toml"), *STARTERS.glob("*.toml")])


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def procedure(request):
    return make_practice(request.param).procedure


def test_there_are_those_of_the_demonstration_and_each_starter_that_is_offered():
    assert len(list(PRACTICES.glob("*.toml"))) >= 6
    assert {path.stem for path in STARTERS.glob("*.toml")} == set(LABELS)


def test_it_has_no_problems(procedure):
    assert problems_of(procedure) == []


def test_whoever_does_everything_right_gets_to_the_end(procedure):
    state = begin(procedure)
    for _step in range(len(procedure.screens)):
        screen = screen_of(procedure, state)
        if screen.ending == Ending.DONE:
            break
        right = next(action for action in screen.actions if action.is_right)
        outcome = act(procedure, state, right.id, right_values(screen))
        assert outcome.event in (Event.MOVED, Event.DONE)
        state = outcome.state
    assert state.is_done


def test_every_wrong_action_says_why_and_comes_back_to_its_decision(procedure):
    for screen in procedure.screens:
        for action in screen.actions:
            if action.is_right:
                continue
            outcome = act(procedure, State(screen.name), action.id, {})
            assert (outcome.event, outcome.at) == (Event.MISSED, screen.name)
            landed = screen_of(procedure, outcome.state)
            if landed.name == screen.name:
                assert outcome.says
                continue
            assert landed.ending == Ending.FAILED
            [back] = [each for each in landed.actions if each.leads_to == BACK]
            assert act(procedure, outcome.state, back.id, {}).state.screen == screen.name


def test_each_screen_that_asks_something_has_a_hint_but_in_a_task_that_closes_a_course(procedure):
    if procedure.title.startswith("Bài làm cuối khóa"):
        assert [screen.name for screen in procedure.screens if screen.hint] == []
        return
    assert [screen.name for screen in procedure.screens if screen.ending == Ending.NONE and not screen.hint] == []


def test_nobody_types_a_number_of_their_own(procedure):
    """What is to be typed exactly is given, or arrives on the screen."""
    shown = " ".join(given.value for given in procedure.given)
    for screen in procedure.screens:
        arrives = " ".join(each.value["text"] for each in screen.elements if each.kind == "message")
        for field in screen.fields:
            if field.kind in (FieldKind.CODE, FieldKind.TEXT) and field.expected:
                assert any(value in shown or value in arrives for value in field.expected), (screen.name, field.label)


def test_what_is_left_out_has_the_default_of_its_block(tmp_path):
    path = Path(tmp_path / "a.toml")
    path.write_text(
        'title = "T"\nsummary = "S"\n[[screens]]\nname = "a"\nheading = "A"\n[[screens.elements]]\naction = { label = "Đi" }\n'
    )
    [screen] = read_written(path)["screens"]
    assert (screen["value"]["device"], screen["value"]["hint_after"]) == ("phone", 2)
    assert screen["value"]["elements"][0]["value"] == {
        "label": "Đi", "look": "button", "is_right": True, "leads_to": "", "answer": "",
    }  # fmt: skip


def test_the_right_action_is_not_always_the_first(procedure):
    decisions = [screen.actions for screen in procedure.screens if any(not action.is_right for action in screen.actions)]
    if len(decisions) >= 3:
        assert len({next(n for n, action in enumerate(actions) if action.is_right) for actions in decisions}) > 1
