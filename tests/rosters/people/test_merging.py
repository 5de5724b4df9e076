"""Two records of one person made one: places, blanks, cards and accounts; what else is kept, other apps give."""

import datetime as dt

import pytest
from django.core.exceptions import ObjectDoesNotExist

from rosters.login.learners import account_of, check_card, login_code
from rosters.models import Member, MemberMerge, Membership
from rosters.people import merging
from rosters.people.members import close_membership, reissue_login_code
from rosters.people.merging import CannotMerge, merge, units_changed
from tests.factories import STARTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(units, make_member):
    """The pupil of a class, and the same person once more in a chapter."""
    pupil = make_member(units.class_a, code="HS1", name="Lê Thị Hoa")
    return pupil, make_member(
        units.chapter, code="DV1", name="Lê Thị Hoa", birth_date=dt.date(2010, 5, 1), is_union_member=True
    )


def test_either_card_opens_the_kept_record_until_a_new_code_is_given(twins):
    survivor, other = twins
    merge(survivor, other)
    other.refresh_from_db()
    assert check_card("DV1", login_code(other), "1.1.1.1").member == survivor
    assert check_card("HS1", login_code(survivor), "1.1.1.1").member == survivor
    old = login_code(other)
    reissue_login_code(survivor)
    assert check_card("DV1", old, "1.1.1.1").member is None


def test_blanks_are_filled_and_nothing_is_overwritten(twins):
    survivor, other = twins
    survivor.sex = "female"
    survivor.save()
    other.sex = "male"
    other.save()
    merge(survivor, other)
    survivor.refresh_from_db()
    assert (survivor.sex, survivor.birth_date, survivor.is_union_member) == ("female", dt.date(2010, 5, 1), True)


def test_merging_again_or_with_itself_is_refused(twins):
    survivor, other = twins
    with pytest.raises(CannotMerge, match="hai hồ sơ khác nhau"):
        merge(survivor, survivor)
    merge(survivor, other)
    with pytest.raises(CannotMerge, match="đã được gộp"):
        merge(survivor, other)


def test_a_third_record_leads_to_the_one_that_is_kept(units, make_member, twins):
    survivor, other = twins
    third = make_member(units.class_b, code="HS3", name="Lê Thị Hoa")
    merge(survivor, other)
    merge(third, survivor)
    assert Member.objects.get(code="DV1").person == third
    assert {place.unit for place in third.memberships.open()} == {units.class_b, units.chapter}


def test_the_places_of_both_trees_are_the_survivors(twins, units):
    survivor, other = twins
    merge(survivor, other)
    assert {place.unit for place in survivor.memberships.open()} == {units.class_a, units.chapter}
    assert not other.memberships.exists()


def test_the_other_record_stays_and_leads_to_the_survivor(twins):
    survivor, other = twins
    merge(survivor, other)
    assert Member.objects.get(pk=other.pk).person == survivor
    assert list(Member.objects.persons()) == [survivor]


def test_an_account_that_only_the_other_has_goes_over(twins):
    survivor, other = twins
    account = account_of(other)
    merge(survivor, Member.objects.get(pk=other.pk))
    survivor.refresh_from_db()
    assert survivor.user == account
    assert account.is_active
    with pytest.raises(ObjectDoesNotExist):
        Member.objects.get(pk=other.pk, user=account)


def test_of_two_accounts_the_survivors_goes_on(twins):
    survivor, other = twins
    own, closed = account_of(survivor), account_of(other)
    merge(*Member.objects.filter(pk__in=[survivor.pk, other.pk]).order_by("-code"))
    own.refresh_from_db()
    closed.refresh_from_db()
    assert (own.is_active, closed.is_active) == (True, False)


def test_what_was_is_set_aside_so_that_it_can_be_mended_by_hand(twins, people):
    survivor, other = twins
    made = merge(survivor, other, people.organizer)
    assert (made.survivor, made.other, made.user) == (survivor, other, people.organizer)
    assert {(place["member"], place["unit"], place["start"]) for place in made.set_aside["places"]} == {
        ("HS1", "TNH-10A1", STARTED.isoformat()), ("DV1", "CD-10A1", STARTED.isoformat()),
    }  # fmt: skip
    assert made.set_aside["other"]["birth_date"] == "2010-05-01"
    assert made.set_aside["kept"]["birth_date"] is None
    assert "Hoa" not in str(made.set_aside)


def test_what_other_apps_keep_is_given_in_their_order(twins, monkeypatch):
    given = []
    monkeypatch.setattr(merging, "_gives", {})
    for name, order in (("last", 30), ("first", 10), ("middle", 20)):
        merging.on_merge(name, lambda survivor, other, name=name: given.append(name) or f"{name} of {other.code}", order=order)
    made = merge(*twins)
    assert given == ["first", "middle", "last"]
    assert made.set_aside["middle"] == "middle of DV1"


def test_when_an_app_fails_nothing_has_changed(twins, monkeypatch, units):
    survivor, other = twins

    def fail(*members):
        raise RuntimeError("disk full")

    monkeypatch.setattr(merging, "_gives", {"facts": (1, fail)})
    with pytest.raises(RuntimeError):
        merge(survivor, other)
    assert not MemberMerge.objects.exists()
    assert Member.objects.get(pk=other.pk).merged_into is None
    assert other.memberships.get().unit == units.chapter


def test_a_record_that_is_gone_is_not_merged(twins):
    survivor, other = twins
    other.memberships.all().delete()
    Member.objects.filter(pk=other.pk).delete()
    with pytest.raises(CannotMerge, match="hai hồ sơ khác nhau"):
        merge(survivor, other)


class TestWhoseRostersChange:
    def test_records_in_different_trees_change_no_roster(self, twins):
        assert units_changed(*twins) == []

    def test_two_classes_at_once_cut_one_place_short(self, units, make_member):
        early = make_member(units.class_a, start=STARTED)
        late = make_member(units.class_b, start=STARTED + dt.timedelta(days=30))
        assert units_changed(early, late) == units_changed(late, early) == [units.class_a]

    def test_a_place_that_was_over_before_the_other_began_stays(self, units, make_member):
        early = make_member(units.class_a, start=STARTED)
        close_membership(early.memberships.get(), Membership.CloseReason.LEFT, STARTED + dt.timedelta(days=10))
        late = make_member(units.class_b, start=STARTED + dt.timedelta(days=30))
        assert units_changed(early, late) == []
        merge(late, early)
        assert late.memberships.count() == 2
