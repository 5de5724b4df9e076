"""Wagtail's questions get the answers of rosters.permissions."""

import pytest
from wagtail.permissions import policy_registry

from rosters.models import Member, Unit


@pytest.fixture
def policies(units):
    return policy_registry.get_by_type(Unit), policy_registry.get_by_type(Member)


@pytest.mark.parametrize(
    ("who", "view", "change"),
    [("administrator", True, True), ("organizer", True, False), ("editor", False, False), ("learner", False, False)],
)
def test_who_may_do_what_with_units_at_all(policies, people, who, view, change):
    units, _members = policies
    user = getattr(people, who)
    assert units.user_has_permission(user, "view") is view
    assert units.user_has_permission(user, "choose") is view
    assert units.user_has_permission(user, "change") is change
    assert not units.user_has_permission(user, "publish")


def test_an_organizer_changes_members_of_their_own_units_only(policies, people, units, make_member):
    _units, members = policies
    elsewhere = make_member(units.other_class)
    assert members.user_has_permission_for_instance(people.organizer, "change", people.member)
    assert not members.user_has_permission_for_instance(people.organizer, "change", elsewhere)
    assert members.user_has_permission_for_instance(people.administrator, "change", elsewhere)
    assert not members.user_has_permission_for_instance(people.editor, "view", people.member)


def test_what_is_listed_is_what_may_be_seen(policies, people, units):
    of_units, of_members = policies
    seen = of_units.instances_user_has_permission_for(people.organizer, "choose")
    assert set(seen) == set(Unit.objects.visible_to(people.organizer))
    assert units.other_class not in seen
    assert people.member in of_members.instances_user_has_permission_for(people.organizer, "view")
    assert not of_units.instances_user_has_permission_for(people.editor, "view").exists()


def test_accounts_that_may_do_something_anywhere(policies, people):
    units, _members = policies
    assert set(units.users_with_permission("view")) == {people.administrator, people.organizer, people.other_organizer}
    assert set(units.users_with_permission("change")) == {people.administrator}
