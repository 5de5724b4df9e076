"""Commands that count anew and compare: what they print, and how they end."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from participation.management.commands.participation import _as_slug
from participation.management.commands.rebuild_statistics import WIDTH, _bar
from participation.models import DayCell, Rebuild
from participation.statistics.fold.folding import fold_pending
from participation.tasks import rebuild_waits
from tests import factories


@pytest.fixture
def learned(units, make_member, activities):
    factories.fact(make_member(units.class_a), "studied", activities["A1"], timezone.localdate())
    fold_pending()


@pytest.mark.parametrize(("percent", "done"), [(0, 0), (50, 20), (99, 39), (100, 40)])
def test_a_bar_is_as_long_as_what_is_done(percent, done):
    bar = _bar(Rebuild(percent=percent, facts=7, cells=3))
    assert bar.startswith("[" + "#" * done + "." * (WIDTH - done) + "]")
    assert bar.endswith("7 facts, 3 cells")


def test_counting_anew_says_from_how_many_facts(learned, capsys):
    DayCell.objects.update(turns=99)
    call_command("rebuild_statistics")
    assert "Counted anew from 1 facts:" in capsys.readouterr().out
    assert set(DayCell.objects.values_list("turns", flat=True)) == {1}


def test_the_status_is_told_and_nothing_begun(learned, capsys):
    call_command("rebuild_statistics", "--status")
    assert "Nothing is being counted anew." in capsys.readouterr().out
    Rebuild.objects.create(percent=40)
    call_command("rebuild_statistics", "--status")
    assert " 40 %" in capsys.readouterr().out


def test_in_the_background_it_comes_back_at_once(learned, capsys):
    call_command("rebuild_statistics", "--background")
    assert "The worker counts everything anew." in capsys.readouterr().out
    assert rebuild_waits()


def test_beside_another_process_it_says_how_to_take_over(learned):
    Rebuild.objects.create(percent=40)
    with pytest.raises(CommandError, match=r"Another process is rebuilding \(40 %\)\. If its process is dead: --take-over\."):
        call_command("rebuild_statistics")
    call_command("rebuild_statistics", "--take-over")
    assert not Rebuild.objects.exists()


def test_verifying_prints_what_was_compared(learned, capsys):
    call_command("verify_statistics")
    shown = capsys.readouterr().out
    assert "all agree" in shown
    assert "1 facts" in shown


def test_figures_are_printed_for_people_too(learned, capsys):
    call_command("participation", "TNH", "--by", "unit")
    shown = capsys.readouterr().out
    assert shown.startswith("Trường THPT Thoại Ngọc Hầu (TNH), ")
    assert "roster 1" in shown
    assert "Lớp 10A1: 1 people, 1 turns" in shown


def test_any_two_dates_can_be_asked_for(learned, capsys):
    call_command("participation", "TNH", "--from", "2026-01-01", "--to", "2026-01-31", "--json")
    data = json.loads(capsys.readouterr().out)
    assert (data["from"], data["to"], data["activity"]["turns"]) == ("2026-01-01", "2026-01-31", 0)
    call_command("participation", "TNH", "--to", "2026-11-18", "--json")
    data = json.loads(capsys.readouterr().out)
    assert (data["from"], data["to"]) == ("2026-11-16", "2026-11-18")


@pytest.mark.parametrize("name", ["Danh tính số", "danh-tinh-so", "DANH TÍNH  SỐ", "danh tinh so"])
def test_a_title_and_its_slug_are_one_name(name):
    assert _as_slug(name) == "danh-tinh-so"


def test_a_day_that_is_none_is_told_with_an_example(units):
    with pytest.raises(CommandError, match="2026-11-30"):
        call_command("participation", "TNH", "--from", "hôm qua")
