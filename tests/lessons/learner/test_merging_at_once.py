"""A merge beside learners, movers, readers and an import, with real threads and connections."""

import contextlib
import datetime as dt
import itertools
import time

import pytest
from django.db import connection
from django.utils import timezone

from lessons.learner.learning import finish_step
from lessons.models import LessonPage
from participation.figures.unit_figures import unit_overview
from participation.models import Fact
from participation.rules.periods import week_of
from participation.statistics.rebuild.verifying import Verification, verify
from rosters.files.workbooks import write_table
from rosters.importing.run.applying import PlanOutdated, apply_import
from rosters.importing.run.drafting import draft, receive
from rosters.models import Member, Membership, User
from rosters.people.members import move_membership
from rosters.people.merging import CannotMerge, merge
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def one_place_a_tree():
    """Nobody is in two places of a tree at once, and no merged record is anywhere."""
    assert not Membership.objects.filter(member__merged_into__isnull=False).exists()
    for member in Member.objects.persons():
        for tree in ("school", "union"):
            places = list(member.memberships.filter(tree=tree).order_by("start"))
            assert all(a.end is not None and a.end <= b.start for a, b in itertools.pairwise(places))


def test_both_records_learn_and_move_while_they_are_merged(units, make_member, make_lesson):
    lesson = make_lesson(steps=6, questions=0)
    pairs = [(make_member(units.class_a), make_member(units.class_b, units.chapter)) for _ in range(4)]
    week = week_of(timezone.localdate())

    def learner(member):
        def learn():
            page = LessonPage.objects.get(pk=lesson.pk)
            for step in page.step_ids:
                finish_step(Member.objects.get(pk=member.pk), page, step)

        return learn

    def mover(pair):
        place = Membership.objects.filter(member=pair[1], tree="school").first()
        if place:
            move_membership(place, units.class_a, timezone.localdate())

    def merger(pair):
        time.sleep(0.05)
        merge(Member.objects.get(pk=pair[0].pk), Member.objects.get(pk=pair[1].pk))

    def reader():
        for _ in range(10):
            total = unit_overview(units.department, week).total
            assert total.activity.people <= 8

    targets = [learner(member) for pair in pairs for member in pair]
    targets += [lambda pair=pair: merger(pair) for pair in pairs] + [lambda pair=pair: mover(pair) for pair in pairs]
    run_all(*targets, reader, reader)
    total = unit_overview(units.department, week).total
    assert (total.activity.people, total.activity.turns, total.activity.completed) == (4, 4, 4)
    assert Fact.objects.filter(verb="stepped").count() == 4 * 6
    one_place_a_tree()
    assert isinstance(verify(), Verification)


def test_an_import_and_a_merge_of_the_same_people_do_not_leave_anybody_twice(people, units, make_member):
    born = dt.date(2010, 5, 1)
    kept = make_member(units.class_a, code="T1", name="Lê Thị Hoa", birth_date=born)
    other = make_member(units.class_b, code="T2", name="Lê Thị Hoa", birth_date=born)
    table = write_table(["Mã HS", "Họ và tên", "Ngày sinh", "Lớp"], [["T2", "Lê Thị Hoa", "01/05/2010", "10A1"]], "DS")
    plan = receive(people.organizer, units.school, "ds.xlsx", table)
    draft(plan, people.organizer)

    def imported():
        with contextlib.suppress(PlanOutdated):
            apply_import(plan, User.objects.get(pk=people.organizer.pk))

    def merged():
        with contextlib.suppress(CannotMerge):
            merge(Member.objects.get(pk=kept.pk), Member.objects.get(pk=other.pk))

    run_all(imported, merged, merged)
    one_place_a_tree()
    assert Membership.objects.open().get(member=kept).unit == units.class_a
    assert isinstance(verify(), Verification)
