"""What a plan is made against: whom a file may mean, and which units it may name."""

import datetime as dt

import pytest

from rosters.importing.recognise.rows import RosterRow
from rosters.importing.run.current_roster import batches, count_in, existing_members, existing_units, members_of
from rosters.people.members import close_membership
from rosters.people.merging import merge
from tests.factories import STARTED


def rows(*values, numeric=False):
    return [RosterRow("S", number, dict(each), numeric_code=numeric) for number, each in enumerate(values, 2)]


def found(user, unit, *values, **options):
    return {member.code: member for member in existing_members(user, unit, rows(*values, **options))}


@pytest.fixture
def hoa(people, units, make_member):
    return make_member(units.class_a, code="T1", name="Lê Thị Hoa", birth_date=dt.date(2010, 5, 1), ministry_code="089")


def test_a_code_finds_its_member_with_where_they_are(people, units, hoa):
    member = found(people.organizer, units.school, {"code": "T1", "full_name": "Khác"})["T1"]
    assert (member.full_name, member.unit_id, member.unit_name, member.reachable, member.visible) == (
        "Lê Thị Hoa",
        units.class_a.pk,
        "10A1",
        True,
        True,
    )


def test_namesakes_are_looked_for_only_where_no_code_decides(people, units, hoa, make_member):
    make_member(units.class_b, code="T2", name="LÊ THỊ HOA")
    assert set(found(people.organizer, units.school, {"code": "T1", "full_name": "Lê Thị Hoa"})) == {"T1"}
    assert set(found(people.organizer, units.school, {"full_name": "Lê Thị Hoa"})) == {"T1", "T2"}


@pytest.mark.parametrize("born", [dt.date(2010, 5, 1), dt.date(2009, 5, 1), dt.date(2011, 5, 1)])
def test_somebody_whose_birth_date_a_row_has_or_nearly_has_is_looked_up_for_a_row_without_a_code(people, units, hoa, born):
    assert set(found(people.organizer, units.school, {"full_name": "Lê Thị Hoan", "birth_date": born})) == {"T1"}
    assert found(people.organizer, units.school, {"full_name": "Lê Thị Hoan", "birth_date": born, "code": "MOI"}) == {}


def test_nobody_of_another_school_is_looked_up_by_a_birth_date(people, units, make_member):
    make_member(units.other_class, code="OE1", name="Ngô An", birth_date=dt.date(2010, 5, 1))
    assert found(people.organizer, units.school, {"full_name": "Ngô Ân", "birth_date": dt.date(2010, 5, 1)}) == {}


def test_people_of_another_school_are_known_by_code_alone_and_marked(people, units, make_member):
    make_member(units.other_class, code="OE1", name="Ngô An")
    assert found(people.organizer, units.school, {"full_name": "Ngô An"}) == {}
    member = found(people.organizer, units.school, {"code": "OE1", "full_name": "Ngô An"})["OE1"]
    assert (member.reachable, member.visible) == (False, False)


def test_somebody_without_a_place_in_this_tree_may_be_taken_in_by_those_who_see_them(people, units, hoa):
    found_in_union = existing_members(people.administrator, units.branch, rows({"full_name": "Lê Thị Hoa"}))
    assert [(member.code, member.unit_id, member.reachable) for member in found_in_union] == [("T1", None, True)]


def test_the_ministrys_code_finds_too(people, units, hoa):
    assert set(found(people.organizer, units.school, {"full_name": "Tên đã đổi", "ministry_code": "089"})) == {"T1"}


def test_a_former_code_leads_to_the_kept_record(people, units, hoa, make_member):
    other = make_member(units.class_a, code="CU1", name="Lê Thị Hoa")
    merge(hoa, other)
    member = found(people.organizer, units.school, {"code": "CU1", "full_name": "Lê Thị Hoa"})
    assert member["T1"].former_codes == ("CU1",)
    assert set(member) == {"T1"}


def test_a_number_is_looked_up_with_the_zeros_it_may_have_lost(people, units, make_member):
    make_member(units.class_a, code="0012", name="Ngô An")
    assert set(found(people.organizer, units.school, {"code": "12", "full_name": "x y"}, numeric=True)) == {"0012"}
    assert found(people.organizer, units.school, {"code": "12", "full_name": "x y"}) == {}


def test_however_many_rows_there_are_the_queries_are_few(people, units, make_member, django_assert_max_num_queries):
    many = [{"code": make_member(units.class_a).code, "full_name": f"Người Thứ {n}"} for n in range(60)]
    with django_assert_max_num_queries(12):
        assert len(found(people.organizer, units.school, *many)) == 60


@pytest.mark.parametrize(
    ("unit", "leaves", "uppers", "target"),
    [
        ("school", {"10A1", "10A2"}, {"TNH"}, None), ("department", {"10A1", "10A2"}, {"TNH", "OE"}, None), ("class_a", {"10A1"}, set(), "10A1"),
        ("branch", {"10A1"}, {"DTNH"}, None), ("chapter", {"10A1"}, set(), "10A1"),
    ],
)  # fmt: skip
def test_a_file_may_name_the_units_below(units, unit, leaves, uppers, target):
    made = existing_units(getattr(units, unit))
    assert {leaf.name for leaf in made.leaves} == leaves
    assert {upper.code for upper in made.uppers} == uppers
    assert (made.target.name if made.target else None) == target
    assert made.unit_field == ("class_name" if unit in ("school", "department", "class_a") else "chapter_name")


def test_classes_are_made_in_schools_and_chapters_in_branches(units):
    assert existing_units(units.school).may_add == {units.school.pk}
    assert existing_units(units.branch).may_add == {units.branch.pk}
    assert existing_units(units.class_a).may_add == set()
    # A commune's union holds chapters of hamlets, which an import does not make up.
    assert units.commune.pk not in existing_units(units.commune).may_add


def test_members_of_units_come_class_by_class_in_the_order_of_their_lists(units, make_member):
    for unit, name in ((units.class_b, "Lê An"), (units.class_a, "Ngô Vy"), (units.class_a, "Bùi Bình")):
        make_member(unit, name=name)
    gone = make_member(units.class_a, name="Đã Đi")
    close_membership(gone.memberships.get(), "left", STARTED)
    both = [units.class_a.pk, units.class_b.pk]
    assert [member.full_name for member in members_of(both)] == ["Bùi Bình", "Ngô Vy", "Lê An"]
    assert count_in(both) == 3
    assert len(members_of(both, except_for={members_of(both)[0].pk})) == 2


def test_batches_leave_nothing_out():
    assert batches([1, 2, 3, 4, 5], 2) == [[1, 2], [3, 4], [5]]
    assert batches([], 2) == []
