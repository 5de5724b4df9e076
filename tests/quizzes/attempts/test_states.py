"""The states of an attempt: what leads from one to another, and that the documentation says the same."""

import re
from itertools import product
from pathlib import Path

import pytest

from quizzes.attempts.states import COUNTED, TRANSITIONS, Event, State, WrongState, after


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_what_is_over_stays_as_it_is_unless_it_was_recorded_by_mistake(state, event):
    if (state, event) == (State.HANDED_IN, Event.WITHDRAW) or (state == State.IN_PROGRESS and event != Event.WITHDRAW):
        assert after(state, event) == TRANSITIONS[state, event]
    else:
        with pytest.raises(WrongState):
            after(state, event)


def test_each_event_leads_somewhere_and_each_end_is_reached():
    assert {event for _state, event in TRANSITIONS} == set(Event)
    assert set(TRANSITIONS.values()) == set(State)
    assert set(COUNTED) < set(State)


def test_the_documentation_has_the_same_table():
    text = (Path(__file__).parents[3] / "docs" / "attempts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| `(\w+)` \|", text, re.MULTILINE)
    assert {(State(a), Event(b)): State(c) for a, b, c in rows} == TRANSITIONS
