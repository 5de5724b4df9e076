"""Finding and merging two records of one person, in Wagtail's admin."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from rosters import permissions
from rosters.models import Member, Membership, Unit
from rosters.names import clean_text, name_key
from rosters.pages.frame import admin_page, unit_crumbs, visible_unit
from rosters.pages.staff_log import log_action
from rosters.people.merging import CannotMerge, merge, units_changed

MOST_TWINS = 200


@require_safe
def twins(request: HttpRequest, code: str) -> HttpResponse:
    """Those of a unit who have another record with the same name and birth date, among all whom the user may see."""
    here = visible_unit(request, code, permissions.IMPORT_ROSTER)
    visible = Member.objects.visible_to(request.user)
    found = list(Member.objects.under(here).with_twins(visible).as_class_list()[:MOST_TWINS])
    others = visible.filter(folded_name__in={member.folded_name for member in found}).exclude(birth_date=None)
    places = places_of([*found, *others])
    groups = _groups({*found, *others})
    shown = [[{"member": member, "places": places.get(member.pk, [])} for member in group] for group in groups]
    context = {"unit": here, "groups": shown, "is_cut": len(found) == MOST_TWINS}
    crumbs = unit_crumbs(request.user, here)
    return admin_page(request, "rosters/admin/twins.html", _("Hồ sơ trùng"), "group", crumbs, context)


def _groups(members: Iterable[Member]) -> list[list[Member]]:
    """Those of the same name, accents aside, and birth date together: two and more, in the order of class lists."""
    together = defaultdict(list)
    for member in sorted(members, key=lambda each: (each.sort_key, each.code)):
        together[member.folded_name, member.birth_date].append(member)
    return [group for group in together.values() if len(group) > 1]


def merge_members(request: HttpRequest, code: str, other_code: str) -> HttpResponse:
    """Two records side by side; when it is said which one stays, they are made one."""
    if code == other_code:
        raise Http404
    visible = Member.objects.visible_to(request.user)
    records = [get_object_or_404(visible, code=each) for each in (code, other_code)]
    differences = differences_between(*records)
    if request.method == "POST":
        survivor = next((member for member in records if member.code == request.POST.get("giu")), None)
        if survivor is None:
            messages.error(request, _("Chưa chọn hồ sơ giữ lại. Chọn một hồ sơ rồi bấm lại."))
        elif differences and "chac-chan" not in request.POST:
            messages.error(request, _("Hai hồ sơ có chỗ khác nhau. Đánh dấu vào ô xác nhận nếu đúng là một người."))
        else:
            other = next(member for member in records if member is not survivor)
            if problem := _elsewhere(request, survivor, other):
                messages.error(request, problem)
            else:
                return _merged(request, survivor, other)
    places = places_of(records)
    shown = [{"member": member, "places": places.get(member.pk, [])} for member in records]
    # A card that is in use stays in use: keep the one who has logged in, else the older one.
    suggested = min(records, key=lambda member: (member.user_id is None, member.pk))
    context = {"records": shown, "suggested": suggested, "differences": differences, "back": _back(request, records[0])}
    return admin_page(request, "rosters/admin/merge.html", _("Gộp hai hồ sơ"), "group", [], context)


def _elsewhere(request: HttpRequest, survivor: Member, other: Member) -> str:
    """Why the user may not merge the two: the roster of somebody else's unit would change. Empty when they may."""
    for unit in units_changed(survivor, other):
        if not permissions.has_permission(request.user, permissions.IMPORT_ROSTER, unit):
            text = _(
                "Gộp hai hồ sơ này sẽ đổi danh sách của %(unit)s, đơn vị bạn không phụ trách. Đề nghị cấp trên của cả hai đơn vị gộp."
            )
            return text % {"unit": unit.label}
    return ""


def _merged(request: HttpRequest, survivor: Member, other: Member) -> HttpResponse:
    try:
        merge(survivor, other, request.user)
    except CannotMerge as problem:
        messages.error(request, str(problem))
    else:
        text = _("Đã gộp %(other)s vào %(survivor)s. Thẻ và mã của cả hai hồ sơ đều dùng được, và số liệu tính một người.")
        log_action(request.user, "members_merged", survivor)
        messages.success(request, text % {"other": other.code, "survivor": survivor.code})
    return redirect(_back(request, survivor))


def _back(request: HttpRequest, member: Member) -> str:
    """Where the user came from: the list of likely twins of a unit (`don-vi` in the address), or else the member."""
    unit = Unit.objects.visible_to(request.user).filter(code=clean_text(request.GET.get("don-vi", ""))).first()
    return reverse("roster_twins", args=[unit.code]) if unit else reverse("roster_member", args=[member.code])


def differences_between(one: Member, other: Member) -> list[str]:
    """What says that two records may be two persons, in words."""
    found = []
    if name_key(one.full_name) != name_key(other.full_name):
        found.append(_("Họ và tên khác nhau."))
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        found.append(_("Ngày sinh khác nhau."))
    if one.sex and other.sex and one.sex != other.sex:
        found.append(_("Giới tính khác nhau."))
    if one.ministry_code and other.ministry_code and one.ministry_code != other.ministry_code:
        found.append(_("Mã định danh Bộ khác nhau."))
    if one.identity_digest and other.identity_digest and one.identity_digest != other.identity_digest:
        found.append(_("Số định danh cá nhân khác nhau."))
    return found


def places_of(members: list[Member]) -> dict[int, list[Any]]:
    """The memberships of now of each member, school first."""
    places: dict[int, list[Any]] = {}
    for place in Membership.objects.open().filter(member__in=members).select_related("unit").order_by("tree"):
        places.setdefault(place.member_id, []).append(place)
    return places
