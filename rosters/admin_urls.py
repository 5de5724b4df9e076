"""Addresses below the admin. Registered in wagtail_hooks."""

from django.urls import path

from rosters import (
    admin_import_views,
    admin_mapping_views,
    admin_member_views,
    admin_merge_views,
    admin_school_year_views,
    admin_unit_views,
    admin_views,
)

urlpatterns = [
    path("don-vi/", admin_views.units, name="roster_units"),
    path("don-vi/<str:code>/", admin_views.unit, name="roster_unit"),
    path("don-vi/<str:code>/mau-danh-sach.xlsx", admin_views.sample, name="roster_sample"),
    path("don-vi/<str:code>/danh-sach.xlsx", admin_views.export, name="roster_export"),
    path("don-vi/<str:code>/the-dang-nhap.pdf", admin_views.cards, name="roster_cards"),
    path("don-vi/<str:code>/nhap-danh-sach/", admin_import_views.upload, name="roster_import"),
    path("don-vi/<str:code>/nam-hoc-moi/", admin_school_year_views.school_year, name="roster_school_year"),
    path("don-vi/<str:code>/thanh-vien/", admin_member_views.some_members, name="roster_some_members"),
    path("don-vi/<str:code>/ho-so-trung/", admin_merge_views.twins, name="roster_twins"),
    path("don-vi/<str:code>/them/", admin_unit_views.add, name="roster_unit_add"),
    path("don-vi/<str:code>/sua/", admin_unit_views.edit, name="roster_unit_edit"),
    path("don-vi/<str:code>/nguoi-phu-trach/", admin_unit_views.organizers, name="roster_organizers"),
    path("nguoi-phu-trach/<int:pk>/thoi/", admin_unit_views.organizer_dismiss, name="roster_organizer_dismiss"),
    path("nhap-danh-sach/<int:pk>/", admin_import_views.plan, name="roster_plan"),
    path("nhap-danh-sach/<int:pk>/xac-nhan/", admin_import_views.confirm, name="roster_confirm"),
    path("nhap-danh-sach/<int:pk>/tra-loi/", admin_import_views.answer, name="roster_answer"),
    path("nhap-danh-sach/<int:pk>/xem-lai/", admin_import_views.replan, name="roster_replan"),
    path("nhap-danh-sach/<int:pk>/hoan-tac/", admin_import_views.undo, name="roster_undo"),
    path("nhap-danh-sach/<int:pk>/cot/", admin_mapping_views.columns, name="roster_columns"),
    path("nhap-danh-sach/<int:pk>/tep-can-sua.xlsx", admin_import_views.annotated, name="roster_annotated"),
    path("thanh-vien/<str:code>/", admin_member_views.member, name="roster_member"),
    path("thanh-vien/<str:code>/thoi/<int:pk>/", admin_member_views.member_close, name="roster_member_close"),
    path("thanh-vien/<str:code>/doi-ma/", admin_member_views.member_reissue, name="roster_member_reissue"),
    path("thanh-vien/<str:code>/gop/<str:other_code>/", admin_merge_views.merge_members, name="roster_merge"),
]
