"""Units closed while others move people there, with real threads and connections."""

import pytest
from django.db import connection
from django.utils import timezone

from rosters.models import Member, Membership, PlaceRequest, Unit
from rosters.people.closing_units import close_unit, open_again
from rosters.people.members import move_membership
from rosters.people.place_requests import accept
from rosters.permissions import MACHINE
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def test_nobody_is_left_in_a_unit_that_is_closed_while_people_are_moved_there(units, make_member):
    today = timezone.localdate()
    for _round in range(6):
        coming = [make_member(units.class_b) for _number in range(3)]
        asked = PlaceRequest.objects.create(member=make_member(units.other_class), unit=units.class_a)
        make_member(units.class_a)

        def mover(member):
            return lambda: move_membership(member.memberships.get(end=None), units.class_a, today)

        run_all(
            lambda: close_unit(units.class_a, into=units.class_b, reason="", user=None, day=today),
            lambda: accept(PlaceRequest.objects.select_related("unit").get(pk=asked.pk), MACHINE, today),  # noqa: B023
            *map(mover, coming),
        )
        assert not Membership.objects.open().filter(unit=units.class_a).exists()
        assert Membership.objects.open().filter(tree="school").count() == Member.objects.count()
        open_again(Unit.objects.get(pk=units.class_a.pk), today)


def test_two_who_close_one_unit_at_once_close_it_once(units, make_member):
    make_member(units.class_a)
    refused = []

    def closer():
        try:
            close_unit(units.class_a, into=None, reason="left", user=None, day=timezone.localdate())
        except ValueError as problem:
            refused.append(str(problem))

    run_all(closer, closer)
    assert len(refused) == 1
    assert "đã đóng" in refused[0]
    assert units.class_a.closings.count() == 1
