"""Closing a unit, making it part of another, and opening it again: nobody is lost and what was learned stays."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rosters.models import Membership, PlaceRequest, Unit
from rosters.people.closing_units import CannotClose, OpenedAgain, close_unit, may_join, open_again
from rosters.people.members import close_membership, move_membership
from rosters.people.merging import merge
from rosters.trees import MisplacedUnit, add_unit, move_unit

DAY = dt.date(2026, 11, 24)
LATER = dt.date(2026, 11, 30)


@pytest.fixture
def pupils(units, make_member):
    return [make_member(units.class_a, units.chapter) for _number in range(3)]


def fresh(unit):
    return Unit.objects.get(pk=unit.pk)


def closed(unit, into=None, reason="left", day=DAY):
    return close_unit(unit, into=into, reason=reason, user=None, day=day)


def places_of(member, tree="school"):
    rows = member.memberships.filter(tree=tree).order_by("pk")
    return [(each.unit.code, each.start, each.end, each.close_reason) for each in rows]


class TestAClassThatIsThereNoMore:
    def test_its_pupils_leave_for_the_reason_that_is_given_and_keep_their_chapter(self, units, pupils):
        closed(units.class_a, reason="graduated")
        assert fresh(units.class_a).closed_on == DAY
        for pupil in pupils:
            assert places_of(pupil) == [("TNH-10A1", dt.date(2026, 9, 5), DAY, "graduated")]
            assert places_of(pupil, "union") == [("CD-10A1", dt.date(2026, 9, 5), None, "")]

    def test_opened_again_they_are_back_from_that_day_and_the_days_between_stay_empty(self, units, pupils):
        closed(units.class_a)
        assert open_again(units.class_a, LATER) == OpenedAgain(back=3, elsewhere=0)
        assert fresh(units.class_a).closed_on is None
        assert places_of(pupils[0]) == [
            ("TNH-10A1", dt.date(2026, 9, 5), DAY, "left"), ("TNH-10A1", LATER, None, ""),
        ]  # fmt: skip

    def test_who_found_another_class_meanwhile_stays_there(self, units, pupils):
        closed(units.class_a)
        Membership.objects.create(member=pupils[0], unit=units.class_b, tree="school", start=DAY)
        assert open_again(units.class_a, LATER) == OpenedAgain(back=2, elsewhere=1)
        assert [place[0] for place in places_of(pupils[0])] == ["TNH-10A1", "TNH-10A2"]

    def test_who_came_on_the_day_itself_was_there_for_no_day(self, units, make_member):
        late = make_member(units.class_a, start=LATER)
        closed(units.class_a)
        assert places_of(late) == [("TNH-10A1", LATER, LATER, "left")]

    def test_an_empty_one_is_closed_and_opened_too(self, units):
        closed(units.class_a)
        assert open_again(units.class_a, LATER) == OpenedAgain(0, 0)

    def test_requests_for_a_place_there_are_refused(self, units, pupils, make_member):
        asked = PlaceRequest.objects.create(member=make_member(units.other_class), unit=units.class_a)
        elsewhere = PlaceRequest.objects.create(member=pupils[0], unit=units.class_b)
        closed(units.class_a)
        asked.refresh_from_db()
        elsewhere.refresh_from_db()
        assert (asked.status, elsewhere.status) == ("refused", "waiting")


class TestAClassThatBecomesPartOfAnother:
    def test_its_pupils_are_there_from_that_day_on(self, units, pupils):
        closed(units.class_a, units.class_b)
        assert places_of(pupils[0]) == [
            ("TNH-10A1", dt.date(2026, 9, 5), DAY, "moved"), ("TNH-10A2", DAY, None, ""),
        ]  # fmt: skip

    def test_opened_again_they_come_back_but_for_those_who_went_on(self, units, pupils):
        closed(units.class_a, units.class_b)
        class_c = units.school.add_child(kind="class", name="10A3", code="TNH-10A3")
        move_membership(pupils[0].memberships.get(unit=units.class_b), class_c, DAY)
        assert open_again(units.class_a, LATER) == OpenedAgain(back=2, elsewhere=1)
        assert places_of(pupils[1])[-2:] == [("TNH-10A2", DAY, LATER, "moved"), ("TNH-10A1", LATER, None, "")]
        assert places_of(pupils[0])[-1][0] == "TNH-10A3"

    def test_those_who_were_in_the_other_before_stay(self, units, pupils, make_member):
        before = make_member(units.class_b)
        closed(units.class_a, units.class_b)
        open_again(units.class_a, LATER)
        assert places_of(before) == [("TNH-10A2", dt.date(2026, 9, 5), None, "")]

    def test_closed_and_opened_on_one_day_all_are_where_they_were(self, units, pupils):
        closed(units.class_a, units.class_b)
        open_again(units.class_a, DAY)
        assert [place.unit for place in Membership.objects.open().filter(member=pupils[0], tree="school")] == [units.class_a]


class TestAUnitWithUnitsBelow:
    def test_all_below_is_closed_with_it_and_opened_with_it(self, units, pupils):
        closed(units.school)
        assert {unit.code for unit in Unit.objects.exclude(closed_on=None)} == {"TNH", "TNH-10A1", "TNH-10A2"}
        assert not Membership.objects.open().under(units.school).exists()
        open_again(units.school, LATER)
        assert not Unit.objects.exclude(closed_on=None).exists()
        assert Membership.objects.open().under(units.school).count() == 3

    def test_what_was_closed_before_stays_closed(self, units):
        closed(units.class_b, day=dt.date(2026, 10, 1))
        closed(units.school)
        open_again(units.school, LATER)
        assert fresh(units.class_b).closed_on == dt.date(2026, 10, 1)

    def test_what_was_closed_with_it_is_not_opened_alone(self, units):
        closed(units.school)
        with pytest.raises(CannotClose, match="Mở lại đơn vị cấp trên trước"):
            open_again(units.class_a, LATER)

    def test_what_was_closed_before_it_waits_for_it_too(self, units):
        closed(units.class_b)
        closed(units.school)
        with pytest.raises(CannotClose, match="Trường THPT Thoại Ngọc Hầu đang đóng"):
            open_again(units.class_b, LATER)

    def test_made_part_of_another_its_units_go_there_with_their_people(self, units, pupils):
        closed(units.commune, units.other_commune)
        assert fresh(units.branch).get_parent() == units.other_commune
        assert places_of(pupils[0], "union") == [("CD-10A1", dt.date(2026, 9, 5), None, "")]
        assert (fresh(units.commune).closed_on, fresh(units.branch).closed_on) == (DAY, None)

    def test_and_come_back(self, units, pupils):
        closed(units.commune, units.other_commune)
        open_again(units.commune, LATER)
        assert fresh(units.branch).get_parent() == units.commune

    def test_unless_they_went_on_since(self, units):
        third = units.province.add_child(kind="commune_union", name="Đoàn xã Ba", code="XB")
        closed(units.commune, units.other_commune)
        fresh(units.branch).move(third, "last-child")
        open_again(units.commune, LATER)
        assert fresh(units.branch).get_parent() == third

    def test_two_units_of_one_name_are_not_put_together_unasked(self, units, pupils):
        with pytest.raises(CannotClose, match="Cả hai nơi đều có: Lớp 10A1"):
            closed(units.school, units.other_school)
        assert fresh(units.school).closed_on is None
        assert fresh(units.class_a).get_parent() == units.school


@pytest.mark.parametrize(
    ("unit", "into", "words"),
    [
        ("department", None, "đứng đầu hệ thống"), ("class_a", "class_a", "chỉ gộp vào một đơn vị khác cùng loại"),
        ("class_a", "school", "chỉ gộp vào"), ("class_a", "chapter", "chỉ gộp vào"),
    ],
)  # fmt: skip
def test_what_may_not_be_is_told_and_changes_nothing(units, pupils, unit, into, words):
    with pytest.raises(CannotClose, match=words):
        closed(getattr(units, unit), into and getattr(units, into))
    assert not Unit.objects.exclude(closed_on=None).exists()
    assert not Membership.objects.exclude(end=None).exists()


def test_closing_twice_is_told_and_a_closed_one_is_joined_by_none(units):
    closed(units.class_a)
    with pytest.raises(CannotClose, match="đã đóng từ ngày 24/11/2026"):
        closed(units.class_a)
    assert not may_join(units.class_b, fresh(units.class_a))


def test_what_is_open_is_not_opened(units):
    with pytest.raises(CannotClose, match="đang mở"):
        open_again(units.class_a, LATER)


@pytest.mark.parametrize("number", [2, 30])
def test_the_number_of_queries_does_not_grow_with_the_people(units, make_member, number):
    for _each in range(number):
        make_member(units.class_a)
    with CaptureQueriesContext(connection) as queries:
        closed(units.class_a, units.class_b)
    assert len(queries) <= 20
    with CaptureQueriesContext(connection) as queries:
        open_again(units.class_a, LATER)
    assert len(queries) <= 20


class TestWhoComesBack:
    def test_not_who_left_after_being_sent_to_another_class(self, units, pupils):
        closed(units.class_a, units.class_b)
        close_membership(pupils[0].memberships.get(unit=units.class_b), "left", DAY + dt.timedelta(days=2))
        assert open_again(units.class_a, LATER) == OpenedAgain(back=2, elsewhere=1)
        assert places_of(pupils[0])[-1][0] == "TNH-10A2"

    def test_not_who_went_to_another_school_with_the_class_they_were_sent_to(self, units, pupils):
        closed(units.class_a, units.class_b)
        fresh(units.class_b).move(fresh(units.other_school), "last-child")
        assert open_again(units.class_a, LATER) == OpenedAgain(back=0, elsewhere=3)

    def test_once_whose_two_records_were_merged_meanwhile(self, units, make_member):
        survivor, other = make_member(units.class_a), make_member(units.class_b, start=dt.date(2026, 9, 10))
        closed(units.school)
        merge(survivor, other)
        open_again(units.school, LATER)
        assert survivor.memberships.open().filter(tree="school").count() == 1


def test_where_another_unit_has_the_name_by_now_it_stays_closed(units, pupils):
    closed(units.class_a)
    fresh(units.school).add_child(kind="class", name="10A1", code="TNH-10A1-2", tree="school", folded_name="lop 10a1")
    with pytest.raises(CannotClose, match="Nay đã có Lớp 10A1 khác đang mở"):
        open_again(units.class_a, LATER)


def test_a_closed_unit_gets_no_units(units):
    closed(units.school)
    with pytest.raises(MisplacedUnit, match="đã đóng"):
        add_unit(fresh(units.school), kind="class", name="11A1", code="X")
    with pytest.raises(MisplacedUnit, match="đã đóng"):
        move_unit(fresh(units.other_class), fresh(units.school))
