"""A read-only JSON API for a province's data hub: the same figures as on the pages, by the same functions.

OpenAPI 3.1 description at /api/v1/openapi.json. A key is bound to a unit: it reads that unit and those below it.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer
from pydantic import Field, create_model

from participation.api.models import ApiToken
from participation.api.tokens import find_token
from participation.figures.as_json import overview_as_json
from participation.figures.definitions import ANSWERED
from participation.figures.group_sizes import withheld_by_sex, withheld_units
from participation.figures.told_coverage import as_told
from participation.figures.unit_figures import Figures, UnitOverview, unit_overview
from participation.ledger.models import Activity
from participation.rules.periods import EARLIEST, LONGEST, Period, week_of
from rosters import permissions
from rosters.models import Unit

UNITS_A_PAGE = 1000


class Bearer(HttpBearer):
    """Authorization: Bearer hvs_..."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = find_token(token)
        # A key is good as long as whoever made it may see these figures.
        if found is None or found.created_by is None:
            return None
        return found if permissions.has_permission(found.created_by, permissions.VIEW_FIGURES, found.unit) else None


api = NinjaAPI(
    title="Học vụ số: participation figures",
    version="1.0.0",
    description="Definitions of all figures: docs/figures.md. Days are those of Asia/Ho_Chi_Minh.",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api",
)


class Problem(Schema):
    detail: str


class UnitName(Schema):
    code: str
    name: str


class UnitOut(UnitName):
    kind: str
    tree: Literal["school", "union"]
    above: str | None = Field(description="Code of the unit above; null for the unit of the key.")


class Units(Schema):
    units: list[UnitOut]
    next: str | None = Field(description="Give it as `after` to read on; null at the end.")


class Course(Schema):
    id: int
    title: str
    is_current: bool


def _schema_of(part: str) -> type[Schema]:
    """The numbers of one part of an answer: as participation.figures.definitions lists them."""
    fields: dict[str, Any] = {
        figure.name: (float | None if figure.is_rate else int, ...) for figure in ANSWERED if figure.part == part
    }
    return create_model(part.capitalize() or "Numbers", __base__=Schema, **fields)


Numbers, ActivityOut, CoverageOut = _schema_of(""), _schema_of("activity"), _schema_of("coverage")


class Part(Numbers):  # type: ignore[misc,valid-type]
    unit: UnitName | None = None
    sex: Literal["female", "male", "unknown"] | None = None
    from_: dt.date = Field(alias="from")
    to: dt.date
    activity: ActivityOut  # type: ignore[valid-type]
    coverage: CoverageOut  # type: ignore[valid-type]


class UnitFiguresOut(Part):
    unit: UnitName
    by: list[Part] | None = None


class Cursor(Schema):
    after: str = Field("", description="`next` of the answer before.", max_length=255, pattern="^[0-9A-Z]*$")


class Selection(Schema):
    """Which figures are wanted. Without days, this week."""

    from_: dt.date | None = Field(None, alias="from")
    to: dt.date | None = None
    course: int | None = Field(None, description="Id of one course; all courses without it.", ge=1, le=2**31 - 1)
    by: Literal["week", "sex", "unit"] | None = Field(None, description="Also the same figures of each part.")


Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[\w.\-]+$")]


@api.get("/units", response={200: Units, 401: Problem, 422: dict}, summary="The unit of the key and all units below it")
def units(request: HttpRequest, cursor: Query[Cursor]) -> Units:
    _refuse_unknown(request, {"after"})
    own = request.auth.unit  # type: ignore[attr-defined]
    found = list(Unit.objects.under(own).filter(path__gt=cursor.after).order_by("path")[: UNITS_A_PAGE + 1])
    shown = found[:UNITS_A_PAGE]
    above = {unit.path[: -Unit.steplen] for unit in shown if unit.path != own.path}
    codes = dict(Unit.objects.filter(path__in=above).values_list("path", "code"))
    rows = [
        UnitOut(
            code=unit.code, name=unit.label, kind=unit.kind, tree=unit.tree,
            above=codes.get(unit.path[: -Unit.steplen]) if unit.path != own.path else None,
        )
        for unit in shown
    ]  # fmt: skip
    return Units(units=rows, next=shown[-1].path if len(found) > UNITS_A_PAGE else None)


@api.get("/courses", response={200: list[Course], 401: Problem, 422: dict}, summary="The courses that figures can be asked for")
def courses(request: HttpRequest) -> list[Course]:
    _refuse_unknown(request, set())
    found = Activity.objects.courses().order_by("pk")
    return [Course(id=course.pk, title=course.title, is_current=course.is_current) for course in found]


