"""A lookup for many values at once finds what `in` finds."""

import datetime as dt

import pytest

from rosters.models import Member, Membership


def test_it_finds_what_in_finds(units, make_member):
    codes = [make_member(units.class_a).code for _ in range(6)]
    wanted = [*codes[:3], "KHONGCO"]
    assert set(Member.objects.filter(code__among=wanted)) == set(Member.objects.filter(code__in=wanted))


def test_numbers_and_foreign_keys_are_looked_up_too(units, make_member):
    members = [make_member(units.class_a) for _ in range(3)]
    pks = [member.pk for member in members[:2]]
    assert {member.pk for member in Member.objects.filter(pk__among=pks)} == set(pks)
    assert {place.member_id for place in Membership.objects.filter(member__among=pks)} == set(pks)


@pytest.mark.parametrize("text", ["Nguyễn “Thị” Hoa", "O'Brien", 'a "b" \\ c', "ký,tự"])
def test_texts_with_signs_of_their_own_are_values_and_not_language(units, make_member, text):
    make_member(units.class_a, name=text)
    assert [member.full_name for member in Member.objects.filter(full_name__among=[text, "khác"])] == [text]


def test_days_are_looked_up_too(units, make_member):
    born = [dt.date(2010, 5, day) for day in (1, 2, 3)]
    members = [make_member(units.class_a, birth_date=each) for each in born]
    assert set(Member.objects.filter(birth_date__among=born[:2])) == set(members[:2])


def test_no_values_find_nothing(units, make_member):
    make_member(units.class_a)
    assert not Member.objects.filter(code__among=[]).exists()


def test_it_can_be_taken_the_other_way_round(units, make_member):
    first, second = make_member(units.class_a), make_member(units.class_a)
    assert list(Member.objects.exclude(code__among=[first.code])) == [second]
