"""The frame of our pages: who sees a unit, and the way to it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from rosters.pages.frame import (
    attachment,
    breadcrumbs,
    sister_units,
    stylesheets,
    unit_crumbs,
    units_above,
    visible_surroundings,
    visible_unit,
)
from rosters.permissions import APPOINT_ORGANIZERS, MANAGE_UNITS, VIEW_UNIT


@pytest.fixture
def asked_by(rf):
    def asked_by(user):
        request = rf.get("/")
        request.user = user
        return request

    return asked_by


@pytest.mark.parametrize("find", [visible_unit, lambda *args: visible_surroundings(*args).unit])
def test_a_unit_of_ones_own_is_found_and_another_is_as_if_it_were_not_there(asked_by, people, units, find):
    assert find(asked_by(people.organizer), "TNH-10A1", VIEW_UNIT) == units.class_a
    for code in ("OE", "SGD", "KHONG-CO", ""):
        with pytest.raises(Http404):
            find(asked_by(people.organizer), code, VIEW_UNIT)


@pytest.mark.parametrize("find", [visible_unit, visible_surroundings])
def test_what_one_may_see_but_not_do_is_refused(asked_by, people, units, find):
    with pytest.raises(PermissionDenied):
        find(asked_by(people.organizer), "TNH", MANAGE_UNITS)
    with pytest.raises(PermissionDenied):
        find(asked_by(people.organizer), "TNH", APPOINT_ORGANIZERS)
    with pytest.raises(PermissionDenied):
        find(asked_by(people.editor), "TNH", VIEW_UNIT)


def test_what_is_around_a_unit_reaches_up_to_what_one_may_see(asked_by, people, units, django_assert_num_queries):
    request = asked_by(people.organizer)
    visible_surroundings(request, "TNH", VIEW_UNIT)
    with django_assert_num_queries(1):
        around = visible_surroundings(request, "TNH-10A1", VIEW_UNIT)
    assert (around.unit, around.above, around.below) == (units.class_a, [units.school], [])
    whole = visible_surroundings(asked_by(people.administrator), "TNH", VIEW_UNIT)
    assert (whole.above, whole.below) == ([units.department], [units.class_a, units.class_b])


def test_the_way_to_a_unit_begins_where_one_may_begin(people, units):
    assert units_above(people.organizer, units.class_a) == [units.school, units.class_a]
    assert units_above(people.organizer, units.class_a, with_self=False) == [units.school]
    assert [label for _url, label in unit_crumbs(people.administrator, units.class_a, with_self=False)] == [
        "Đơn vị và danh sách", "Sở Giáo dục và Đào tạo", "Trường THPT Thoại Ngọc Hầu",
    ]  # fmt: skip


def test_breadcrumbs_end_at_the_page_itself(people):
    assert breadcrumbs([("/a/", "A")], "Trang này") == [
        {"url": "/quan-tri/", "label": "Trang chính"}, {"url": "/a/", "label": "A"}, {"url": "", "label": "Trang này"},
    ]  # fmt: skip


def test_one_moves_to_the_other_classes_of_the_same_school(people, units):
    assert sister_units(people.organizer, units.class_a) == [units.class_b]
    assert sister_units(people.organizer, units.school) == []
    assert sister_units(people.other_organizer, units.class_a) == []


def test_a_file_may_have_a_name_with_accents(db):
    response = attachment(b"x", "danh-sách lớp.xlsx", "text/plain")
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''danh-s%C3%A1ch%20l%E1%BB%9Bp.xlsx"
    assert attachment(b"x", "a.pdf", "application/pdf", inline=True)["Content-Disposition"].startswith("inline;")


def test_stylesheets_are_linked_in_their_order():
    html = stylesheets("rosters/admin", ("tokens", "page"))
    assert html.index("tokens.css") < html.index("page.css")
