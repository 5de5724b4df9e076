"""Campaigns in Wagtail's admin: administrators make them, organizers see where their units stand."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from participation.campaigns.models import Campaign, CampaignTarget
from participation.campaigns.standings import is_invited, news, rounds_of, rule_of, standings, units_to_look_at
from participation.ledger.models import Activity
from participation.rules.periods import Period
from rosters import permissions
from rosters.choosers import unit_chooser
from rosters.models import Member, Unit
from rosters.numbers import number as number_of
from rosters.pages.days import DayField
from rosters.pages.filters import choice, filter_form
from rosters.pages.frame import admin_page
from rosters.pages.staff_log import log_action


class ActivitiesField(forms.ModelMultipleChoiceField):
    """Courses, each with the quizzes of its lessons."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        chosen = Activity.objects.filter(kind__in=(Activity.Kind.COURSE, Activity.Kind.QUIZ))
        help_text = _("Không chọn gì thì tính mọi khóa học.")
        super().__init__(chosen.select_related("parent__parent"), help_text=help_text, **kwargs)
        ordered = sorted(self.queryset or (), key=lambda each: (each.course.pk, each.kind != Activity.Kind.COURSE, each.pk))
        self.choices = [(each.pk, self.label_from_instance(each)) for each in ordered]

    def label_from_instance(self, obj: Any) -> str:
        gone = "" if obj.is_current else _(" (đã gỡ)")
        if obj.kind == Activity.Kind.COURSE:
            return _("Khóa học “%(title)s”") % {"title": obj.title} + gone
        return _("– bài kiểm tra “%(title)s” (%(lesson)s)") % {"title": obj.title, "lesson": obj.parent.title} + gone


# Units below the tops of both trees are chosen one by one, a few at a time; who is invited already stands in the list.
MORE_UNITS = ("unit_1", "unit_2", "unit_3")


class CampaignForm(forms.ModelForm):
    """A campaign as an administrator sets it."""

    field_order = (
        "title", "first", "last", "activities", "most_turns", "most_turns_in", "units", *MORE_UNITS, "people_target",
        "turns_target", "completed_target", "rules",
    )  # fmt: skip

    class Meta:
        model = Campaign
        fields = [
            "title", "first", "last", "activities", "most_turns", "most_turns_in", "units", "people_target", "turns_target",
            "completed_target", "rules",
        ]  # fmt: skip
        field_classes = {"first": DayField, "last": DayField}
        widgets = {
            "activities": forms.CheckboxSelectMultiple,
            "units": forms.CheckboxSelectMultiple,
            "rules": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["activities"] = ActivitiesField(label=self.fields["activities"].label, required=False)
        invited = self.instance.units.all() if self.instance.pk else Unit.objects.none()
        self.fields["units"].queryset = (Unit.objects.filter(depth=1) | invited).distinct()  # type: ignore[attr-defined]
        self.fields["units"].required = False
        for name in MORE_UNITS:
            self.fields[name] = forms.ModelChoiceField(
                Unit.objects.all(), label=_("mời thêm một đơn vị"), required=False, widget=unit_chooser.widget_class
            )
        self.fields[MORE_UNITS[-1]].help_text = _("Cần mời nhiều hơn nữa thì lưu rồi sửa đợt: đơn vị đã mời nằm ở trên.")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("“Đến ngày” không được trước “Từ ngày”; bạn nhập %(day)s.") % {"day": f"{last:%d/%m/%Y}"})
        invited = [*cleaned.get("units", []), *(cleaned[name] for name in MORE_UNITS if cleaned.get(name))]
        if not invited and not any(name in self.errors for name in MORE_UNITS):
            self.add_error("units", _("Chưa có đơn vị nào được mời. Đánh dấu một đơn vị, hoặc chọn ở “Mời thêm một đơn vị”."))
        chosen = cleaned.get("activities")
        if cleaned.get("completed_target") and chosen and not any(each.kind == Activity.Kind.COURSE for each in chosen):
            text = _(
                "Đợt chỉ có bài kiểm tra thì không có khóa học để hoàn thành. Bỏ trống chỉ tiêu này, hoặc chọn một khóa học."
            )
            self.add_error("completed_target", text)
        cleaned["units"] = Unit.objects.filter(pk__in=[unit.pk for unit in invited])
        return cleaned


def campaign_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Makes a campaign, or changes one."""
    found = get_object_or_404(Campaign, pk=pk) if pk else None
    form = CampaignForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        log_action(request.user, "campaign_saved", saved)
        messages.success(request, _("Đã lưu đợt “%(title)s”.") % {"title": saved.title})
        return redirect("figures_campaign", saved.pk)
    crumbs = [(reverse("figures_campaigns"), _("Đợt thi đua"))]
    status = 422 if form.errors else 200
    title = _("Sửa đợt") if found else _("Thêm đợt")
    return admin_page(
        request, "participation/admin/campaign_edit.html", title, "date", crumbs, {"form": form, "campaign": found}, status
    )


@require_POST
def campaign_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes a campaign with its targets. What people did stays counted."""
    found = get_object_or_404(Campaign, pk=pk)
    log_action(request.user, "campaign_removed", found)
    found.delete()
    messages.success(request, _("Đã xóa đợt “%(title)s”. Lượt học của mọi người vẫn còn nguyên.") % {"title": found.title})
    return redirect("figures_campaigns")


