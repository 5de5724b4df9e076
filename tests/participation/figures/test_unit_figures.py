"""Figures against brute force over the facts: trees, people who move and leave, late facts, both trees."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from participation.figures.unit_figures import MONTH, Figures, not_completed, unit_overview
from participation.ledger.activities import keep_activity
from participation.ledger.recording import record
from participation.models import CoverageCell, DayCell, Fact, MemberContribution, RosterCell, TimeCell, WeeksCell
from participation.rules.groups import EVERYBODY, SEXES
from participation.rules.measures import ActivityFigures
from participation.rules.periods import Period
from participation.statistics.fold.course_changes import count_changed_courses
from participation.statistics.fold.folding import fold_batch, fold_pending
from participation.statistics.read.activity import activity_by_group
from participation.statistics.rebuild.rebuilding import rebuild
from participation.statistics.rebuild.verifying import Difference, verify
from rosters.models import Member, Membership, Unit
from rosters.people.merging import merge
from rosters.trees import add_unit, move_unit
from rosters.units import UnitKind as Kind
from tests.participation.brute_force import BruteForce

BEGIN = dt.date(2026, 9, 7)
# Longer than two blocks of four weeks, so that some spans hold whole ones.
HORIZON = 75


events = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "studied",
                "handed_in",
                "passed",
                "completed",
                "started",
                "move",
                "leave",
                "mend",
                "merge",
                "relocate",
                "publish",
                "periodic",
                "fold",
            ]
        ),
        st.integers(0, 4),  # member
        st.integers(0, HORIZON - 1),  # day
        st.integers(0, 3),  # lesson, or unit to move to
    ),
    max_size=30,
)
span = st.tuples(st.integers(0, HORIZON - 1), st.integers(0, HORIZON - 1)).map(sorted)


class FiguresEqualBruteForce(TestCase):
    def setUp(self):
        department = add_unit(None, kind=Kind.DEPARTMENT, name="Sở", code="S")
        province = add_unit(None, kind=Kind.PROVINCIAL_UNION, name="Tỉnh", code="T")
        for number in (1, 2):
            school = add_unit(department, kind=Kind.SCHOOL, name=f"Trường {number}", code=f"S{number}")
            commune = add_unit(province, kind=Kind.COMMUNE_UNION, name=f"Xã {number}", code=f"T{number}")
            for letter in "ab":
                add_unit(school, kind=Kind.CLASS, name=letter, code=f"S{number}{letter}")
                add_unit(commune, kind=Kind.CHAPTER, name=letter, code=f"T{number}{letter}")
        self.leaves = {tree: list(Unit.objects.filter(tree=tree, depth=3)) for tree in ("school", "union")}
        self.lessons = []
        for name in "AB":
            course = keep_activity(f"c{name}", "course", name, None, is_current=True)
            for number in (1, 2):
                lesson = keep_activity(f"l{name}{number}", "lesson", name, course, is_current=True)
                keep_activity(f"q{name}{number}", "quiz", name, lesson, is_current=True)
                self.lessons.append(lesson)
        self.members = []
        for number in range(5):
            member = Member.objects.create(
                code=f"M{number}", full_name=f"Nguyễn Văn {number}", sex=["male", "female", ""][number % 3]
            )
            self.members.append(member)
            Membership.objects.create(member=member, unit=self.leaves["school"][number % 4], tree="school", start=BEGIN)
            if number:
                Membership.objects.create(member=member, unit=self.leaves["union"][number % 4], tree="union", start=BEGIN)

    def happen(self, verb, member, day, place):
        member, lesson = self.members[member].person, self.lessons[place]
        date = BEGIN + dt.timedelta(days=day)
        at = timezone.make_aware(dt.datetime.combine(date, dt.time(23, 30)))
        if verb in ("fold", "periodic"):
            fold_batch(limit=2) if verb == "fold" else count_changed_courses()
        elif verb in ("move", "leave"):
            for tree in ("school", "union"):
                here = member.memberships.filter(tree=tree, end=None).first()
                if here and here.start < date:
                    here.end = date
                    here.save()
                    if verb == "move":
                        Membership.objects.create(member=member, unit=self.leaves[tree][place], tree=tree, start=date)
        elif verb == "mend":
            member.sex = ["male", "female", "", "male"][place]
            member.is_union_member = bool(place % 2)
            member.birth_date = dt.date(2000 + 5 * place, 1, 1) if place else None
            member.save()
        elif verb == "merge":
            self.merge(member, self.members[(day + place) % len(self.members)].person)
        elif verb == "relocate":
            self.relocate(place, day)
        elif verb == "publish":
            keep_activity(lesson.source, "lesson", lesson.title, lesson.parent, is_current=bool(day % 2))
        elif verb in ("started", "completed") and place % 2:
            record(member, verb, lesson.course, f"{verb}:{member.pk}:{lesson.course.pk}", at=at)
        elif verb in ("passed", "handed_in"):
            key = f"{verb}:{member.pk}:{lesson.pk}:{day if verb == 'handed_in' else ''}"
            seconds = 13 * day + place if place else None
            record(member, verb, lesson.children.get(), key, at=at, score=Decimal("17.65") * place, seconds=seconds)
        else:
            record(member, verb, lesson, f"{verb}:{member.pk}:{lesson.pk}:{day if verb == 'studied' else ''}", at=at)

    def relocate(self, place, day):
        for leaves in self.leaves.values():
            unit = Unit.objects.get(pk=leaves[place].pk)
            move_unit(unit, list(Unit.objects.filter(tree=unit.tree, depth=2))[day % 2])

    def merge(self, survivor, other):
        if survivor.pk != other.pk:
            merge(survivor, other)
            self.members = list(Member.objects.select_related("merged_into").order_by("pk"))

    # Half as many examples as elsewhere: each is half a second of counting by hand.
    @settings(max_examples=settings.default.max_examples // 2)
    @given(events, span, st.sampled_from([None, 0, 2]))
    def test_every_unit_any_period_any_course(self, happened, days, course):
        for event in happened:
            self.happen(*event)
        count_changed_courses()
        period = Period(*(BEGIN + dt.timedelta(days=day) for day in days))
        chosen = self.lessons[course].course if course is not None else None
        today = timezone.localdate()
        truth = BruteForce(today)
        for unit in Unit.objects.all():
            report = unit_overview(unit, period, chosen)
            assert plain(report.total) == truth.figures(unit, period, chosen)
            before = period.previous_until(today)
            assert report.previous == truth.activity(unit, before, chosen)
            assert report.median_seconds == truth.median_seconds(unit, period, chosen)
            assert report.roster_before == truth.roster(unit, min(before.last, today), lambda member: True)
            for below in report.below:
                if period.last - period.first <= MONTH:
                    earlier = report.below_before.get(below.unit.pk, ActivityFigures())
                    assert earlier == truth.activity(below.unit, before, chosen)
                assert plain(below) == truth.figures(below.unit, period, chosen)
            for week, figures in report.weeks:
                assert figures == truth.figures(unit, week, chosen)
            for breakdown in ("sex", "union", "age"):
                assert dict(report.breakdowns[breakdown]) == truth.parts(unit, period, chosen, breakdown)
            if unit.is_leaf():
                continue
            by_kind = {name: figures.activity for name, figures in report.breakdowns["kind"]}
            assert by_kind == truth.activity_by_kind(unit, period, chosen)
        assert not isinstance(verify(), Difference)
        folded = everything_counted()
        rebuild()
        assert everything_counted() == folded


def plain(figures: Figures) -> Figures:
    return Figures(roster=figures.roster, activity=figures.activity, coverage=figures.coverage)


def everything_counted() -> list[set]:
    """All cells that count something, and what is kept of each member."""
    days = DayCell.objects.values_list("course_id", "group", "unit_id", "day", "turns", "started", "score", "gaps", "people")
    roster = RosterCell.objects.exclude(change=0).values_list("unit_id", "group", "day", "change")
    coverage = CoverageCell.objects.values_list("course_id", "group", "unit_id", "members", "started", "completed", "passed")
    standing = MemberContribution.objects.values_list("member_id", "counted")
    times = TimeCell.objects.exclude(number=0).values_list("course_id", "unit_id", "day", "tens", "number")
    blocks = WeeksCell.objects.values_list(
        "course_id", "unit_id", "length", "first", "turns", "started", "score", "gaps", "people"
    )
    return [
        set(times),
        {str(row) for row in blocks if any(row[4:])},
        {str(row) for row in days if any(row[4:])},
        set(roster),
        {row for row in coverage if any(row[3:])},
        {(member, json.dumps(counted, sort_keys=True)) for member, counted in standing},
    ]


def study(member, lesson, day):
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(8)))
    record(member, Fact.Verb.STARTED, lesson.course, f"started:{member.pk}:{lesson.course.pk}", at=at)
    record(member, Fact.Verb.STUDIED, lesson, f"studied:{member.pk}:{lesson.pk}:{day}", at=at)


WEEK = Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22))


def test_a_person_in_both_trees_counts_once_in_each(units, make_member, activities):
    study(make_member(units.class_a, units.chapter), activities["A1"], WEEK.first)
    for unit in (units.department, units.school, units.class_a, units.province, units.commune, units.chapter):
        assert unit_overview(unit, WEEK).total.activity.people == 1
    assert unit_overview(units.other_school, WEEK).total.activity.people == 0


def test_a_person_who_moved_counts_once_above_and_where_each_thing_happened(units, make_member, activities):
    member = make_member(units.class_a)
    study(member, activities["A1"], WEEK.first)
    moved = WEEK.first + dt.timedelta(days=2)
    member.memberships.update(end=moved)
    Membership.objects.create(member=member, unit=units.class_b, tree="school", start=moved)
    study(member, activities["A2"], moved)
    report = unit_overview(units.school, WEEK)
    assert (report.total.activity.people, report.total.activity.turns) == (1, 2)
    assert [(f.unit.code, f.activity.people, f.roster) for f in report.below] == [("TNH-10A1", 1, 0), ("TNH-10A2", 1, 1)]
    assert report.total.rate == 1.0


def test_a_new_lesson_leaves_activity_and_changes_coverage(units, make_member, activities):
    member = make_member(units.class_a)
    study(member, activities["A1"], WEEK.first)
    at = timezone.make_aware(dt.datetime.combine(WEEK.first, dt.time(9)))
    for name in ("A1", "A2", "A"):
        record(member, Fact.Verb.COMPLETED, activities[name], f"completed:{name}", at=at)
    before = unit_overview(units.school, WEEK, activities["A"]).total
    assert (before.activity.completed, before.coverage.completed) == (1, 1)
    keep_activity("page:A3", "lesson", "Bài mới", activities["A"], is_current=True)
    count_changed_courses()
    after = unit_overview(units.school, WEEK, activities["A"]).total
    assert (after.activity.completed, after.coverage.completed) == (1, 0)
    [left] = not_completed(units.school, activities["A"])
    assert (left.member, left.lessons_done, left.has_started) == (member, 2, True)


def test_a_lesson_that_is_no_longer_published_is_asked_of_nobody(units, make_member, activities):
    member = make_member(units.class_a)
    record(member, Fact.Verb.COMPLETED, activities["A1"], "completed:A1")
    assert unit_overview(units.school, WEEK, activities["A"]).total.coverage.completed == 0
    keep_activity("page:A2", "lesson", "Bài A2", activities["A"], is_current=False)
    count_changed_courses()
    assert unit_overview(units.school, WEEK, activities["A"]).total.coverage.completed == 1


@pytest.mark.parametrize("members", [3, 60])
@pytest.mark.parametrize("waiting", [False, True])
def test_a_units_figures_take_the_same_few_queries_for_any_number_of_members(units, make_member, activities, members, waiting):
    for number in range(members):
        study(make_member(units.class_a if number % 2 else units.class_b), activities["A1"], WEEK.first)
    if not waiting:
        fold_pending()
    limit = 9 if not waiting else 50
    with CaptureQueriesContext(connection) as queries:
        unit_overview(units.school, WEEK, activities["A"])
    assert len(queries) <= limit


def test_verification_names_the_first_difference_and_a_rebuild_mends_it(units, make_member, activities):
    study(make_member(units.class_a), activities["A1"], WEEK.first)
    fold_pending()
    DayCell.objects.filter(unit_id=units.school.pk).update(turns=7)
    difference = verify()
    assert isinstance(difference, Difference)
    assert "the facts say" in str(difference)
    rebuild()
    assert not isinstance(verify(), Difference)


def test_classes_and_chapters_take_no_room_in_the_keys_of_a_recount(units, make_member, activities, monkeypatch):
    """A province has tens of thousands of them; the keys have room for 16,384 units that have cells (here: for 8)."""
    assert Unit.objects.count() > 8
    monkeypatch.setattr("participation.statistics.rebuild.day_cells.UNIT_BITS", 3)
    study(make_member(units.class_a, units.chapter), activities["A1"], WEEK.first)
    rebuild()
    assert not isinstance(verify(), Difference)
    assert unit_overview(units.province, WEEK).total.activity.people == 1


def test_groups_of_a_class_add_up_to_it_while_a_fact_waits(units, make_member, activities):
    study(make_member(units.class_a), activities["A1"], WEEK.first)
    fold_pending()
    study(make_member(units.class_a), activities["A1"], WEEK.first)
    happened = activity_by_group(units.class_a, WEEK)
    turns = [figures.turns for (_unit, group, _span), figures in happened.items() if group in (EVERYBODY, *SEXES.values())]
    assert turns == [1, 1]
