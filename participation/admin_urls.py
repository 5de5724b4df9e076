"""Addresses below the admin, and the permission that each needs. Registered in wagtail_hooks."""

from django.urls import path

from participation.api.token_index import ApiTokenIndex, revoke_api_token
from participation.campaigns import views as campaign_views
from participation.campaigns.index import CampaignHistory, CampaignIndex
from participation.pages import not_completed, rebuild, unit
from participation.reports import template_views
from participation.reports import views as report_views
from participation.reports.index import ReportIndex
from rosters.permissions import (
    MANAGE_CAMPAIGNS,
    REBUILD_FIGURES,
    REPLACE_REPORT_TEMPLATES,
    VIEW_FIGURES,
    VIEW_MEMBERS,
    needs,
)

urlpatterns = [
    path("so-lieu/", needs(VIEW_FIGURES, unit.start), name="figures"),
    path("dinh-nghia-so-lieu/", needs(VIEW_FIGURES, unit.definitions), name="figures_definitions"),
    path("so-lieu/<str:code>/", needs(VIEW_FIGURES, unit.unit), name="figures_unit"),
    path("so-lieu/<str:code>/so-lieu.xlsx", needs(VIEW_FIGURES, unit.workbook), name="figures_workbook"),
    path("so-lieu/<str:code>/chua-hoan-thanh/", needs(VIEW_MEMBERS, not_completed.not_completed), name="figures_not_completed"),
    path(
        "so-lieu/<str:code>/chua-hoan-thanh.xlsx",
        needs(VIEW_MEMBERS, not_completed.not_completed_workbook),
        name="figures_not_completed_workbook",
    ),
    path("so-lieu/<str:code>/bao-cao/", needs(VIEW_FIGURES, ReportIndex.as_view()), name="figures_reports"),
    path(
        "so-lieu/<str:code>/bao-cao/danh-sach/",
        needs(VIEW_FIGURES, ReportIndex.as_view(results_only=True)),
        name="figures_reports_results",
    ),
    path(
        "so-lieu/<str:code>/bao-cao/lich/", needs(VIEW_FIGURES, report_views.schedule_reports), name="figures_schedule_reports"
    ),
    path("so-lieu/<str:code>/bao-cao/them/", needs(VIEW_FIGURES, report_views.new_report), name="figures_new_report"),
    path("so-lieu/<str:code>/khoa-api/", needs(VIEW_FIGURES, ApiTokenIndex.as_view()), name="figures_api_tokens"),
    path(
        "so-lieu/<str:code>/khoa-api/danh-sach/",
        needs(VIEW_FIGURES, ApiTokenIndex.as_view(results_only=True)),
        name="figures_api_tokens_results",
    ),
    path(
        "so-lieu/<str:code>/khoa-api/<int:pk>/thu-hoi/",
        needs(VIEW_FIGURES, revoke_api_token),
        name="figures_api_token_revoke",
    ),
    path("dot-thi-dua/", needs(VIEW_FIGURES, CampaignIndex.as_view()), name="figures_campaigns"),
    path(
        "dot-thi-dua/danh-sach/",
        needs(VIEW_FIGURES, CampaignIndex.as_view(results_only=True)),
        name="figures_campaigns_results",
    ),
    path("dot-thi-dua/them/", needs(MANAGE_CAMPAIGNS, campaign_views.campaign_edit), name="figures_campaign_add"),
    path("dot-thi-dua/<int:pk>/", needs(VIEW_FIGURES, campaign_views.campaign), name="figures_campaign"),
    path(
        "dot-thi-dua/<int:pk>/chi-tieu/",
        needs(MANAGE_CAMPAIGNS, campaign_views.campaign_target),
        name="figures_campaign_target",
    ),
    path("dot-thi-dua/<int:pk>/xoa/", needs(MANAGE_CAMPAIGNS, campaign_views.campaign_delete), name="figures_campaign_delete"),
    path("dot-thi-dua/<int:pk>/sua/", needs(MANAGE_CAMPAIGNS, campaign_views.campaign_edit), name="figures_campaign_edit"),
    path("dot-thi-dua/<int:pk>/lich-su/", needs(MANAGE_CAMPAIGNS, CampaignHistory.as_view()), name="figures_campaign_history"),
    path(
        "dot-thi-dua/<int:pk>/lich-su/danh-sach/",
        needs(MANAGE_CAMPAIGNS, CampaignHistory.as_view(results_only=True)),
        name="figures_campaign_history_results",
    ),
    path("bao-cao/<int:pk>/", needs(VIEW_FIGURES, report_views.report), name="figures_report"),
    path("bao-cao/<int:pk>/viec/", needs(VIEW_FIGURES, report_views.report_action), name="figures_report_action"),
    path("bao-cao/<int:pk>/bao-cao.<str:form>", needs(VIEW_FIGURES, report_views.report_file), name="figures_report_file"),
    path("mau-bao-cao/", needs(REPLACE_REPORT_TEMPLATES, template_views.templates), name="figures_report_templates"),
    path(
        "mau-bao-cao/<slug:layout>/",
        needs(REPLACE_REPORT_TEMPLATES, template_views.replace_template),
        name="figures_report_template",
    ),
    path(
        "mau-bao-cao/<slug:layout>/mau.docx",
        needs(REPLACE_REPORT_TEMPLATES, template_views.template_file),
        name="figures_report_template_file",
    ),
    path("dem-lai-so-lieu/", needs(REBUILD_FIGURES, rebuild.rebuild), name="figures_rebuild"),
    path("dem-lai-so-lieu/bat-dau/", needs(REBUILD_FIGURES, rebuild.begin), name="figures_rebuild_begin"),
]