@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """The standings of a campaign: of a round, or of all until now; of the units below one unit."""
    found = get_object_or_404(Campaign.objects.visible_to(request.user), pk=pk)
    choices = units_to_look_at(found, request.user)
    here = _unit_to_show(request, found, choices)
    rounds = list(enumerate(rounds_of(found, timezone.localdate()), 1))
    asked = request.GET.get("vong", "")
    number = int(asked) if asked.isdecimal() and 1 <= int(asked) <= len(rounds) else None
    shown = standings(found, here, rounds[number - 1][1] if number else found.period)
    context = {
        "campaign": found, "rule": rule_of(found), "unit": here, "number": number, "whole": number is None, "shown": shown,
        "filter": _filter(here, choices, rounds, number), "news": news(found, shown, number),
        "target_form": TargetForm(instance=found.targets.filter(unit=here).first(), label_suffix=""),
        "may_edit": permissions.has_permission(request.user, permissions.MANAGE_CAMPAIGNS),
    }  # fmt: skip
    crumbs = [(reverse("figures_campaigns"), _("Đợt thi đua"))]
    return admin_page(request, "participation/admin/campaign.html", found.title, "date", crumbs, context)


def _filter(here: Unit, choices: list[Unit], rounds: list[tuple[int, Period]], number: int | None) -> forms.Form:
    """Which unit to rank in, and which round or the whole campaign."""
    text = _("Vòng %(n)s (%(first)s–%(last)s)")
    weeks = [(n, text % {"n": n, "first": f"{week.first:%d/%m}", "last": f"{week.last:%d/%m}"}) for n, week in rounds]
    return filter_form(
        {
            "don-vi": (choice(_("Xếp hạng trong"), [(each.code, each.label) for each in choices]), here.code),
            "vong": (choice(_("Vòng"), [("", _("Cả đợt")), *weeks]), number),
        }
    )


# A whole year's turns of one person: more is a slip of the finger.
MOST_TURNS_EACH = 1000


class TargetForm(forms.ModelForm):
    """What one unit is to reach. Both empty: the share that holds for all."""

    class Meta:
        model = CampaignTarget
        fields = ["people", "turns", "completed"]
        labels = {"people": gettext_lazy("Người"), "turns": gettext_lazy("Lượt"), "completed": gettext_lazy("Hoàn thành")}


@require_POST
def campaign_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets the targets of one unit in numbers, or takes them back."""
    found = get_object_or_404(Campaign, pk=pk)
    here = _unit_to_show(request, found, units_to_look_at(found, request.user))
    form = TargetForm(request.POST, instance=CampaignTarget(campaign=found, unit=here))
    roster = Member.objects.under(here).count()
    if form.is_valid() and max(form.cleaned_data["people"] or 0, form.cleaned_data["turns"] or 0) > MOST_TURNS_EACH * roster:
        text = _("Chỉ tiêu quá lớn so với danh sách %(n)s người của %(unit)s. Xem lại số đã ghi.")
        messages.error(request, text % {"n": number_of(roster), "unit": here.label})
    elif form.is_valid() and (form.cleaned_data["people"] or 0) > roster:
        text = _("Chỉ tiêu người là %(asked)s, nhiều hơn danh sách %(n)s người của %(unit)s. Ghi số không quá danh sách.")
        asked = number_of(form.cleaned_data["people"])
        messages.error(request, text % {"asked": asked, "n": number_of(roster), "unit": here.label})
    elif form.is_valid():
        found.targets.filter(unit=here).delete()
        if any(form.cleaned_data.values()):
            form.save()
        log_action(request.user, "target_saved", found)
        messages.success(request, _("Đã lưu chỉ tiêu riêng của %(unit)s.") % {"unit": here.label})
    else:
        wrong = ", ".join(str(form.fields[name].label).capitalize() for name in form.errors if name in form.fields)
        messages.error(request, _("%(fields)s: chỉ tiêu là số nguyên dương, hoặc để trống.") % {"fields": wrong})
    return redirect(f"{reverse('figures_campaign', args=[found.pk])}?don-vi={here.code}")


def _unit_to_show(request: HttpRequest, found: Campaign, choices: list[Unit]) -> Unit:
    """The unit that is asked for, or the first choice. Raises Http404 for one that the user may not see or is not invited."""
    code = request.GET.get("don-vi", "")
    if not code:
        if not choices:
            raise Http404
        return choices[0]
    unit = get_object_or_404(Unit.objects.visible_to(request.user), code=code)
    if not is_invited(found, unit):
        raise Http404
    return unit
