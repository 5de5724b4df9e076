"""Addresses below the admin, and the permission that each needs. Registered in wagtail_hooks."""

from django.urls import path

from rosters.pages import (
    add_member,
    close_units,
    former_members,
    import_columns,
    imports,
    manage_units,
    members,
    merge_members,
    place_requests,
    school_year,
    some_members,
    units,
)
from rosters.pages.import_index import ImportIndex
from rosters.pages.member_index import MemberIndex
from rosters.pages.organizers import OrganizerIndex, organizer_dismiss
from rosters.pages.unit_list import UnitIndex
from rosters.permissions import (
    APPOINT_ORGANIZERS,
    CLOSE_UNITS,
    IMPORT_ROSTER,
    MANAGE_UNITS,
    PRINT_CARDS,
    RENAME_UNITS,
    VIEW_MEMBERS,
    VIEW_UNIT,
    needs,
)

urlpatterns = [
    path("don-vi/", needs(VIEW_UNIT, UnitIndex.as_view()), name="roster_units"),
    path("yeu-cau-nhan-nguoi/", needs(IMPORT_ROSTER, place_requests.place_requests), name="roster_requests"),
    path("yeu-cau-nhan-nguoi/tra-loi/", needs(IMPORT_ROSTER, place_requests.decide), name="roster_requests_decide"),
    path("don-vi-tim-thay/", needs(VIEW_UNIT, UnitIndex.as_view(results_only=True)), name="roster_units_results"),
    path("don-vi/<str:code>/", needs(VIEW_UNIT, MemberIndex.as_view()), name="roster_unit"),
    path("don-vi/<str:code>/danh-sach/", needs(VIEW_UNIT, MemberIndex.as_view(results_only=True)), name="roster_unit_results"),
    path("don-vi/<str:code>/mau-danh-sach.xlsx", needs(IMPORT_ROSTER, units.sample), name="roster_sample"),
    path("don-vi/<str:code>/danh-sach.xlsx", needs(VIEW_MEMBERS, units.export), name="roster_export"),
    path("don-vi/<str:code>/the-dang-nhap.pdf", needs(PRINT_CARDS, units.cards), name="roster_cards"),
    path("don-vi/<str:code>/nhap-danh-sach/", needs(IMPORT_ROSTER, ImportIndex.as_view()), name="roster_import"),
    path(
        "don-vi/<str:code>/nhap-danh-sach/danh-sach/",
        needs(IMPORT_ROSTER, ImportIndex.as_view(results_only=True)),
        name="roster_imports_results",
    ),
    path("don-vi/<str:code>/nam-hoc-moi/", needs(IMPORT_ROSTER, school_year.school_year), name="roster_school_year"),
    path("don-vi/<str:code>/thanh-vien/", needs(VIEW_MEMBERS, some_members.some_members), name="roster_some_members"),
    path("don-vi/<str:code>/ho-so-trung/", needs(VIEW_MEMBERS, merge_members.twins), name="roster_twins"),
    path("don-vi/<str:code>/them-nguoi/", needs(IMPORT_ROSTER, add_member.add_member), name="roster_member_add"),
    path("don-vi/<str:code>/da-roi/", needs(IMPORT_ROSTER, former_members.former_members), name="roster_former"),
    path("don-vi/<str:code>/them/", needs(MANAGE_UNITS, manage_units.add), name="roster_unit_add"),
    path("don-vi/<str:code>/sua/", needs(RENAME_UNITS, manage_units.edit), name="roster_unit_edit"),
    path("don-vi/<str:code>/dong/", needs(CLOSE_UNITS, close_units.close), name="roster_unit_close"),
    path("don-vi/<str:code>/mo-lai/", needs(CLOSE_UNITS, close_units.reopen), name="roster_unit_reopen"),
    path("don-vi/<str:code>/nguoi-phu-trach/", needs(APPOINT_ORGANIZERS, OrganizerIndex.as_view()), name="roster_organizers"),
    path(
        "don-vi/<str:code>/nguoi-phu-trach/danh-sach/",
        needs(APPOINT_ORGANIZERS, OrganizerIndex.as_view(results_only=True)),
        name="roster_organizers_results",
    ),
    path(
        "nguoi-phu-trach/<int:pk>/thoi/",
        needs(APPOINT_ORGANIZERS, organizer_dismiss),
        name="roster_organizer_dismiss",
    ),
    path("nhap-danh-sach/<int:pk>/", needs(IMPORT_ROSTER, imports.plan), name="roster_plan"),
    path("nhap-danh-sach/<int:pk>/xac-nhan/", needs(IMPORT_ROSTER, imports.confirm), name="roster_confirm"),
    path("nhap-danh-sach/<int:pk>/tra-loi/", needs(IMPORT_ROSTER, imports.answer), name="roster_answer"),
    path("nhap-danh-sach/<int:pk>/cau-hoi/", needs(IMPORT_ROSTER, imports.settle), name="roster_settle"),
    path("nhap-danh-sach/<int:pk>/xem-lai/", needs(IMPORT_ROSTER, imports.replan), name="roster_replan"),
    path("nhap-danh-sach/<int:pk>/hoan-tac/", needs(IMPORT_ROSTER, imports.undo), name="roster_undo"),
    path("nhap-danh-sach/<int:pk>/the-dang-nhap.pdf", needs(PRINT_CARDS, imports.import_cards), name="roster_import_cards"),
    path("nhap-danh-sach/<int:pk>/cot/", needs(IMPORT_ROSTER, import_columns.columns), name="roster_columns"),
    path("nhap-danh-sach/<int:pk>/tep-can-sua.xlsx", needs(IMPORT_ROSTER, imports.annotated), name="roster_annotated"),
    path("thanh-vien/<str:code>/", needs(VIEW_MEMBERS, members.member), name="roster_member"),
    path("thanh-vien/<str:code>/thoi/<int:pk>/", needs(IMPORT_ROSTER, members.member_close), name="roster_member_close"),
    path("thanh-vien/<str:code>/doi-ma/", needs(IMPORT_ROSTER, members.member_reissue), name="roster_member_reissue"),
    path("thanh-vien/<str:code>/gop/<str:other_code>/", needs(IMPORT_ROSTER, merge_members.merge_members), name="roster_merge"),
]
