"""Questions about units, members and memberships, each against a list written by hand."""

import datetime as dt

import pytest

from rosters.models import Member, Membership, Unit
from rosters.people.members import close_membership
from rosters.people.merging import merge

DAY = dt.date(2026, 11, 16)


def codes(found):
    return sorted(each.code for each in found)


def test_a_unit_lies_under_itself_and_what_is_right_below_is_one_step_down(units):
    assert codes(Unit.objects.all().under(units.school)) == ["TNH", "TNH-10A1", "TNH-10A2"]
    assert codes(Unit.objects.all().directly_below(units.department)) == ["OE", "TNH"]
    assert codes(Unit.objects.all().directly_below(units.class_a)) == []


def test_what_is_around_a_unit_comes_in_one_query_in_the_order_of_the_tree(units, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = Unit.objects.all().around("TNH")
    assert [unit.code for unit in found] == ["SGD", "TNH", "TNH-10A1", "TNH-10A2"]
    assert Unit.objects.all().around("KHONG") == []


def test_users_see_their_own_branch_of_the_tree(people, units):
    assert codes(Unit.objects.all().visible_to(people.organizer)) == ["TNH", "TNH-10A1", "TNH-10A2"]
    assert Unit.objects.all().visible_to(people.administrator).count() == len(vars(units))
    assert not Unit.objects.all().visible_to(people.editor).exists()
    assert not Unit.objects.all().visible_to(people.learner).exists()


def test_users_begin_at_the_tops_they_look_after(people, units):
    assert Unit.objects.all().tops_for(people.organizer) == [units.school]
    assert Unit.objects.all().tops_for(people.administrator) == [units.department, units.province]
    assert Unit.objects.all().tops_for(people.editor) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thoai ngoc hau", ["DTNH", "TNH"]), ("THOẠI", ["DTNH", "TNH"]), ("oe", ["OE", "OE-10A1", "XOE"]), ("lớp 10a1", ["OE-10A1", "TNH-10A1"]),
        ("chi đoàn", ["CD-10A1"]), (" TNH-10A2 ", ["TNH-10A2"]), ("không có", []),
    ],
)  # fmt: skip
def test_a_unit_is_found_by_name_without_accents_or_by_code(units, text, found):
    assert codes(Unit.objects.all().search(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nguyen hoa", ["HS0001"]), ("HOA nguyễn", ["HS0001"]), ("hs0002", ["HS0002"]), ("tâm", ["HS0002"]), ("ho", ["HS0001"]),
        ("", []), ("nguyen tam", []),
    ],
)  # fmt: skip
def test_a_member_is_found_by_words_in_any_order_or_by_the_whole_code(units, make_member, text, found):
    make_member(units.class_a, name="Nguyễn Thị Hoa")
    make_member(units.class_a, name="Lê Văn Tám", code="HS0002")
    assert codes(Member.objects.search(text)) == found


def test_class_lists_follow_the_vietnamese_alphabet_of_given_names(units, make_member):
    for name in ("Trần Văn Đức", "Lê Thị Dung", "Ngô An", "Bùi Thị Ánh", "Võ Ân"):
        make_member(units.class_a, name=name)
    assert [member.given_name for member in Member.objects.as_class_list()] == ["An", "Ánh", "Ân", "Dung", "Đức"]


def test_whoever_left_is_not_under_the_unit_any_more(units, make_member):
    stays, left = make_member(units.class_a), make_member(units.class_a)
    close_membership(left.memberships.get(), "left", DAY)
    assert list(Member.objects.under(units.school)) == [stays]
    assert Membership.objects.open().under(units.school).count() == 1


@pytest.mark.parametrize(("day", "inside"), [("2026-09-04", 0), ("2026-09-05", 1), ("2026-11-15", 1), ("2026-11-16", 0)])
def test_a_place_is_in_force_from_its_first_day_up_to_the_day_it_ends(units, make_member, day, inside):
    member = make_member(units.class_a)
    close_membership(member.memberships.get(), "moved", DAY)
    assert Membership.objects.on(dt.date.fromisoformat(day)).count() == inside


def test_class_lists_of_a_school_come_class_by_class(units, make_member, django_assert_num_queries):
    for unit, name in ((units.class_b, "Lê An"), (units.class_a, "Ngô Vy"), (units.class_a, "Bùi Bình")):
        make_member(unit, name=name)
    with django_assert_num_queries(1):
        found = [(each.unit.name, each.member.full_name) for each in Membership.objects.all().as_class_lists()]
    assert found == [("10A1", "Bùi Bình"), ("10A1", "Ngô Vy"), ("10A2", "Lê An")]


def test_members_come_with_their_places_of_now(units, make_member, django_assert_num_queries):
    make_member(units.class_a, units.chapter, name="Lê An")
    gone = make_member(units.class_b, name="Ngô Vy")
    close_membership(gone.memberships.get(), "left", DAY)
    with django_assert_num_queries(2):
        found = {each.full_name: [place.unit.code for place in each.places] for each in Member.objects.with_places()}
    assert found == {"Lê An": ["TNH-10A1", "CD-10A1"], "Ngô Vy": []}


def test_a_record_that_was_merged_is_no_person(units, make_member):
    survivor, other = make_member(units.class_a), make_member(units.chapter)
    merge(survivor, other)
    assert list(Member.objects.persons()) == [survivor]


def test_of_the_same_name_only_those_whose_birth_date_does_not_say_otherwise_are_alike(units, make_member):
    born = dt.date(2010, 5, 1)
    me = make_member(units.class_a, name="Lê Hoa", birth_date=born)
    same = make_member(units.class_b, name="LÊ HOA", birth_date=born)
    unknown = make_member(units.chapter, name="Lê Hoa")
    accent = make_member(units.class_b, name="Lê Hòa", birth_date=born)
    another = make_member(units.class_b, name="Lê Hoa", birth_date=born + dt.timedelta(days=1))
    assert set(Member.objects.alike(me)) == {same, unknown, accent}
    # Of whom no birth date is known it may be any of that name.
    assert set(Member.objects.alike(unknown)) == {me, same, accent, another}


def test_twins_have_the_same_name_and_birth_date_and_a_date_that_is_unknown_makes_none(units, make_member):
    born = dt.date(2010, 5, 1)
    first, second = (make_member(units.class_a, name="Lê Hoa", birth_date=born) for _ in range(2))
    make_member(units.class_a, name="Lê Hoa")
    make_member(units.class_a, name="Lê Hoa", birth_date=dt.date(2011, 1, 1))
    everybody = Member.objects.all()
    assert set(everybody.with_twins(everybody)) == {first, second}


def test_those_without_a_chapter_are_found(units, make_member):
    both, alone = make_member(units.class_a, units.chapter), make_member(units.class_a)
    close_membership(both.memberships.get(tree="school"), "left", DAY)
    assert list(Member.objects.all().without_place_in("union")) == [alone]
    assert list(Member.objects.all().without_place_in("school")) == [both]
