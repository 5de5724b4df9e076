"""The list of campaigns, as Wagtail lists things: searched, filtered, in pages."""

import datetime as dt
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.history import HistoryView

from participation.campaigns.models import Campaign
from participation.campaigns.standings import rule_of
from rosters import permissions

RUNNING, COMING, OVER = "running", "coming", "over"
STATES = {RUNNING: _("Đang diễn ra"), COMING: _("Sắp mở"), OVER: _("Đã kết thúc")}


def state_of(campaign: Campaign, today: dt.date) -> str:
    """Whether it is running, coming or over on `today`."""
    if campaign.last < today:
        return OVER
    return COMING if campaign.first > today else RUNNING


class CampaignFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("Tình trạng"), choices=list(STATES.items()), method="of_state")

    class Meta:
        model = Campaign
        fields: list[str] = []

    def of_state(self, campaigns: QuerySet, _name: str, state: str) -> QuerySet:
        today = timezone.localdate()
        conditions: dict[str, dict[str, Any]] = {
            OVER: {"last__lt": today}, COMING: {"first__gt": today}, RUNNING: {"first__lte": today, "last__gte": today},
        }  # fmt: skip
        return campaigns.filter(**conditions[state])


class _Days(Column):
    def get_value(self, instance: Campaign) -> str:
        return f"{instance.first:%d/%m/%Y}–{instance.last:%d/%m/%Y}"


class _Rule(Column):
    def get_value(self, instance: Campaign) -> str:
        return capfirst(rule_of(instance))


class _State(Column):
    def get_value(self, instance: Campaign) -> str:
        return str(STATES[state_of(instance, timezone.localdate())])


class CampaignIndex(IndexView):
    """All campaigns that concern the user's units, the latest first."""

    model = Campaign
    page_title = _("Đợt thi đua")
    header_icon = "date"
    add_item_label = _("Thêm đợt")
    any_permission_required = ["view"]
    index_url_name = "figures_campaigns"
    index_results_url_name = "figures_campaigns_results"
    inspect_url_name = "figures_campaign"
    add_url_name = "figures_campaign_add"
    results_template_name = "participation/admin/campaigns_results.html"
    filterset_class = CampaignFilterSet
    search_fields = ["title"]
    default_ordering = "-first"
    paginate_by = 20
    list_display = ["title", _Days("first", label=_("Thời gian"), sort_key="first"), _Rule("rule", label=_("Tính")),
                    _State("state", label=_("Tình trạng"))]  # fmt: skip

    def get_base_queryset(self) -> QuerySet:
        return Campaign.objects.visible_to(self.request.user).prefetch_related("activities")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        may_edit = permissions.has_permission(self.request.user, permissions.MANAGE_CAMPAIGNS)
        return super().get_context_data(*args, **kwargs) | {"may_edit": may_edit}


class CampaignHistory(HistoryView):
    """Who set the campaign and its targets, and when."""

    model = Campaign
    page_title = _("Lịch sử")
    index_url_name = "figures_campaigns"
    edit_url_name = "figures_campaign_edit"
    history_url_name = "figures_campaign_history"
    history_results_url_name = "figures_campaign_history_results"
