import json

import pytest
from django.core.management import CommandError, call_command

from participation.ledger.recording import record
from participation.models import DayCell, Fact, RosterCell


@pytest.fixture
def one_turn(units, make_member, activities):
    record(make_member(units.class_a, units.chapter), Fact.Verb.STUDIED, activities["A1"], "k")


def test_participation_prints_a_units_figures_for_machines(units, one_turn, capsys):
    call_command("participation", "TNH", "--json")
    data = json.loads(capsys.readouterr().out)
    assert data["unit"] == {"code": "TNH", "name": "Trường THPT Thoại Ngọc Hầu"}
    assert data["roster"] == 1
    assert data["activity"] == {"people": 1, "turns": 1, "started": 0, "completed": 0, "passed": 0, "rate": 1.0}
    assert data["coverage"]["rate"] == 0.0


def test_participation_by_unit_and_by_week(units, one_turn, capsys):
    call_command("participation", "TNH", "--by", "unit", "--json")
    assert [part["unit"]["code"] for part in json.loads(capsys.readouterr().out)["by"]] == ["TNH-10A1", "TNH-10A2"]
    call_command("participation", "TNH", "--by", "week", "--json")
    [week] = json.loads(capsys.readouterr().out)["by"]
    assert (week["activity"]["people"], week["activity"]["rate"], week["roster"]) == (1, 1.0, 1)
    call_command("participation", "TNH", "--by", "sex", "--json")
    [unknown] = json.loads(capsys.readouterr().out)["by"]
    assert (unknown["sex"], unknown["activity"]["turns"]) == ("unknown", 1)


@pytest.mark.parametrize("name", ["Khóa A", "khóa a", "khoa-a", "number"])
def test_a_course_is_named_by_its_title_as_a_slug_or_by_number(units, one_turn, activities, capsys, name):
    call_command("participation", "TNH", "--course", name.replace("number", str(activities["A"].pk)), "--json")
    assert json.loads(capsys.readouterr().out)["activity"]["turns"] == 1
    call_command("participation", "TNH", "--course", "khoa-b", "--json")
    assert json.loads(capsys.readouterr().out)["activity"]["turns"] == 0
    with pytest.raises(CommandError, match="Khóa A"):
        call_command("participation", "TNH", "--course", "khoa-c")


def test_an_unknown_unit_and_turned_dates_are_told(units):
    with pytest.raises(CommandError, match="KHONG-CO"):
        call_command("participation", "KHONG-CO")
    with pytest.raises(CommandError, match="before"):
        call_command("participation", "TNH", "--from", "2026-11-20", "--to", "2026-11-01")


def test_verify_statistics_fails_loudly(units, one_turn, capsys):
    call_command("fold_statistics")
    call_command("verify_statistics")
    assert "all agree" in capsys.readouterr().out
    DayCell.objects.update(turns=5)
    with pytest.raises(CommandError, match="differ"):
        call_command("verify_statistics")
    call_command("rebuild_statistics")
    call_command("verify_statistics")


def test_a_repair_counts_everything_anew(units, one_turn, capsys):
    call_command("fold_statistics")
    RosterCell.objects.update(change=40)
    call_command("verify_statistics", "--repair")
    streams = capsys.readouterr()
    assert "participation_rostercell" in streams.err
    assert "all agree" in streams.out
