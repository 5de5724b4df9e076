"""A screen on its way to a page: words filled in, fields with what is typed in them, actions as buttons. No database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lessons.practice.playing import Outcome, State, begin, in_words, shows_hint
from lessons.practice.procedure import Element, Field, FieldKind, Procedure, Screen

# The field of a form that says what is pressed, and what the names of the fields on a screen begin with.
PRESSED, FIELD, STATE, HINT, AGAIN = "bam", "o-", "o-dau", "goi-y", "lam-lai"


@dataclass(frozen=True)
class ShownPart:
    """A part of a screen: its kind chooses the template, `value` is what that shows."""

    kind: str
    value: Any


@dataclass(frozen=True)
class ShownField:
    name: str
    label: str
    kind: str
    help: str
    options: tuple[str, ...]
    typed: str
    # What is said where it is not right; empty where nothing is wrong.
    wrong: str
    keyboard: str


@dataclass(frozen=True)
class ShownScreen:
    """A screen with its parts; `says` is what came of the last action, `is_missed` whether that was a miss."""

    screen: Screen
    heading: str
    task: str
    address: str
    parts: list[ShownPart]
    hint: str
    may_ask_hint: bool
    says: str
    is_missed: bool


def show(
    procedure: Procedure, screen: Screen, state: State, typed: Mapping[str, str] | None = None, outcome: Outcome | None = None
) -> ShownScreen:
    """`typed` holds what stands in the fields (ids), `outcome` what came of the action that led here."""
    wrong = outcome.wrong_fields if outcome else {}
    has_hint = shows_hint(screen, state)
    # Where there is something to decide, no button stands out: the right one would be told by its colour.
    decides = not all(action.is_right for action in screen.actions)

    def words(text: str) -> str:
        return in_words(text, procedure, state)

    return ShownScreen(
        screen=screen,
        heading=words(screen.heading),
        task=words(screen.task),
        address=screen.address,
        parts=[_part(each, words, typed or {}, wrong, decides=decides) for each in screen.elements],
        hint=words(screen.hint) if has_hint else "",
        may_ask_hint=bool(screen.hint) and not has_hint,
        says=words(outcome.says) if outcome else "",
        is_missed=bool(outcome and outcome.event == "missed"),
    )


def show_all(procedure: Procedure) -> list[ShownScreen]:
    """Every screen below the other, for their author."""
    return [show(procedure, screen, begin(procedure)) for screen in procedure.screens] if procedure.screens else []


def typed_in(screen: Screen, form: Mapping[str, str]) -> dict[str, str]:
    """The fields of a screen, by their ids, as a form sent them."""
    return {each.id: form.get(f"{FIELD}{each.id}", "") for each in screen.fields}


def _part(
    element: Element, words: Callable[[str], str], typed: Mapping[str, str], wrong: Mapping[str, str], *, decides: bool
) -> ShownPart:
    if element.kind == "field":
        return ShownPart("field", _shown_field(element.value, typed, wrong))
    if element.kind in ("heading", "text"):
        return ShownPart(element.kind, words(element.value))
    if element.kind == "message":
        own = element.value
        return ShownPart("message", {"kind": own["kind"], "sender": words(own["sender"]), "text": words(own["text"])})
    if element.kind == "action" and decides and element.value.look == "button":
        return ShownPart("action", replace(element.value, look="plain"))
    return ShownPart(element.kind, element.value)


_KEYBOARDS = {FieldKind.NUMBER: "decimal", FieldKind.CODE: "text", FieldKind.DATE: "text"}


def _shown_field(own: Field, typed: Mapping[str, str], wrong: Mapping[str, str]) -> ShownField:
    return ShownField(
        name=f"{FIELD}{own.id}",
        label=own.label,
        kind=own.kind,
        help=own.help,
        options=own.options,
        typed=typed.get(own.id, ""),
        wrong=wrong[own.id] or "?" if own.id in wrong else "",
        keyboard=_KEYBOARDS.get(own.kind, "text"),
    )
