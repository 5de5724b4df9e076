"""What can be done with a unit: its files and its login cards."""

from itertools import groupby
from typing import Any, NamedTuple

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
from rosters.login.card_sheets import Card, Run, render_cards
from rosters.login.learners import card_address, printed_login_code
from rosters.models import Member, Membership, Unit
from rosters.pages.frame import XLSX, attachment, is_barred, visible_unit
from rosters.pages.staff_log import log_action
from rosters.querysets import MembershipQuerySet
from rosters.units import LEAF_KINDS

MEMBERS_A_PAGE = 50
MOST_CARDS = 3000


class UnitButton(NamedTuple):
    """A way from a unit's page. Those of every day stand first, the others behind "more"."""

    address: str
    label: str
    icon: str
    is_daily: bool = False


def unit_buttons(user: Any, here: Unit) -> list[UnitButton]:
    """What can be done with a unit, by `user`. Apps to the right add theirs by a hook."""
    buttons: list[UnitButton] = []
    if _may(user, permissions.IMPORT_ROSTER, here):
        buttons.append(UnitButton(reverse("roster_import", args=[here.code]), _("Nhập danh sách"), "upload", True))
    if _may(user, permissions.PRINT_CARDS, here):
        buttons.append(UnitButton(reverse("roster_cards", args=[here.code]), _("In thẻ đăng nhập"), "doc-full", True))
    for register in hooks.get_hooks("register_unit_buttons"):
        buttons += register(user, here)
    if _may(user, permissions.IMPORT_ROSTER, here):
        buttons += _roster_buttons(here)
    if permissions.has_permission(user, permissions.VIEW_MEMBERS, here):
        buttons.append(UnitButton(reverse("roster_export", args=[here.code]), _("Tải danh sách (XLSX)"), "download"))
    return buttons


def _roster_buttons(here: Unit) -> list[UnitButton]:
    buttons = []
    if here.kind in LEAF_KINDS:
        buttons.append(UnitButton(reverse("roster_member_add", args=[here.code]), _("Thêm một người"), "plus"))
    if here.kind in GROWING_KINDS and here.numchild:
        buttons.append(UnitButton(reverse("roster_school_year", args=[here.code]), _("Lên lớp, năm học mới"), "date"))
    buttons.append(UnitButton(reverse("roster_twins", args=[here.code]), _("Hồ sơ trùng"), "copy"))
    buttons.append(UnitButton(reverse("roster_former", args=[here.code]), _("Đã rời đơn vị"), "history"))
    return buttons


def _may(user: Any, permission: str, here: Unit) -> bool:
    return permissions.has_permission(user, permission, here) and not is_barred(here, permission)


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
    return cards_of(request, here, Membership.objects.open().under(here), back_to=reverse("roster_unit", args=[code]))


def cards_of(request: HttpRequest, here: Unit, memberships: MembershipQuerySet, *, back_to: str) -> HttpResponse:
    """The cards of the members at `memberships`, with a list to sign; or back to an address, with why there are none."""
    places = list(memberships.as_class_lists()[: MOST_CARDS + 1])
    if not places or len(places) > MOST_CARDS:
        message = _("Đơn vị này chưa có thành viên nào để in thẻ. Hãy nhập danh sách trước.")
        if places:
            message = _("Đơn vị có hơn %(most)s thành viên. Hãy in thẻ của từng đơn vị cấp dưới.") % {"most": MOST_CARDS}
        messages.warning(request, message)
        return redirect(back_to)
    log_action(request.user, "cards_printed", here)
    return cards_response(here, places, to_sign=True)


def cards_response(here: Unit, places: list[Membership], *, to_sign: bool) -> HttpResponse:
    """The cards of the members at `places`, which come with their members and units: unit by unit, in their order."""
    above = {unit.path: unit.label for unit in Unit.objects.filter(path__in={p.unit.path[: -Unit.steplen] for p in places})}
    runs = []
    for _path, those in groupby(places, key=lambda place: place.unit.path):
        of_unit = list(those)
        unit = of_unit[0].unit
        heading = " · ".join(filter(None, [unit.label, above.get(unit.path[: -Unit.steplen], "")]))
        runs.append(Run(heading, [_card(place.member, heading) for place in of_unit]))
    site = settings.BASE_URL.partition("://")[2]
    title = _("Thẻ đăng nhập – %(unit)s") % {"unit": here.label}
    content = render_cards(runs, site, title, to_sign=to_sign)
    return attachment(content, f"the-dang-nhap-{here.code}.pdf", "application/pdf", inline=True)


def _card(member: Member, places: str) -> Card:
    return Card(
        full_name=member.full_name,
        places=places,
        member_code=member.code,
        login_code=printed_login_code(member),
        address=card_address(member),
    )
