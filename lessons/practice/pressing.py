"""What a form of a screen sent, played: for a learner in a lesson, and for an author who walks a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.practice.playing import Outcome, act, ask_hint, screen_of
from lessons.practice.procedure import Ending, Procedure
from lessons.practice.showing import AGAIN, HINT, PRESSED, STATE, show, typed_in
from lessons.practice.tokens import Run, new_run, read_run, write_run


@dataclass(frozen=True)
class Pressed:
    """Where somebody is by now, what stands in the fields there, and what came of what they pressed; None for nothing."""

    run: Run
    typed: Mapping[str, str] = field(default_factory=dict)
    outcome: Outcome | None = None


def press(practice: int, procedure: Procedure, form: Mapping[str, str]) -> Pressed:
    """Plays what `form` says; one without a state of this practice, or that begins again, is at the first screen.

    A button that is not there, because its author took it away meanwhile, does nothing.
    """
    run = read_run(practice, form.get(STATE, ""))
    if run is None or AGAIN in form:
        return Pressed(new_run(procedure))
    typed = typed_in(screen_of(procedure, run.state), form)
    if HINT in form:
        outcome: Outcome | None = ask_hint(procedure, run.state, typed)
    else:
        outcome = act(procedure, run.state, form.get(PRESSED, ""), typed)
    if outcome is None:
        return Pressed(run, typed)
    stays = outcome.state.screen == run.state.screen
    return Pressed(Run(run.key, outcome.state), typed if stays else {}, outcome)


def screen_context(practice: int, procedure: Procedure, pressed: Pressed) -> dict[str, Any]:
    """What lessons/practice/screen.html shows."""
    screen = screen_of(procedure, pressed.run.state)
    return {
        "given": procedure.given,
        "shown": show(procedure, screen, pressed.run.state, pressed.typed, pressed.outcome),
        "state": write_run(practice, pressed.run),
        "is_done": screen.ending == Ending.DONE,
        "is_failed": screen.ending == Ending.FAILED,
    }