@api.get(
    "/units/{code}/figures",
    response={200: UnitFiguresOut, 401: Problem, 404: Problem, 409: Problem, 422: dict},
    summary="The figures of a unit for a period",
    by_alias=True,
    exclude_unset=True,
)
def figures(request: HttpRequest, code: Path[Code], selection: Query[Selection]) -> dict:
    _refuse_unknown(request, {"from", "to", "course", "by"})
    own = request.auth.unit  # type: ignore[attr-defined]
    unit = Unit.objects.under(own).filter(code=code).first()
    if unit is None:
        raise HttpError(404, "There is no such unit below the unit of this key.")
    course = None
    if selection.course is not None:
        course = Activity.objects.courses().filter(pk=selection.course).first()
        if course is None:
            raise HttpError(404, "There is no such course. GET /courses lists them.")
    period = _period(selection)
    _refuse_a_few(own, unit)
    overview = unit_overview(unit, period, course)
    answer = overview_as_json(overview, selection.by)
    k, today = settings.SMALLEST_PUBLIC_GROUP, timezone.localdate()
    _tell_coverage(answer, overview, unit, course.pk if course else 0)
    if selection.by == "unit":
        below = Unit.objects.directly_below(unit)
        codes = dict(below.values_list("pk", "code"))
        hidden = {codes[pk] for pk in withheld_units(list(below), k, today)}
        answer["by"] = [part for part in answer["by"] if part["unit"]["code"] not in hidden]
    elif selection.by == "sex" and _is_hidden(own, unit, withheld_by_sex):
        answer["by"] = []
    return answer


def _tell_coverage(answer: dict[str, Any], overview: UnitOverview, unit: Unit, course: int) -> None:
    """Puts what is told of coverage in the place of what it is, in `answer` and its parts."""
    k, today = settings.SMALLEST_PUBLIC_GROUP, timezone.localdate()
    by_sex = dict(overview.breakdowns["sex"])
    by_unit = {each.unit.code: each for each in overview.below}
    for part in [answer, *answer.get("by", [])]:
        code, sex = part.get("unit", {}).get("code", unit.code), part.get("sex", "")
        # A week has the same coverage as the whole: it is of now.
        of: Figures = by_sex[sex] if sex else by_unit.get(code, overview.total)
        part["coverage"] = as_told(part["coverage"], of.now, f"{code}:{course}:{sex}", k, today)


def _refuse_a_few(own: Unit, unit: Unit) -> None:
    """Raises HttpError 409 for fewer people than the smallest group, and for units that would tell such a group by subtracting."""
    if _is_hidden(own, unit, withheld_units):
        k = settings.SMALLEST_PUBLIC_GROUP
        problem = f"Figures of fewer than {k} people, or from which they could be subtracted, are not given to other systems."
        raise HttpError(409, problem)


def _is_hidden(own: Unit, unit: Unit, withheld: Callable[[Sequence[Unit], int, dt.date], set[int]]) -> bool:
    """Whether nothing is told of `unit`: by itself, or as a part of one of the units from that of the key down to it."""
    k, today = settings.SMALLEST_PUBLIC_GROUP, timezone.localdate()
    wholes = [
        [own],
        *(list(Unit.objects.directly_below(above)) for above in Unit.objects.filter(path__in=_paths_above(own, unit))),
    ]
    for parts in wholes:
        hidden = withheld(parts, k, today)
        if any(part.pk in hidden and unit.path.startswith(part.path) for part in parts):
            return True
    return False


def _paths_above(own: Unit, unit: Unit) -> list[str]:
    """Paths of the units from the one of the key down to the one right above `unit`."""
    return [unit.path[:end] for end in range(len(own.path), len(unit.path), Unit.steplen)]


def _refuse_unknown(request: HttpRequest, known: set[str]) -> None:
    """A parameter that does not exist is an error, and not an answer to another question. Raises HttpError 422."""
    if unknown := sorted(set(request.GET) - known):
        raise HttpError(422, f"There is no parameter called {unknown[0]}. There are: {', '.join(sorted(known)) or 'none'}.")


def _period(selection: Selection) -> Period:
    """The period asked for. Raises HttpError 409 for days that cannot go together."""
    week = week_of(timezone.localdate())
    first = selection.from_ or week.first
    last = selection.to or max(week.last, first)
    if last < first:
        raise HttpError(409, "`to` lies before `from`.")
    if first < EARLIEST or last - first > LONGEST or last > week.last + LONGEST:
        raise HttpError(409, f"A period begins on {EARLIEST} or later, is at most five years long, and ends within five years.")
    return Period(first, last)
