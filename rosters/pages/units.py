"""Units, members and cards in Wagtail's admin, for organizers and administrators."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin import messages

from rosters import permissions
from rosters.exporting import RosterResource, roster_workbook, sample_workbook
from rosters.importing.run.current_roster import GROWING_KINDS
from rosters.login.card_sheets import Card, render_cards
from rosters.login.learners import card_address, printed_login_code
from rosters.models import Member, Membership, Unit
from rosters.pages.forms import CLOSE_REASONS
from rosters.pages.frame import XLSX, admin_page, attachment, sister_units, unit_crumbs, visible_unit
from rosters.pages.staff_log import log_action
from rosters.units import kinds_below

MEMBERS_A_PAGE = 50
MOST_CARDS = 3000


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The units that the user looks after, or the tops of both trees; or those that a search finds."""
    query = request.GET.get("q", "").strip()
    if query:
        found = list(Unit.objects.visible_to(request.user).search(query)[:100])
    elif permissions.sees_every_unit(request.user):
        found = list(Unit.objects.filter(depth=1))
    else:
        found = permissions.units_of(request.user)
    people = list(Member.objects.visible_to(request.user).search(query).as_class_list()[:50]) if query else []
    context = {"rows": _with_numbers(found), "query": query, "people": _with_units(people)}
    return admin_page(request, "rosters/admin/units.html", _("Đơn vị và danh sách"), "group", [], context)


def _with_numbers(units: list[Unit]) -> list[dict[str, Any]]:
    """Each unit with the number of its members of now, in one query."""
    totals = {f"n{unit.pk}": Count("pk", filter=Q(unit__path__startswith=unit.path, tree=unit.tree)) for unit in units}
    numbers = Membership.objects.open().aggregate(**totals) if units else {}
    return [{"unit": unit, "members": numbers[f"n{unit.pk}"]} for unit in units]


def _with_units(members: list[Member]) -> list[dict[str, Any]]:
    places: dict[int, list[str]] = {}
    for place in Membership.objects.open().filter(member__in=members).select_related("unit").order_by("tree"):
        places.setdefault(place.member_id, []).append(place.unit.label)
    return [{"member": member, "places": places.get(member.pk, [])} for member in members]


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """A unit: what can be done with it, the units below it, and its members."""
    here = visible_unit(request, code, permissions.VIEW_UNIT)
    below = list(Unit.objects.directly_below(here))
    query = request.GET.get("q", "").strip()
    members = Member.objects.under(here).as_class_list()
    if query:
        members = members.search(query)
    page = Paginator(members, MEMBERS_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "unit": here,
        "below": _with_numbers(below),
        "members": _with_units(list(page.object_list)) if not below or query else [],
        "page": page,
        "total": Member.objects.under(here).count(),
        "query": query,
        "buttons": unit_buttons(request.user, here),
        "may_import": permissions.has_permission(request.user, permissions.IMPORT_ROSTER, here),
        "may_manage": permissions.has_permission(request.user, permissions.MANAGE_UNITS, here),
        "kinds_below": kinds_below(here.kind),
        "organizers": here.organizers.select_related("user"),
        "may_appoint": permissions.has_permission(request.user, permissions.APPOINT_ORGANIZERS, here),
        "sisters": [] if below else sister_units(request.user, here),
        "reasons": CLOSE_REASONS,
    }
    return admin_page(
        request, "rosters/admin/unit.html", _("Đơn vị"), "group", unit_crumbs(request.user, here, with_self=False), context
    )


def unit_buttons(user: Any, here: Unit) -> list[tuple[str, str, str]]:
    """(address, label, icon) of what can be done with a unit. Apps to the right add theirs by a hook."""
    buttons: list[tuple[str, str, str]] = []
    if permissions.has_permission(user, permissions.IMPORT_ROSTER, here):
        buttons.append((reverse("roster_import", args=[here.code]), _("Nhập danh sách"), "upload"))
        if here.kind in GROWING_KINDS and here.numchild:
            buttons.append((reverse("roster_school_year", args=[here.code]), _("Lên lớp, năm học mới"), "date"))
        buttons.append((reverse("roster_twins", args=[here.code]), _("Hồ sơ trùng"), "copy"))
    if permissions.has_permission(user, permissions.PRINT_CARDS, here):
        buttons.append((reverse("roster_cards", args=[here.code]), _("In thẻ đăng nhập"), "doc-full"))
    for register in hooks.get_hooks("register_unit_buttons"):
        buttons += register(user, here)
    if permissions.has_permission(user, permissions.VIEW_MEMBERS, here):
        buttons.append((reverse("roster_export", args=[here.code]), _("Tải danh sách (XLSX)"), "download"))
    return buttons


@require_safe
def sample(request: HttpRequest, code: str) -> HttpResponse:
    """A workbook with the right columns, to be filled in."""
    here = visible_unit(request, code, permissions.IMPORT_ROSTER)
    return attachment(sample_workbook(here), "mau-danh-sach.xlsx", XLSX)


@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The unit's roster as a workbook that imports back unchanged."""
    here = visible_unit(request, code, permissions.VIEW_MEMBERS)
    dataset = RosterResource().export_unit(here)
    log_action(request.user, "roster_exported", here)
    return attachment(roster_workbook(dataset), f"danh-sach-{here.code}.xlsx", XLSX)


@require_safe
def cards(request: HttpRequest, code: str) -> HttpResponse:
    """The login cards of everybody in the unit, as a PDF: class by class, each in the order of its class list."""
    here = visible_unit(request, code, permissions.PRINT_CARDS)
    places = list(Membership.objects.open().under(here).as_class_lists()[: MOST_CARDS + 1])
    if not places or len(places) > MOST_CARDS:
        message = _("Đơn vị này chưa có thành viên nào để in thẻ. Hãy nhập danh sách trước.")
        if places:
            message = _("Đơn vị có hơn %(most)s thành viên. Hãy in thẻ của từng đơn vị cấp dưới.") % {"most": MOST_CARDS}
        messages.warning(request, message)
        return redirect("roster_unit", code)
    log_action(request.user, "cards_printed", here)
    return cards_response(here, places)


def cards_response(here: Unit, places: list[Membership]) -> HttpResponse:
    """The cards of the members at `places`, which come with their members and units, in their order."""
    above = {unit.path: unit.label for unit in Unit.objects.filter(path__in={p.unit.path[: -Unit.steplen] for p in places})}
    shown = [
        Card(
            full_name=place.member.full_name,
            places=" · ".join(filter(None, [place.unit.label, above.get(place.unit.path[: -Unit.steplen], "")])),
            member_code=place.member.code,
            login_code=printed_login_code(place.member),
            address=card_address(place.member),
        )
        for place in places
    ]
    site = settings.BASE_URL.partition("://")[2]
    content = render_cards(shown, site, _("Thẻ đăng nhập – %(unit)s") % {"unit": here.label})
    return attachment(content, f"the-dang-nhap-{here.code}.pdf", "application/pdf", inline=True)
