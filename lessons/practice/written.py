"""Procedures written in TOML, as the demonstration and the starters hold them: short for who writes, blocks for the editor.

A file has `title`, `summary`, `minutes`, `[[given]]` and `[[screens]]`; a screen has `elements`, each with one of the kinds of
ElementsBlock as its key. What is left out has the default of its block.
"""

import tomllib
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lessons.practice.models import Practice

_FIELD = {"kind": "text", "expected": "", "options": "", "wrong": "", "help": "", "key": ""}
_ACTION = {"look": "button", "is_right": True, "leads_to": "", "answer": ""}
_SCREEN = {"device": "phone", "address": "", "task": "", "hint": "", "hint_after": 2, "ending": ""}
_DEFAULTS: dict[str, dict[str, Any]] = {"field": _FIELD, "action": _ACTION}


def read_written(path: Path) -> dict[str, Any]:
    """The fields of a Practice that the file says. Raises KeyError for what a procedure cannot do without."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        "title": data["title"],
        "summary": data["summary"],
        "minutes": data.get("minutes", 5),
        "given": [_block("given", given) for given in data.get("given", [])],
        "screens": [_block("screen", _screen(screen)) for screen in data["screens"]],
    }


def make_practice(path: Path, **fields: Any) -> Practice:
    """A practice of what the file says, not saved yet."""
    return Practice(**{**read_written(path), **fields})


def _screen(screen: Mapping[str, Any]) -> dict[str, Any]:
    elements = [_element(each) for each in screen.get("elements", [])]
    return {**_SCREEN, **screen, "elements": elements}


def _element(element: Mapping[str, Any]) -> dict[str, Any]:
    [(kind, value)] = element.items()
    return _block(kind, {**_DEFAULTS[kind], **value} if kind in _DEFAULTS else value)


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}
