"""Campaigns in Wagtail's admin: administrators make them, organizers see where their units stand."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from participation.campaigns import is_invited, news, rounds_of, standings, units_to_look_at
from participation.models import Campaign, CampaignTarget
from rosters import permissions
from rosters.admin_pages import admin_page
from rosters.models import Unit


class CampaignForm(forms.ModelForm):
    """A campaign as an administrator sets it."""

    class Meta:
        model = Campaign
        fields = ["title", "first", "last", "course", "units", "people_target", "turns_target", "rules"]
        widgets = {
            "first": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "last": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "units": forms.CheckboxSelectMultiple,
            "rules": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["course"].empty_label = _("Mọi khóa học")  # type: ignore[attr-defined]
        self.fields["units"].queryset = Unit.objects.filter(depth=1)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error(
                "last", _("“Đến ngày” phải là ngày bắt đầu hoặc sau đó; bạn nhập %(day)s.") % {"day": f"{last:%d/%m/%Y}"}
            )
        return cleaned


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns that concern the user's units, the latest first."""
    if not permissions.has_permission(request.user, permissions.VIEW_FIGURES):
        raise PermissionDenied
    context = {
        "campaigns": Campaign.objects.visible_to(request.user).select_related("course"),
        "may_edit": permissions.is_administrator(request.user),
        "today": timezone.localdate(),
    }
    return admin_page(request, "participation/admin/campaigns.html", _("Đợt thi đua"), "date", [], context)


def campaign_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Makes a campaign, or changes one."""
    if not permissions.is_administrator(request.user):
        raise PermissionDenied
    found = get_object_or_404(Campaign, pk=pk) if pk else None
    form = CampaignForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Đã lưu đợt “%(title)s”.") % {"title": saved.title})
        return redirect("figures_campaign", saved.pk)
    crumbs = [(reverse("figures_campaigns"), _("Đợt thi đua"))]
    status = 422 if form.errors else 200
    title = _("Sửa đợt") if found else _("Thêm đợt")
    return admin_page(request, "participation/admin/campaign_edit.html", title, "date", crumbs, {"form": form}, status)


@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """The standings of a campaign: of a round, or of all until now; of the units below one unit."""
    if not permissions.has_permission(request.user, permissions.VIEW_FIGURES):
        raise PermissionDenied
    found = get_object_or_404(Campaign.objects.visible_to(request.user).select_related("course"), pk=pk)
    choices = units_to_look_at(found, request.user)
    here = _unit_to_show(request, found, choices)
    rounds = list(enumerate(rounds_of(found, timezone.localdate()), 1))
    asked = request.GET.get("vong", "")
    number = int(asked) if asked.isdecimal() and 1 <= int(asked) <= len(rounds) else None
    shown = standings(found, here, rounds[number - 1][1] if number else found.period)
    context = {
        "campaign": found, "choices": choices, "unit": here, "rounds": rounds, "number": number, "shown": shown,
        "news": news(found, shown, number), "target": found.targets.filter(unit=here).first(), "may_edit": permissions.is_administrator(request.user),
        "is_over": found.last < timezone.localdate(),
    }  # fmt: skip
    crumbs = [(reverse("figures_campaigns"), _("Đợt thi đua"))]
    return admin_page(request, "participation/admin/campaign.html", found.title, "date", crumbs, context)


class TargetForm(forms.ModelForm):
    """What one unit is to reach. Both empty: the share that holds for all."""

    class Meta:
        model = CampaignTarget
        fields = ["people", "turns"]


@require_POST
def campaign_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets the targets of one unit in numbers, or takes them back."""
    if not permissions.is_administrator(request.user):
        raise PermissionDenied
    found = get_object_or_404(Campaign, pk=pk)
    here = _unit_to_show(request, found, units_to_look_at(found, request.user))
    form = TargetForm(request.POST, instance=CampaignTarget(campaign=found, unit=here))
    if form.is_valid():
        found.targets.filter(unit=here).delete()
        if form.cleaned_data["people"] or form.cleaned_data["turns"]:
            form.save()
        messages.success(request, _("Đã lưu chỉ tiêu riêng của %(unit)s.") % {"unit": here.label})
    else:
        messages.error(request, _("Chỉ tiêu là số nguyên dương, hoặc để trống."))
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
