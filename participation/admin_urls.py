"""Addresses below the admin. Registered in wagtail_hooks."""

from django.urls import path

from participation.api import token_views
from participation.campaigns import views as campaign_views
from participation.pages import not_completed, rebuild, unit
from participation.reports import template_views
from participation.reports import views as report_views

urlpatterns = [
    path("so-lieu/", unit.start, name="figures"),
    path("dinh-nghia-so-lieu/", unit.definitions, name="figures_definitions"),
    path("so-lieu/<str:code>/", unit.unit, name="figures_unit"),
    path("so-lieu/<str:code>/so-lieu.xlsx", unit.workbook, name="figures_workbook"),
    path("so-lieu/<str:code>/chua-hoan-thanh/", not_completed.not_completed, name="figures_not_completed"),
    path(
        "so-lieu/<str:code>/chua-hoan-thanh.xlsx", not_completed.not_completed_workbook, name="figures_not_completed_workbook"
    ),
    path("so-lieu/<str:code>/bao-cao/", report_views.reports, name="figures_reports"),
    path("so-lieu/<str:code>/bao-cao/lich/", report_views.schedule_reports, name="figures_schedule_reports"),
    path("so-lieu/<str:code>/bao-cao/them/", report_views.new_report, name="figures_new_report"),
    path("so-lieu/<str:code>/khoa-api/", token_views.api_tokens, name="figures_api_tokens"),
    path("so-lieu/<str:code>/khoa-api/<int:pk>/thu-hoi/", token_views.revoke_api_token, name="figures_api_token_revoke"),
    path("dot-thi-dua/", campaign_views.campaigns, name="figures_campaigns"),
    path("dot-thi-dua/them/", campaign_views.campaign_edit, name="figures_campaign_add"),
    path("dot-thi-dua/<int:pk>/", campaign_views.campaign, name="figures_campaign"),
    path("dot-thi-dua/<int:pk>/chi-tieu/", campaign_views.campaign_target, name="figures_campaign_target"),
    path("dot-thi-dua/<int:pk>/xoa/", campaign_views.campaign_delete, name="figures_campaign_delete"),
    path("dot-thi-dua/<int:pk>/sua/", campaign_views.campaign_edit, name="figures_campaign_edit"),
    path("bao-cao/<int:pk>/", report_views.report, name="figures_report"),
    path("bao-cao/<int:pk>/viec/", report_views.report_action, name="figures_report_action"),
    path("bao-cao/<int:pk>/bao-cao.<str:form>", report_views.report_file, name="figures_report_file"),
    path("mau-bao-cao/", template_views.templates, name="figures_report_templates"),
    path("mau-bao-cao/<slug:layout>/", template_views.replace_template, name="figures_report_template"),
    path("mau-bao-cao/<slug:layout>/mau.docx", template_views.template_file, name="figures_report_template_file"),
    path("dem-lai-so-lieu/", rebuild.rebuild, name="figures_rebuild"),
    path("dem-lai-so-lieu/bat-dau/", rebuild.begin, name="figures_rebuild_begin"),
]
