"""What is recorded of a practice, once, whoever sends it how often."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone
from portal.demonstration.content import PRACTICES

from lessons.learner import practising
from lessons.learner.practising import practice_activity_of, record_practice
from lessons.models import LessonPage, Practice
from lessons.practice.playing import Event, Outcome, State
from lessons.practice.written import make_practice
from participation.models import Activity, Fact
from rosters.people.merging import merge
from tests import factories


@pytest.fixture
def practised(make_lesson):
    made = make_practice(PRACTICES / "cuoc-goi-can-bo.toml", live=False)
    made.save()
    made.save_revision().publish(skip_permission_checks=True)
    lesson = make_lesson()
    step = factories.step("Làm")
    step["value"]["body"].append({"type": "practice", "value": made.pk})
    lesson.steps = [step]
    lesson.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk), Practice.objects.get(pk=made.pk)


def outcome(event, events=1, at="gọi đến"):
    return Outcome(State("gọi lại", events=events), event, at)


def facts(**only):
    return sorted(Fact.objects.filter(activity__kind="practice", **only).values_list("verb", "detail"))


@pytest.mark.django_db
class TestRecording:
    def test_moving_on_is_a_try_and_nothing_more(self, practised, people):
        lesson, practice = practised
        record_practice(people.member, lesson, practice.pk, "r", outcome(Event.MOVED))
        record_practice(people.member, lesson, practice.pk, "r", outcome(Event.MOVED, 2))
        assert facts() == [("tried", "")]

    def test_each_miss_and_hint_counts_once_at_its_screen(self, practised, people):
        lesson, practice = practised
        for event, number in ((Event.MISSED, 1), (Event.MISSED, 1), (Event.HINTED, 2), (Event.MISSED, 3)):
            record_practice(people.member, lesson, practice.pk, "r", outcome(event, number))
        assert facts() == [("hinted", "gọi đến"), ("missed", "gọi đến"), ("missed", "gọi đến"), ("tried", "")]

    def test_done_counts_once_a_time_through(self, practised, people):
        lesson, practice = practised
        for run in ("a", "a", "b"):
            record_practice(people.member, lesson, practice.pk, run, outcome(Event.DONE, 9))
        assert [verb for verb, _detail in facts()] == ["practised", "practised", "tried", "tried"]

    def test_the_course_is_begun_with_it_at_the_time_it_happened(self, practised, people):
        lesson, practice = practised
        at = timezone.now() - dt.timedelta(days=3)
        record_practice(people.member, lesson, practice.pk, "r", outcome(Event.MISSED), at)
        assert set(Fact.objects.values_list("at", flat=True)) == {at}
        assert Fact.objects.get(verb="started").activity == Activity.objects.get(kind="course")

    def test_no_machine_fills_the_ledger(self, practised, people):
        lesson, practice = practised
        record_practice(people.member, lesson, practice.pk, "r", outcome(Event.MISSED, practising.MOST_EVENTS + 1))
        assert facts() == []

    def test_two_records_of_one_person_are_put_together(self, practised, people, make_member, units):
        lesson, practice = practised
        other = make_member(units.class_a, name="Trần Ngọc Ánh")
        record_practice(people.member, lesson, practice.pk, "r", outcome(Event.DONE))
        record_practice(other, lesson, practice.pk, "s", outcome(Event.MISSED))
        merge(people.member, other)
        assert facts(member=people.member) == [
            ("missed", "gọi đến"), ("practised", "gọi đến"), ("tried", ""), ("tried", ""),
        ]  # fmt: skip

    def test_a_practice_that_is_no_part_of_the_lesson_is_unknown_to_the_ledger(self, practised):
        lesson, practice = practised
        with pytest.raises(Activity.DoesNotExist):
            practice_activity_of(lesson, practice.pk + 1)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_double_tap_at_the_same_moment_counts_once(practised, people):
    lesson, practice = practised
    ready = threading.Barrier(4)

    def tap():
        ready.wait()
        try:
            record_practice(people.member, lesson, practice.pk, "r", outcome(Event.MISSED))
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert facts() == [("missed", "gọi đến"), ("tried", "")]
