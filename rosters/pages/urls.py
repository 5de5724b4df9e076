"""Addresses below the admin. Registered in wagtail_hooks."""

from django.urls import path

from rosters.pages import import_columns, imports, manage_units, members, merge_members, school_year, units

urlpatterns = [
    path("don-vi/", units.units, name="roster_units"),
    path("don-vi/<str:code>/", units.unit, name="roster_unit"),
    path("don-vi/<str:code>/mau-danh-sach.xlsx", units.sample, name="roster_sample"),
    path("don-vi/<str:code>/danh-sach.xlsx", units.export, name="roster_export"),
    path("don-vi/<str:code>/the-dang-nhap.pdf", units.cards, name="roster_cards"),
    path("don-vi/<str:code>/nhap-danh-sach/", imports.upload, name="roster_import"),
    path("don-vi/<str:code>/nam-hoc-moi/", school_year.school_year, name="roster_school_year"),
    path("don-vi/<str:code>/thanh-vien/", members.some_members, name="roster_some_members"),
    path("don-vi/<str:code>/ho-so-trung/", merge_members.twins, name="roster_twins"),
    path("don-vi/<str:code>/them/", manage_units.add, name="roster_unit_add"),
    path("don-vi/<str:code>/sua/", manage_units.edit, name="roster_unit_edit"),
    path("don-vi/<str:code>/nguoi-phu-trach/", manage_units.organizers, name="roster_organizers"),
    path("nguoi-phu-trach/<int:pk>/thoi/", manage_units.organizer_dismiss, name="roster_organizer_dismiss"),
    path("nhap-danh-sach/<int:pk>/", imports.plan, name="roster_plan"),
    path("nhap-danh-sach/<int:pk>/xac-nhan/", imports.confirm, name="roster_confirm"),
    path("nhap-danh-sach/<int:pk>/tra-loi/", imports.answer, name="roster_answer"),
    path("nhap-danh-sach/<int:pk>/xem-lai/", imports.replan, name="roster_replan"),
    path("nhap-danh-sach/<int:pk>/hoan-tac/", imports.undo, name="roster_undo"),
    path("nhap-danh-sach/<int:pk>/cot/", import_columns.columns, name="roster_columns"),
    path("nhap-danh-sach/<int:pk>/tep-can-sua.xlsx", imports.annotated, name="roster_annotated"),
    path("thanh-vien/<str:code>/", members.member, name="roster_member"),
    path("thanh-vien/<str:code>/thoi/<int:pk>/", members.member_close, name="roster_member_close"),
    path("thanh-vien/<str:code>/doi-ma/", members.member_reissue, name="roster_member_reissue"),
    path("thanh-vien/<str:code>/gop/<str:other_code>/", merge_members.merge_members, name="roster_merge"),
]
