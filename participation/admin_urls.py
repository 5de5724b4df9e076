"""Addresses below the admin. Registered in wagtail_hooks."""

from django.urls import path

from participation import (
    admin_views,
    api_token_views,
    campaign_views,
    left_views,
    recount_views,
    report_template_views,
    report_views,
)

urlpatterns = [
    path("so-lieu/", admin_views.start, name="figures"),
    path("dinh-nghia-so-lieu/", admin_views.definitions, name="figures_definitions"),
    path("so-lieu/<str:code>/", admin_views.unit, name="figures_unit"),
    path("so-lieu/<str:code>/so-lieu.xlsx", admin_views.workbook, name="figures_workbook"),
    path("so-lieu/<str:code>/chua-hoan-thanh/", left_views.left, name="figures_left"),
    path("so-lieu/<str:code>/chua-hoan-thanh.xlsx", left_views.left_workbook, name="figures_left_workbook"),
    path("so-lieu/<str:code>/bao-cao/", report_views.reports, name="figures_reports"),
    path("so-lieu/<str:code>/bao-cao/lich/", report_views.schedule_reports, name="figures_schedule_reports"),
    path("so-lieu/<str:code>/bao-cao/them/", report_views.new_report, name="figures_new_report"),
    path("so-lieu/<str:code>/khoa-api/", api_token_views.api_tokens, name="figures_api_tokens"),
    path("so-lieu/<str:code>/khoa-api/<int:pk>/thu-hoi/", api_token_views.revoke_api_token, name="figures_api_token_revoke"),
    path("dot-thi-dua/", campaign_views.campaigns, name="figures_campaigns"),
    path("dot-thi-dua/them/", campaign_views.campaign_edit, name="figures_campaign_add"),
    path("dot-thi-dua/<int:pk>/", campaign_views.campaign, name="figures_campaign"),
    path("dot-thi-dua/<int:pk>/chi-tieu/", campaign_views.campaign_target, name="figures_campaign_target"),
    path("dot-thi-dua/<int:pk>/xoa/", campaign_views.campaign_delete, name="figures_campaign_delete"),
    path("dot-thi-dua/<int:pk>/sua/", campaign_views.campaign_edit, name="figures_campaign_edit"),
    path("bao-cao/<int:pk>/", report_views.report, name="figures_report"),
    path("bao-cao/<int:pk>/viec/", report_views.report_action, name="figures_report_action"),
    path("bao-cao/<int:pk>/bao-cao.<str:form>", report_views.report_file, name="figures_report_file"),
    path("mau-bao-cao/", report_template_views.templates, name="figures_report_templates"),
    path("mau-bao-cao/<slug:layout>/", report_template_views.replace_template, name="figures_report_template"),
    path("mau-bao-cao/<slug:layout>/mau.docx", report_template_views.template_file, name="figures_report_template_file"),
    path("dem-lai-so-lieu/", recount_views.recount, name="figures_recount"),
    path("dem-lai-so-lieu/bat-dau/", recount_views.begin, name="figures_recount_begin"),
]
