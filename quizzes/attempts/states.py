"""The states of an attempt, and what leads from one to another. No database; docs/attempts.md shows the same table."""

from enum import StrEnum


class State(StrEnum):
    IN_PROGRESS = "in_progress"
    HANDED_IN = "handed_in"
    # Its time was over: what was saved by then is graded.
    EXPIRED = "expired"
    # Left unfinished: nothing of it counts.
    ABANDONED = "abandoned"


class Event(StrEnum):
    SAVE = "save"
    HAND_IN = "hand_in"
    TIME_OUT = "time_out"
    ABANDON = "abandon"
    # It was recorded for somebody by mistake.
    WITHDRAW = "withdraw"


TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.IN_PROGRESS, Event.SAVE): State.IN_PROGRESS,
    (State.IN_PROGRESS, Event.HAND_IN): State.HANDED_IN,
    (State.IN_PROGRESS, Event.TIME_OUT): State.EXPIRED,
    (State.IN_PROGRESS, Event.ABANDON): State.ABANDONED,
    (State.HANDED_IN, Event.WITHDRAW): State.ABANDONED,
}
# Those that have a result, and count as a turn.
COUNTED = (State.HANDED_IN, State.EXPIRED)


class WrongState(ValueError):
    """What was to happen cannot happen to an attempt in this state."""


def after(state: str, event: Event) -> State:
    """The state of an attempt after `event`. Raises WrongState: what is over stays as it is."""
    found = TRANSITIONS.get((State(state), event))
    if found is None:
        raise WrongState(f"{event} of an attempt that is {state}.")
    return found
