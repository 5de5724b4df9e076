"""What can be done with a unit: its files and its login cards."""

from typing import Any

from django.conf import settings
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
from rosters.models import Membership, Unit
from rosters.pages.frame import XLSX, attachment, visible_unit
from rosters.pages.staff_log import log_action
from rosters.units import LEAF_KINDS

MEMBERS_A_PAGE = 50
MOST_CARDS = 3000


def unit_buttons(user: Any, here: Unit) -> list[tuple[str, str, str]]:
    """(address, label, icon) of what can be done with a unit. Apps to the right add theirs by a hook."""
    buttons: list[tuple[str, str, str]] = []
    if permissions.has_permission(user, permissions.IMPORT_ROSTER, here):
        buttons.append((reverse("roster_import", args=[here.code]), _("Nhập danh sách"), "upload"))
        if here.kind in GROWING_KINDS and here.numchild:
            buttons.append((reverse("roster_school_year", args=[here.code]), _("Lên lớp, năm học mới"), "date"))
        if here.kind in LEAF_KINDS:
            buttons.append((reverse("roster_member_add", args=[here.code]), _("Thêm một người"), "plus"))
        buttons.append((reverse("roster_twins", args=[here.code]), _("Hồ sơ trùng"), "copy"))
        buttons.append((reverse("roster_former", args=[here.code]), _("Đã rời đơn vị"), "history"))
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
