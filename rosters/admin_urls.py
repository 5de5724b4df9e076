"""Addresses below the admin. Registered in wagtail_hooks."""

from django.urls import path

from rosters import admin_import_views, admin_unit_views, admin_views

urlpatterns = [
    path("don-vi/", admin_views.units, name="roster_units"),
    path("don-vi/<str:code>/", admin_views.unit, name="roster_unit"),
    path("don-vi/<str:code>/mau-danh-sach.xlsx", admin_views.sample, name="roster_sample"),
    path("don-vi/<str:code>/danh-sach.xlsx", admin_views.export, name="roster_export"),
    path("don-vi/<str:code>/the-dang-nhap.pdf", admin_views.cards, name="roster_cards"),
    path("don-vi/<str:code>/nhap-danh-sach/", admin_import_views.upload, name="roster_import"),
    path("don-vi/<str:code>/them/", admin_unit_views.add, name="roster_unit_add"),
    path("don-vi/<str:code>/sua/", admin_unit_views.edit, name="roster_unit_edit"),
    path("don-vi/<str:code>/nguoi-phu-trach/", admin_unit_views.organizers, name="roster_organizers"),
    path("nguoi-phu-trach/<int:pk>/thoi/", admin_unit_views.organizer_dismiss, name="roster_organizer_dismiss"),
    path("nhap-danh-sach/<int:pk>/", admin_import_views.plan, name="roster_plan"),
    path("nhap-danh-sach/<int:pk>/xac-nhan/", admin_import_views.confirm, name="roster_confirm"),
    path("thanh-vien/<str:code>/", admin_views.member, name="roster_member"),
    path("thanh-vien/<str:code>/thoi/<int:pk>/", admin_views.member_close, name="roster_member_close"),
    path("thanh-vien/<str:code>/doi-ma/", admin_views.member_reissue, name="roster_member_reissue"),
]
