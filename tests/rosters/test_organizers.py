"""Appointing and dismissing: the way into the admin comes with the first unit and goes with the last."""

from rosters.models import Organizer
from rosters.organizers import ORGANIZERS_GROUP, appoint, dismiss
from tests import factories


def may_enter(user):
    return user.groups.filter(name=ORGANIZERS_GROUP).exists()


def test_appointing_twice_is_one_role(people, units):
    user = factories.staff("moi")
    assert appoint(user, units.class_a).pk == appoint(user, units.class_a).pk
    assert may_enter(user)
    assert str(Organizer.objects.get(user=user)) == "moi - Lớp 10A1"


def test_the_last_role_taken_away_closes_the_admin(people, units):
    user = factories.staff("moi")
    first, second = appoint(user, units.class_a), appoint(user, units.class_b)
    dismiss(first)
    assert may_enter(user)
    dismiss(second)
    assert not may_enter(user)
    assert not Organizer.objects.filter(user=user).exists()


def test_dismissing_one_leaves_the_others_of_the_unit(people, units):
    user = factories.staff("moi")
    dismiss(appoint(user, units.school))
    assert [role.user for role in units.school.organizers.all()] == [people.organizer]
