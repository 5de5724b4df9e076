"""A procedure as playing sees it: plain values, no database. What an author writes becomes one by `procedure_of`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# Where an action leads that goes back to the decision which led astray.
BACK = "<"


class FieldKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CODE = "code"
    CHOICE = "choice"
    TICK = "tick"
    FILE = "file"


class Ending(StrEnum):
    """What a screen ends: nothing, the procedure, or a way that failed safely."""

    NONE = ""
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Field:
    """Something to fill in. `expected` are the values that are right (none: anything but nothing); of a choice and of a file
    one of `options`; of a tick, "1" where it has to be set, "0" where it must not be. `wrong` is what is said otherwise.

    What is typed is carried to other screens under `key`.
    """

    id: str
    key: str
    label: str
    kind: FieldKind
    expected: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    wrong: str = ""
    help: str = ""


@dataclass(frozen=True)
class Action:
    """Something to press. A right one leads on once the fields of its screen are right; a wrong one says its `answer`, and
    leads somewhere, or nowhere. `leads_to` is the name of a screen, BACK, or empty."""

    id: str
    label: str
    is_right: bool
    leads_to: str = ""
    answer: str = ""
    look: str = "button"


@dataclass(frozen=True)
class Element:
    """A part of a screen, in order: `kind` says which, `value` is what its template shows, or a Field or an Action."""

    kind: str
    value: Any


@dataclass(frozen=True)
class Screen:
    """`task` says what is to be done here; the hint comes by itself after `hint_after` misses."""

    name: str
    heading: str
    task: str = ""
    device: str = "phone"
    address: str = ""
    elements: tuple[Element, ...] = ()
    hint: str = ""
    hint_after: int = 2
    ending: Ending = Ending.NONE

    @property
    def fields(self) -> list[Field]:
        return [each.value for each in self.elements if each.kind == "field"]

    @property
    def actions(self) -> list[Action]:
        return [each.value for each in self.elements if each.kind == "action"]


@dataclass(frozen=True)
class Given:
    """A made-up value that the learner is to type: a name, a number. `key` puts it into the words of screens."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class Procedure:
    """Screens, of which the first is where it begins."""

    title: str
    screens: tuple[Screen, ...]
    given: tuple[Given, ...] = ()

    def named(self, name: str) -> Screen | None:
        return next((screen for screen in self.screens if screen.name == name), None)

    @property
    def names(self) -> list[str]:
        return [screen.name for screen in self.screens]


@dataclass(frozen=True)
class Way:
    """An action that leads from one screen to another."""

    start: str
    end: str
    is_right: bool
    label: str = field(compare=False, default="")


def ways_of(procedure: Procedure) -> list[Way]:
    """Where each action leads that names a screen; one that says BACK leads nowhere new."""
    return [
        Way(screen.name, action.leads_to, action.is_right, action.label)
        for screen in procedure.screens
        for action in screen.actions
        if action.leads_to and action.leads_to != BACK
    ]


def procedure_of(title: str, given: Iterable[Mapping[str, Any]], screens: Iterable[Any]) -> Procedure:
    """The procedure that an author wrote: `given` and `screens` are the values of their blocks, screens with the ids of theirs."""
    return Procedure(
        title,
        tuple(_screen(each) for each in screens),
        tuple(Given(_name(each["key"]), each["label"], each["value"]) for each in given),
    )


def _screen(value: Mapping[str, Any]) -> Screen:
    return Screen(
        name=_name(value["name"]),
        heading=value["heading"],
        task=value["task"],
        device=value["device"] or "phone",
        address=value["address"],
        elements=tuple(_element(child) for child in value["elements"]),
        hint=value["hint"],
        hint_after=value["hint_after"] or 2,
        ending=Ending(value["ending"] or ""),
    )


def _element(child: Any) -> Element:
    kind, value, own_id = child.block_type, child.value, child.id or ""
    if kind == "field":
        return Element(kind, _field(value, own_id))
    if kind == "action":
        return Element(kind, _action(value, own_id))
    return Element(kind, value)


def _field(value: Mapping[str, Any], own_id: str) -> Field:
    return Field(
        id=own_id,
        key=_name(value["key"]),
        label=value["label"],
        kind=FieldKind(value["kind"]),
        expected=lines_of(value["expected"]),
        options=lines_of(value["options"]),
        wrong=value["wrong"],
        help=value["help"],
    )


def _action(value: Mapping[str, Any], own_id: str) -> Action:
    leads_to = value["leads_to"].strip()
    return Action(
        id=own_id,
        label=value["label"],
        is_right=bool(value["is_right"]),
        leads_to=leads_to if leads_to == BACK else _name(leads_to),
        answer=value["answer"],
        look=value["look"] or "button",
    )


def lines_of(text: str) -> tuple[str, ...]:
    """What stands on each line, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _name(text: str) -> str:
    """As names are compared: `Nhập mã ` and `nhập mã` are one screen."""
    return " ".join(text.split()).casefold()


def by_name(screens: Sequence[Screen]) -> dict[str, Screen]:
    """Name -> the first screen that has it."""
    found: dict[str, Screen] = {}
    for screen in screens:
        found.setdefault(screen.name, screen)
    return found
