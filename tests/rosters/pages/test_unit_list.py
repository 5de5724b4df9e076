"""The units that somebody looks after, and whom a search finds."""

import pytest

from rosters.models import Unit
from rosters.pages.unit_list import number_of_members, with_members
from rosters.people.members import close_membership
from tests.factories import STARTED
from tests.pages import page_text

LIST, RESULTS = "/quan-tri/don-vi/", "/quan-tri/don-vi-tim-thay/"


def test_an_organizer_begins_at_the_own_units_and_an_administrator_at_the_tops(as_organizer, as_administrator, units):
    own, all_of_it = page_text(as_organizer, RESULTS), page_text(as_administrator, RESULTS)
    assert "Trường THPT Thoại Ngọc Hầu" in own
    assert "Lớp 10A1" not in own
    assert "Sở Giáo dục" not in own
    assert "Sở Giáo dục và Đào tạo" in all_of_it
    assert "Tỉnh đoàn An Giang" in all_of_it
    assert "Trường THPT Thoại Ngọc Hầu" not in all_of_it


def test_members_of_every_unit_below_are_counted_once(units, make_member):
    make_member(units.class_a, units.chapter)
    make_member(units.class_b)
    gone = make_member(units.class_b)
    close_membership(gone.memberships.get(), "left", STARTED)
    numbers = number_of_members([units.department, units.school, units.class_b, units.commune])
    assert numbers == {units.department.pk: 2, units.school.pk: 2, units.class_b.pk: 1, units.commune.pk: 1}


def test_however_many_units_are_counted_in_one_query(units, make_member, django_assert_num_queries):
    make_member(units.class_a)
    everybody = list(Unit.objects.all())
    with django_assert_num_queries(1):
        assert {unit.code: unit.members for unit in with_members(everybody)}["TNH"] == 1
    with django_assert_num_queries(0):
        assert with_members([]) == []


def test_a_search_finds_units_and_people_in_what_one_looks_after(as_organizer, units, make_member):
    make_member(units.class_b, name="Lê Mười A")
    make_member(units.other_class, name="Võ Mười A")
    shown = page_text(as_organizer, RESULTS, {"q": "muoi a"})
    assert "Lê Mười A" in shown
    assert "Võ Mười A" not in shown
    assert "Lớp 10A2" in shown
    units_found = page_text(as_organizer, RESULTS, {"q": "10A"})
    assert "Lớp 10A1" in units_found
    assert "OE-10A1" not in units_found


def test_a_search_without_units_still_shows_the_people(as_organizer, units, make_member):
    make_member(units.class_b, name="Đặng Thị Ngọc")
    shown = page_text(as_organizer, RESULTS, {"q": "dang ngoc"})
    assert "Thành viên tìm thấy" in shown
    assert "Đặng Thị Ngọc" in shown
    assert "Không có đơn vị hay thành viên nào khớp" not in shown


def test_a_search_for_nobody_says_what_to_try(as_organizer, units):
    assert "Không có đơn vị hay thành viên nào khớp. Thử gõ ít chữ hơn" in page_text(as_organizer, RESULTS, {"q": "xyz"})


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"kind": "class"}, "Lớp 10A2", "Trường THPT Thoại Ngọc Hầu"), ({"tree": "union"}, "Chi đoàn 10A1", "Lớp 10A1"),
        ({"kind": "chapter"}, "Chi đoàn 10A1", "Đoàn phường"),
    ],
)  # fmt: skip
def test_the_list_can_be_narrowed_to_a_tree_or_a_kind(as_administrator, units, query, shown, hidden):
    found = page_text(as_administrator, RESULTS, query)
    assert shown in found
    assert hidden not in found


def test_the_order_can_be_changed(as_administrator, units):
    found = page_text(as_administrator, RESULTS, {"kind": "school", "ordering": "-code"})
    assert found.index("THPT Thoại Ngọc Hầu") < found.index("THPT Óc Eo")


def test_an_editor_has_no_units(as_editor, units):
    assert as_editor.get(LIST).status_code in (302, 403)
