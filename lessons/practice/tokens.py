"""Where somebody is in a procedure, as a form carries it: signed, and nowhere kept. What they type stays with them.

Without JavaScript each screen is a form; the way back of the browser leads to the form before, with its own state in it.
"""

import uuid
from dataclasses import asdict, dataclass

from django.core import signing

from lessons.practice.playing import State, begin
from lessons.practice.procedure import Procedure

_SALT = "lessons.practice"
# A page that was left open for longer begins anew.
SECONDS = 24 * 3600


@dataclass(frozen=True)
class Run:
    """One time through a procedure: a key of its own, by which what is done in it counts once."""

    key: str
    state: State


def new_run(procedure: Procedure) -> Run:
    return Run(uuid.uuid4().hex, begin(procedure))


def write_run(practice: int, run: Run) -> str:
    """The text for a form."""
    return signing.dumps({"practice": practice, "key": run.key, "state": asdict(run.state)}, salt=_SALT, compress=True)


def read_run(practice: int, text: str) -> Run | None:
    """What `write_run` wrote for this practice; None for anything else, and for what is too old."""
    try:
        found = signing.loads(text, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    if found["practice"] != practice:
        return None
    return Run(found["key"], State(**{**found["state"], "back": tuple(found["state"]["back"])}))
