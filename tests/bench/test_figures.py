"""The parts of the benchmark of figures run on a small province, and what they count is right."""

from types import SimpleNamespace

import pytest
from django.db import connection

from bench import figures
from participation.models import CourseChange, DayCell, Fact
from participation.rules.measures import ALL_COURSES
from participation.statistics.rebuild.verifying import Verification, verify
from participation.trial.population import make_population, without_checks
from rosters.models import Member, Unit

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="figures are timed on PostgreSQL"),
]


@pytest.fixture
def province(monkeypatch):
    monkeypatch.setattr(figures, "TIMES", 3)
    with without_checks():
        list(make_population(400, 12, 3))
    from participation.statistics.rebuild.rebuilding import rebuild

    rebuild()


def test_reading_tells_a_time_for_each_promise(province):
    found = figures.read()
    assert found["queries"] <= 10
    assert all(milliseconds > 0 for milliseconds in found.values())
    assert {"any unit", "102 communes", "unit above classes", "province's page"} <= set(found)


def test_brute_force_asks_for_the_units_that_have_cells(province):
    assert figures.brute_force()["seconds"] > 0
    top = Unit.objects.get(kind="department")
    turns = Fact.objects.filter(verb__in=["studied", "handed_in"], school_unit__path__startswith=top.path).count()
    assert sum(DayCell.objects.filter(unit_id=top.pk, group=0, course_id=ALL_COURSES).values_list("turns", flat=True)) == turns


def test_a_campaign_with_a_limit_counts_turns(province):
    assert figures.campaign()["turns"] > 0


def test_changed_members_are_counted_anew(province, monkeypatch):
    monkeypatch.setattr(figures, "CHANGED", 20)
    assert figures.change()["members"] == 20
    assert isinstance(verify(), Verification)


def test_a_lesson_that_is_added_takes_completion_back(province):
    found = figures.publish()
    assert found["completed"] > 0
    assert not CourseChange.objects.exists()
    course = Fact.objects.filter(verb="completed", activity__kind="course").values_list("course", flat=True).first()
    assert course
    assert isinstance(verify(), Verification)


def test_counters_stand_for_every_unit(province):
    figures.make_counters()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM bench_counter")
        assert cursor.fetchone() == (Unit.objects.count(),)


def test_verifying_says_how_long_it_took(province):
    assert figures.verify()["seconds"] > 0


@pytest.mark.parametrize(("taken", "expected"), [(range(100), 95), (range(20), 19), ([5], 5)])
def test_the_95th_percentile_is_one_of_those_that_were_taken(taken, expected, monkeypatch):
    clock = iter([at for milliseconds in taken for at in (0.0, milliseconds / 1000)])
    spans = list(taken)
    monkeypatch.setattr(figures, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    assert figures.percentile_95(lambda span: None, spans) == pytest.approx(expected)


def test_a_database_is_named_on_the_same_server():
    assert figures.database("bench_small").endswith("/bench_small")


def test_members_of_the_province_are_as_many_as_were_asked_for(province):
    assert Member.objects.count() == 400
