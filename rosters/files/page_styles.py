"""What a web page's styles do to its cells: which nobody sees, and which are struck through. No database, no Django."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST_STYLE, MOST_RULES, DEEPEST_LOOKED_AT, MOST_KNOWN = 100_000, 200, 20, 10_000
_COMMENT = re.compile(r"/\*.{0,5000}?\*/|<!--|-->", re.DOTALL)
_HIDES = re.compile(r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?![.\d])|font-size:0(?![.\d])")
_COMPOUND = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
STRUCK_TAGS = frozenset({"s", "strike", "del"})


@dataclass(frozen=True)
class Element:
    """An open element: its name, id and classes, and whether its text is out of sight or struck through.

    `number` is the same for elements that look alike to any rule, with all that is round them.
    """

    tag: str
    id: str = ""
    classes: frozenset[str] = frozenset()
    hidden: bool = False
    struck: bool = False
    number: int = 0


@dataclass(frozen=True)
class _Compound:
    """One step of a selector: `tr.left` is the tag `tr` and the class `left`."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]

    def fits(self, element: Element) -> bool:
        return (
            self.tag in ("", "*", element.tag)
            and self.ids <= {element.id}
            and (not self.classes or self.classes <= element.classes)
        )


@dataclass(frozen=True)
class _Rule:
    steps: tuple[_Compound, ...]
    hides: bool
    strikes: bool

    def fits(self, element: Element, around: Sequence[Element]) -> bool:
        """Whether the last step is the element and the others stand round it in their order."""
        if not self.steps[-1].fits(element):
            return False
        left = list(self.steps[:-1])
        for each in reversed(around[-DEEPEST_LOOKED_AT:]):
            if left and left[-1].fits(each):
                left.pop()
        return not left


class PageStyles:
    """The rules of a page's style sheets that hide text or strike it through."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        # Elements by what they are and stand in: nearly all cells of a list are alike.
        self._known: dict[tuple[Any, ...], Element] = {}
        self._number = 0

    def read(self, sheet: str) -> None:
        """Takes in one style sheet. What is only for paper or for some widths, and what has a state, is left out."""
        for selectors, declared in _rules_in(_COMMENT.sub(" ", sheet[:LONGEST_STYLE])):
            hides, strikes = _effects(declared)
            if hides or strikes:
                steps = filter(None, map(_steps, selectors.split(",")))
                self._rules += [_Rule(each, hides, strikes) for each in steps][: MOST_RULES - len(self._rules)]
        self._known.clear()

    def open(self, tag: str, attrs: dict[str, str], around: Sequence[Element]) -> Element:
        """The element that a tag opens inside of `around`, from the outermost on; what those hide or strike stays so."""
        above = around[-1] if around else _NOTHING
        told = tuple(map(attrs.get, _TELLING))
        if found := self._known.get((above.number, tag, told)):
            return found
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._number += 1
        element = self._known[above.number, tag, told] = self._look_at(tag, attrs, around, above)
        return element

    def _look_at(self, tag: str, attrs: dict[str, str], around: Sequence[Element], above: Element) -> Element:
        element = Element(tag, attrs.get("id", ""), frozenset(attrs.get("class", "").split()))
        hides, strikes = _effects(attrs.get("style", ""))
        fitting = [rule for rule in self._rules if rule.fits(element, around)]
        no_height = tag == "tr" and _has_no_height(attrs)
        return Element(
            tag,
            element.id,
            element.classes,
            above.hidden or hides or no_height or "hidden" in attrs or any(rule.hides for rule in fitting),
            above.struck or strikes or tag in STRUCK_TAGS or any(rule.strikes for rule in fitting),
            self._number,
        )


_NOTHING = Element("")
# All of an element that a style can ask for.
_TELLING = ("id", "class", "style", "hidden", "height")


def _rules_in(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of a sheet, in one way through it. What stands inside `@media` and the like is left out."""
    depth, begun, selectors = 0, 0, ""
    for brace in re.finditer(r"[{}]", sheet):
        text = sheet[begun : brace.start()]
        begun = brace.end()
        if brace[0] == "{":
            depth += 1
            selectors = text.rpartition(";")[2].strip() if depth == 1 else ""
        else:
            if depth == 1 and selectors and not selectors.startswith("@"):
                yield selectors, text
            depth = max(0, depth - 1)


def _effects(declared: str) -> tuple[bool, bool]:
    """Whether declarations hide an element, and strike its text through."""
    plain = "".join(declared.lower().split())
    return bool(_HIDES.search(plain)), "line-through" in plain.replace("text-line-through:none", "")


def _has_no_height(attrs: dict[str, str]) -> bool:
    style = "".join(attrs.get("style", "").lower().split())
    return attrs.get("height", "") in ("0", "0px") or bool(re.search(r"(?:^|;)height:0(?![.\d])", style))


def _steps(selector: str) -> tuple[_Compound, ...] | None:
    """`tr.left > td` as its steps; None of a selector with a state, an attribute or a neighbour, which is not understood."""
    steps = []
    for part in selector.replace(">", " ").split():
        found = _COMPOUND.fullmatch(part)
        if not found:
            return None
        names = re.findall(r"([.#])([\w-]+)", found[2])
        steps.append(
            _Compound(
                (found[1] or "").lower(),
                frozenset(name for sign, name in names if sign == "#"),
                frozenset(name for sign, name in names if sign == "."),
            )
        )
    return tuple(steps) or None
