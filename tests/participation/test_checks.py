"""What must hold before a process starts is told when it does not."""

from dataclasses import replace

import pytest

from participation import checks
from participation.rules import measures


def ids(found) -> list[str]:
    return [each.id for each in found]


def test_everything_holds_as_it_stands():
    for check in (
        checks.every_verb_is_coded_or_uncounted,
        checks.every_measure_counts_known_verbs_in_a_column,
        checks.the_fonts_of_reports_are_there,
    ):
        assert check(None) == []


def test_a_verb_without_a_code_is_told_before_it_is_counted_as_nothing(monkeypatch):
    monkeypatch.setattr(checks, "CODES", {name: code for name, code in measures.CODES.items() if name != "passed"})
    [problem] = checks.every_verb_is_coded_or_uncounted(None)
    assert problem.id == "participation.E001"
    assert "'passed'" in problem.msg


def test_a_code_for_a_verb_that_is_gone_is_told(monkeypatch):
    monkeypatch.setattr(checks, "CODES", {**measures.CODES, "slept": 9})
    assert ids(checks.every_verb_is_coded_or_uncounted(None)) == ["participation.E002"]


def test_a_measure_of_an_unknown_verb_or_without_a_column_is_told(monkeypatch):
    wrong = replace(measures.MEASURES[0], name="naps", verbs=("slept",))
    monkeypatch.setattr(checks, "MEASURES", (*measures.MEASURES, wrong))
    found = ids(checks.every_measure_counts_known_verbs_in_a_column(None))
    assert found == ["participation.E003", "participation.E004", "participation.E004"]


def test_missing_fonts_are_told_by_name(monkeypatch, tmp_path):
    monkeypatch.setattr(checks, "FONTS", tmp_path)
    assert len(checks.the_fonts_of_reports_are_there(None)) == 3


@pytest.mark.parametrize("code", list(measures.VerbCode))
def test_no_two_verbs_share_a_code(code):
    assert [each for each in measures.VerbCode if int(each) == int(code)] == [code]
