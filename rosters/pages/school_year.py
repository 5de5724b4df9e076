"""The new school year of a school or branch: which class becomes which, then the usual preview and confirmation."""

import re
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from rosters import permissions
from rosters.fields.values import BadValue, read_unit_name
from rosters.importing.plan.placing import unit_key
from rosters.importing.plan.promotion import LEAVES, STAYS, UnitAfter, find_unit, grade_of, name_after, plan_promotion
from rosters.importing.plan.rows import PlanRow
from rosters.importing.run.current_roster import GROWING_KINDS, members_of
from rosters.importing.run.plan_chunks import keep_rows
from rosters.models import Member, Membership, RosterImport, Unit
from rosters.pages.frame import admin_page, unit_crumbs, visible_unit


def school_year(request: HttpRequest, code: str) -> HttpResponse:
    """A table of classes with the class that each becomes, ready to be corrected."""
    here = visible_unit(request, code, permissions.IMPORT_ROSTER)
    if here.kind not in GROWING_KINDS:
        raise Http404
    units = list(Unit.objects.directly_below(here).open())
    if request.method == "POST":
        return _plan(request, here, units)
    numbers: dict[int, int] = {}
    for unit_id in Membership.objects.open().under(here).values_list("unit_id", flat=True):
        numbers[unit_id] = numbers.get(unit_id, 0) + 1
    grades = [grade for unit in units if (grade := grade_of(unit.name)) is not None]
    rows = [{"unit": unit, "number": numbers.get(unit.pk, 0), "after": name_after(unit.name, grades)} for unit in units]
    context = {"unit": here, "rows": [row for row in rows if row["number"]], "leaves": LEAVES}
    crumbs = unit_crumbs(request.user, here)
    return admin_page(request, "rosters/admin/school_year.html", _("Lên lớp, năm học mới"), "date", crumbs, context)


def _plan(request: HttpRequest, here: Unit, units: list[Unit]) -> HttpResponse:
    named = {unit_key(unit.name): (unit.pk, unit.name) for unit in units}
    targets: dict[int, UnitAfter | None] = {}
    for unit in units:
        given = request.POST.get(f"lop-{unit.pk}")
        if given is None:
            continue
        try:
            after = LEAVES if given.strip() == LEAVES else read_unit_name(given) or STAYS
        except BadValue as error:
            messages.error(request, f"{unit.label}: {error}")
            return redirect("roster_school_year", here.code)
        targets[unit.pk] = None if after == LEAVES else find_unit(after or unit.name, named)
    staying = {code.upper() for code in re.split(r"[\s,;]+", request.POST.get("o-lai", "")) if code}
    unknown = staying - set(Member.objects.under(here).filter(code__in=staying).values_list("code", flat=True))
    if unknown:
        text = _("Không có mã này trong đơn vị: %(codes)s. Kiểm tra lại danh sách ở lại lớp.")
        messages.error(request, text % {"codes": ", ".join(sorted(unknown)[:10])})
        return redirect("roster_school_year", here.code)
    rows = plan_promotion(members_of(targets), targets, here.pk, staying)
    return redirect("roster_plan", _keep(request.user, here, rows).pk)


@transaction.atomic
def _keep(user: Any, here: Unit, rows: list[PlanRow]) -> RosterImport:
    """The plan, kept like that of a file."""
    new_units = sorted({row.unit_name for row in rows if row.action == "move" and row.unit_id is None})
    roster_import = RosterImport.objects.create(
        unit=here, user=user, source=RosterImport.Source.SCHOOL_YEAR, file_sha256="", content=b"",
        file_name=_("Lên lớp ngày %(day)s") % {"day": timezone.localdate().strftime("%d/%m/%Y")},
        status=RosterImport.Status.PLANNED, reading={"new_units": [[here.pk, here.name, name] for name in new_units]},
    )  # fmt: skip
    roster_import.counts = keep_rows(roster_import, rows, lambda number: None)
    roster_import.save(update_fields=["counts"])
    return roster_import
