"""Who may do what, asked in one place: by role, by unit, and for nobody who was shut out."""

import pytest
from django.core.exceptions import PermissionDenied

from rosters import permissions
from rosters.organizers import appoint
from rosters.permissions import (
    ADMINISTRATOR_PERMISSIONS,
    APPOINT_ORGANIZERS,
    CLOSE_UNITS,
    MACHINE,
    MANAGE_UNITS,
    ORGANIZER_PERMISSIONS,
    RENAME_UNITS,
    VIEW_FIGURES,
    VIEW_MEMBERS,
    has_permission,
    needs,
)

BELOW_ONESELF = {APPOINT_ORGANIZERS, RENAME_UNITS, CLOSE_UNITS}


@pytest.mark.parametrize("permission", sorted(ORGANIZER_PERMISSIONS))
def test_an_organizer_may_do_an_organizers_work_at_the_own_unit_and_below_and_nowhere_else(people, units, permission):
    may = {name for name, unit in vars(units).items() if has_permission(people.organizer, permission, unit)}
    assert may == {"school", "class_a", "class_b"}
    assert has_permission(people.organizer, permission)


@pytest.mark.parametrize("permission", sorted(ADMINISTRATOR_PERMISSIONS - ORGANIZER_PERMISSIONS - BELOW_ONESELF))
def test_what_changes_the_province_is_an_administrators(people, units, permission):
    assert has_permission(people.administrator, permission, units.class_a)
    assert not has_permission(people.organizer, permission, units.class_a)
    assert not has_permission(people.organizer, permission)


@pytest.mark.parametrize("permission", sorted(ADMINISTRATOR_PERMISSIONS))
def test_editors_learners_and_visitors_may_do_none_of_it(people, units, permission):
    from django.contrib.auth.models import AnonymousUser

    for user in (people.editor, people.learner, AnonymousUser()):
        assert not has_permission(user, permission)
        assert not has_permission(user, permission, units.school)


@pytest.mark.parametrize("permission", sorted(BELOW_ONESELF))
def test_one_appoints_names_and_closes_below_oneself_and_never_a_peer(people, units, permission):
    assert has_permission(people.organizer, permission)
    assert has_permission(people.organizer, permission, units.class_a)
    for unit in (units.school, units.other_school, units.department):
        assert not has_permission(people.organizer, permission, unit)
    assert has_permission(people.administrator, permission, units.school)


def test_whoever_looks_after_two_units_has_both(people, units):
    appoint(people.organizer, units.commune)
    fresh = type(people.organizer).objects.get(pk=people.organizer.pk)
    assert has_permission(fresh, VIEW_MEMBERS, units.chapter)
    assert has_permission(fresh, VIEW_MEMBERS, units.class_a)
    assert not has_permission(fresh, VIEW_MEMBERS, units.other_commune)


def test_an_account_that_was_shut_may_do_nothing(people, units):
    for user in (people.organizer, people.administrator):
        user.is_active = False
        assert not has_permission(user, VIEW_FIGURES, units.school)


def test_an_unknown_permission_is_nobodys(people):
    assert not has_permission(people.administrator, "fly")
    assert not has_permission(people.organizer, "fly")


def test_the_units_of_a_user_are_asked_for_once(people, units, django_assert_num_queries):
    fresh = type(people.organizer).objects.get(pk=people.organizer.pk)
    has_permission(fresh, VIEW_FIGURES)
    with django_assert_num_queries(0):
        for unit in (units.school, units.class_a, units.other_school):
            has_permission(fresh, VIEW_FIGURES, unit)


def test_whoever_runs_commands_on_the_server_may_do_everything(units):
    assert has_permission(MACHINE, MANAGE_UNITS, units.school)
    assert str(MACHINE) == "manage.py"
    assert permissions.sees_every_unit(MACHINE)


def test_organizers_are_told_apart_from_others(people):
    from django.contrib.auth.models import AnonymousUser

    assert permissions.is_organizer(people.organizer)
    assert not permissions.is_organizer(people.administrator)
    assert permissions.units_of(AnonymousUser()) == []


def test_a_view_says_what_it_needs_and_refuses_whoever_lacks_it(people, rf):
    view = needs(MANAGE_UNITS, lambda request, code: f"shown {code}")
    assert view.needed_permission == MANAGE_UNITS
    request = rf.get("/")
    request.user = people.administrator
    assert view(request, "TNH") == "shown TNH"
    request.user = people.organizer
    with pytest.raises(PermissionDenied):
        view(request, "TNH")


def test_an_organizer_names_what_lies_below_the_own_unit(people, units):
    may = {name for name, unit in vars(units).items() if has_permission(people.organizer, RENAME_UNITS, unit)}
    assert may == {"class_a", "class_b"}
