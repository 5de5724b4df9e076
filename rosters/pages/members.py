"""One member in Wagtail's admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from rosters import permissions
from rosters.login.learners import printed_login_code
from rosters.models import Member, Membership, Unit
from rosters.pages.forms import CLOSE_REASONS, MemberForm, MergeWithForm
from rosters.pages.frame import admin_page, unit_crumbs
from rosters.pages.staff_log import log_action
from rosters.people.members import close_membership, reissue_login_code
from rosters.units import Tree


def visible_member(request: HttpRequest, code: str) -> Member:
    """The member with `code` among those the user may see. Raises Http404 or PermissionDenied."""
    return get_object_or_404(Member.objects.visible_to(request.user), code=code)


def _survivor_for(request: HttpRequest, code: str) -> Member | None:
    """The member, among those the user may see, that the record with `code` was merged into."""
    merged = Member.objects.filter(code=code, merged_into__isnull=False).select_related("merged_into").first()
    return Member.objects.visible_to(request.user).filter(pk=merged.merged_into_id).first() if merged else None


def member(request: HttpRequest, code: str) -> HttpResponse:
    """One member: what the roster says, where they belong and belonged."""
    if survivor := _survivor_for(request, code):
        return redirect("roster_member", survivor.code)
    found = visible_member(request, code)
    if other := request.GET.get("gop-voi", "").strip():
        return _to_merge(request, found, other)
    if chosen := request.GET.get("ho_so", ""):
        number = int(chosen) if chosen.isdecimal() else 0
        known = Member.objects.visible_to(request.user).filter(pk=number).values_list("code", flat=True).first()
        return _to_merge(request, found, known or chosen)
    form = MemberForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        log_action(request.user, "member_changed", found)
        messages.success(request, _("Đã lưu thay đổi của %(name)s.") % {"name": found.full_name})
        return redirect("roster_member", found.code)
    places = list(found.memberships.select_related("unit").order_by("-start"))
    school = next((p.unit for p in places if p.end is None and p.tree == Tree.SCHOOL), None)
    here = school or next((p.unit for p in places if p.end is None), None)
    crumbs = unit_crumbs(request.user, here) if here else []
    shown = [
        {
            "place": place,
            "may_close": place.end is None and permissions.has_permission(request.user, permissions.IMPORT_ROSTER, place.unit),
        }
        for place in places
    ]
    alike = Member.objects.visible_to(request.user).alike(found).as_class_list()[:5]
    former = found.merged.order_by("code")
    context = {
        "member": found, "form": form, "places": shown, "reasons": CLOSE_REASONS, "alike": alike, "former": former,
        "merge_form": MergeWithForm(), "card_unit": _unit_for_card(request, places),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return admin_page(request, "rosters/admin/member.html", _("Thành viên"), "user", crumbs, context, status)


def _unit_for_card(request: HttpRequest, places: list[Membership]) -> Unit | None:
    """A unit of the member where the user may print cards."""
    own = [place.unit for place in places if place.end is None]
    return next((unit for unit in own if permissions.has_permission(request.user, permissions.PRINT_CARDS, unit)), None)


def _to_merge(request: HttpRequest, found: Member, text: str) -> HttpResponse:
    """To the page that compares `found` with the member whose code was typed; or back, with what is wrong."""
    other = Member.objects.visible_to(request.user).filter(code=text.upper()).first()
    if other is not None and other != found:
        return redirect("roster_merge", found.code, other.code)
    problem = _("“%(text)s” không phải mã của thành viên nào khác mà bạn phụ trách. Xem lại mã trên thẻ hoặc danh sách.")
    messages.error(request, problem % {"text": text})
    return redirect("roster_member", found.code)


@require_POST
def member_close(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ends the place of somebody who left or graduated. Only where the user looks after that place."""
    found = visible_member(request, code)
    place = get_object_or_404(found.memberships.select_related("unit"), pk=pk)
    if not permissions.has_permission(request.user, permissions.IMPORT_ROSTER, place.unit):
        raise PermissionDenied
    reason = request.POST.get("ly-do", "")
    if reason not in dict(CLOSE_REASONS):
        messages.error(request, _("Chưa chọn lý do. Chọn một lý do rồi bấm lại."))
        return redirect("roster_member", found.code)
    close_membership(place, reason, timezone.localdate())
    log_action(request.user, "member_closed", found)
    text = _(
        "%(name)s không còn ở %(unit)s từ hôm nay. Những gì đã học vẫn được tính."
        " Nhầm thì mở %(unit)s, bấm “Đã rời đơn vị” để nhận lại."
    )
    messages.success(request, text % {"name": found.full_name, "unit": place.unit.label})
    still_visible = Member.objects.visible_to(request.user).filter(pk=found.pk).exists()
    return redirect("roster_member", found.code) if still_visible else redirect("roster_unit", place.unit.code)


@require_POST
def member_reissue(request: HttpRequest, code: str) -> HttpResponse:
    """A new login code for somebody who lost the card; the old card opens nothing any more."""
    found = visible_member(request, code)
    reissue_login_code(found)
    log_action(request.user, "card_reissued", found)
    text = _("Đã cấp mã đăng nhập mới cho %(name)s: %(code)s. Thẻ cũ không dùng được nữa; hãy in lại thẻ.")
    messages.success(request, text % {"name": found.full_name, "code": printed_login_code(found)})
    return redirect("roster_member", found.code)
