"""Playing a procedure: what an action makes of where somebody is. Plain functions on plain values; nothing is kept here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from lessons.practice.procedure import BACK, Action, Ending, FieldKind, Procedure, Screen, by_name
from lessons.practice.typed_values import LONGEST, is_wanted

# So many screens are remembered to go back to; nobody loses their way further than that.
MOST_BACK = 20
_PLACE = re.compile(r"\{([^{}]{1,40})\}")


class Event(StrEnum):
    """What came of an action."""

    MOVED = "moved"
    MISSED = "missed"
    HINTED = "hinted"
    DONE = "done"


@dataclass(frozen=True)
class State:
    """Where somebody is in a procedure.

    `values` are what was typed, by the keys of fields; `misses` how often this screen was missed since it was reached; `back`
    the screens of decisions that led astray, the last at the end; `events` how many things were done.
    """

    screen: str
    values: Mapping[str, str] = field(default_factory=dict)
    misses: int = 0
    is_hinted: bool = False
    back: tuple[str, ...] = ()
    events: int = 0
    is_done: bool = False


@dataclass(frozen=True)
class Outcome:
    """The state after an action, what is said of it, and which fields (ids) are not right, with what is said of each."""

    state: State
    event: Event
    # Where it happened: a miss belongs to the screen of the decision, not to the one that explains it.
    at: str
    says: str = ""
    wrong_fields: Mapping[str, str] = field(default_factory=dict)


def begin(procedure: Procedure) -> State:
    """At the first screen. Raises ValueError for a procedure without any."""
    if not procedure.screens:
        raise ValueError("A procedure without screens cannot be played.")
    return State(procedure.screens[0].name)


def screen_of(procedure: Procedure, state: State) -> Screen:
    """The screen where somebody is; the first one where an author took theirs away meanwhile."""
    return procedure.named(state.screen) or procedure.screens[0]


def act(procedure: Procedure, state: State, action_id: str, typed: Mapping[str, str]) -> Outcome | None:
    """What comes of pressing an action of the present screen; `typed` has the fields of that screen by their ids.

    None for an action that is not there.
    """
    screen = screen_of(procedure, state)
    action = next((each for each in screen.actions if each.id == action_id), None)
    if action is None:
        return None
    kept = _with_typed(screen, state, typed)
    if not action.is_right:
        return _missed(procedure, screen, kept, action)
    wrong = {} if action.leads_to == BACK else wrong_fields(screen, typed)
    if wrong:
        return Outcome(_counting(kept), Event.MISSED, screen.name, wrong_fields=wrong)
    return _moved(procedure, screen, kept, action)


def ask_hint(procedure: Procedure, state: State, typed: Mapping[str, str]) -> Outcome:
    """The hint of the present screen, asked for."""
    screen = screen_of(procedure, state)
    kept = replace(_with_typed(screen, state, typed), is_hinted=True, events=state.events + 1)
    return Outcome(kept, Event.HINTED, screen.name)


def shows_hint(screen: Screen, state: State) -> bool:
    """Whether the hint is shown by now: asked for, or after so many misses."""
    return bool(screen.hint) and (state.is_hinted or state.misses >= screen.hint_after)


def wrong_fields(screen: Screen, typed: Mapping[str, str]) -> dict[str, str]:
    """Id -> what is said, of each field of a screen that is not as it should be."""
    return {each.id: each.wrong for each in screen.fields if not is_wanted(each, typed.get(each.id, ""))}


def right_values(screen: Screen) -> dict[str, str]:
    """What somebody types who knows what is wanted, by the ids of fields."""
    found = {}
    for each in screen.fields:
        if each.kind == FieldKind.TICK:
            found[each.id] = "1" if "1" in each.expected else ""
        else:
            found[each.id] = next(iter(each.expected or each.options), "x")
    return found


def in_words(text: str, procedure: Procedure, state: State) -> str:
    """`text` with what was given or typed at the places that name it: `{họ tên}`. What nobody knows stays as it is written."""
    known = {given.key: given.value for given in procedure.given} | dict(state.values)
    return _PLACE.sub(lambda found: known.get(" ".join(found[1].split()).casefold(), found[0]), text)


def _with_typed(screen: Screen, state: State, typed: Mapping[str, str]) -> State:
    new = {each.key: typed[each.id][:LONGEST] for each in screen.fields if each.key and each.id in typed}
    return replace(state, values={**state.values, **new})


def _counting(state: State) -> State:
    return replace(state, misses=state.misses + 1, events=state.events + 1)


def _missed(procedure: Procedure, screen: Screen, state: State, action: Action) -> Outcome:
    """A wrong action: its own words; where it leads somewhere, the way back leads here again."""
    if action.leads_to and action.leads_to != BACK and action.leads_to in by_name(procedure.screens):
        back = (*state.back, screen.name)[-MOST_BACK:]
        there = replace(state, screen=action.leads_to, misses=0, is_hinted=False, back=back, events=state.events + 1)
        return Outcome(there, Event.MISSED, screen.name, action.answer)
    return Outcome(_counting(state), Event.MISSED, screen.name, action.answer)


def _moved(procedure: Procedure, screen: Screen, state: State, action: Action) -> Outcome:
    if action.leads_to == BACK:
        target, back = (state.back[-1], state.back[:-1]) if state.back else (procedure.screens[0].name, ())
    else:
        target, back = action.leads_to or screen.name, state.back
    following = procedure.named(target) or screen
    is_done = state.is_done or following.ending == Ending.DONE
    moved = replace(
        state, screen=following.name, misses=0, is_hinted=False, back=back, events=state.events + 1, is_done=is_done
    )
    event = Event.DONE if is_done and not state.is_done else Event.MOVED
    return Outcome(moved, event, screen.name, action.answer)
