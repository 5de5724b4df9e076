"""The demonstration's units and people: the province as it is, and fictional members."""

import datetime as dt

import pytest
from portal.demonstration.people import PASSWORD, SHOWN_LEARNER, load_members, load_staff, load_units

from rosters.models import Member, Membership, Organizer, Unit, User
from rosters.units import may_stand_below

TODAY = dt.date(2026, 11, 27)


@pytest.fixture
def loaded(site_home):
    units = load_units()
    return units, load_members(units, TODAY)


def test_the_communes_of_an_giang_are_there_with_schools_and_hamlets(loaded):
    units, _members = loaded
    kinds = [unit.kind for unit in units.values()]
    assert {kind: kinds.count(kind) for kind in ("commune_union", "school", "branch", "direct_union")} == {
        "commune_union": 102, "school": 3, "branch": 2, "direct_union": 1,
    }  # fmt: skip
    assert all(may_stand_below(unit.kind, above.kind if (above := unit.get_parent()) else None) for unit in Unit.objects.all())


def test_the_learner_who_is_shown_is_the_first_of_the_first_class(loaded):
    _units, members = loaded
    shown = members[0]
    assert (shown.code, shown.full_name, shown.is_union_member) == (SHOWN_LEARNER, "Trần Ngọc Ánh", True)
    assert {place.unit.code for place in shown.memberships.select_related("unit")} == {"THPT-TNH-10A1", "CD-THPT-TNH-10A1"}


def test_everybody_has_a_place_since_before_today_and_a_likely_age(loaded):
    for member in Member.objects.prefetch_related("memberships"):
        places = list(member.memberships.all())
        assert places
        assert all(place.start < TODAY and place.end is None for place in places)
        assert 10 <= TODAY.year - member.birth_date.year <= 30


def test_names_of_khmer_and_cham_people_are_among_them(loaded):
    names = set(Member.objects.values_list("full_name", flat=True))
    assert any(name.startswith(("Chau ", "Néang ", "Neáng ")) for name in names)


def test_one_person_is_there_twice_to_be_found(loaded):
    everybody = Member.objects.all()
    twins = everybody.with_twins(everybody).filter(code="DV26-0117")
    assert twins.exists()


def test_a_fresh_demonstration_is_the_same(loaded):
    first = list(Member.objects.order_by("code").values_list("code", "full_name", "birth_date"))
    Membership.objects.all().delete()
    Member.objects.all().delete()
    load_members(loaded[0], TODAY)
    assert list(Member.objects.order_by("code").values_list("code", "full_name", "birth_date")) == first


def test_loading_again_changes_nothing(loaded):
    before = (Unit.objects.count(), Member.objects.count())
    load_members(load_units(), TODAY)
    assert (Unit.objects.count(), Member.objects.count()) == before


def test_each_of_the_staff_may_come_in_and_keeps_a_password_that_was_changed(loaded):
    load_staff(loaded[0])
    assert set(Organizer.objects.values_list("user__username", "unit__code")) == {
        ("phutrach", "THPT-TNH"), ("phutrach", "DOAN-THPT-TNH"), ("tinhdoan", "TD-AG"), ("tinhdoan", "SGD-AG"),
    }  # fmt: skip
    account = User.objects.get(username="quantri")
    assert account.check_password(PASSWORD)
    assert account.has_perm("rosters.administer")
    account.set_password("mot-mat-khau-moi")
    account.save()
    load_staff(loaded[0])
    assert User.objects.get(username="quantri").check_password("mot-mat-khau-moi")
