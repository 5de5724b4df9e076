"""Managing units: all of it for administrators, the names of units below their own for organizers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from rosters import permissions
from rosters.models import Unit
from rosters.pages.forms import MoveUnitForm, UnitForm
from rosters.pages.frame import admin_page, unit_crumbs, visible_unit
from rosters.pages.staff_log import log_action
from rosters.trees import MisplacedUnit, add_unit, move_unit


def add(request: HttpRequest, code: str) -> HttpResponse:
    """A new unit below the one with `code`."""
    above = visible_unit(request, code, permissions.MANAGE_UNITS)
    form = UnitForm(request.POST or None, above=above)
    if request.method == "POST" and form.is_valid() and (made := _added(above, form)):
        log_action(request.user, "unit_added", made)
        messages.success(request, _("Đã thêm %(unit)s.") % {"unit": made.label})
        return redirect("roster_unit", made.code)
    context = {"form": form, "unit": above, "submit": _("Thêm đơn vị")}
    status = 422 if form.errors else 200
    crumbs = unit_crumbs(request.user, above)
    return admin_page(request, "rosters/admin/form.html", _("Thêm đơn vị cấp dưới"), "group", crumbs, context, status)


def _added(above: Unit, form: UnitForm) -> Unit | None:
    """The new unit; None where it may not stand there, which the form tells."""
    try:
        return add_unit(above, **form.cleaned_data)
    except MisplacedUnit as problem:
        form.add_error("name", str(problem))
        return None


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The unit's name; for administrators its place in the tree, too."""
    here = visible_unit(request, code, permissions.RENAME_UNITS)
    may_move = here.depth > 1 and permissions.has_permission(request.user, permissions.MANAGE_UNITS, here)
    moves = may_move and request.method == "POST" and request.POST.get("viec") == "chuyen"
    form = UnitForm(None if moves else request.POST or None, instance=here)
    place = MoveUnitForm(request.POST if moves else None)
    if moves and place.is_valid() and _moved(request, here, place):
        return redirect("roster_unit", here.code)
    if request.method == "POST" and not moves and form.is_valid():
        form.save()
        log_action(request.user, "unit_changed", here)
        messages.success(request, _("Đã lưu %(unit)s.") % {"unit": here.label})
        return redirect("roster_unit", here.code)
    context = {"form": form, "unit": here, "submit": _("Lưu"), "place": place if may_move else None}
    status = 422 if form.errors or place.errors else 200
    return admin_page(
        request, "rosters/admin/form.html", _("Sửa đơn vị"), "group", unit_crumbs(request.user, here), context, status
    )


def _moved(request: HttpRequest, here: Unit, place: MoveUnitForm) -> bool:
    """Whether the unit is where it was asked to be put; if not, the form tells why."""
    above = place.cleaned_data["above"]
    try:
        move_unit(here, above)
    except MisplacedUnit as problem:
        place.add_error("above", str(problem))
        return False
    log_action(request.user, "unit_moved", here)
    text = _("Đã chuyển %(unit)s sang %(above)s. Số liệu của các cấp trên, cả kỳ đã qua, tính theo nơi mới.")
    messages.success(request, text % {"unit": here.label, "above": above.label})
    return True
