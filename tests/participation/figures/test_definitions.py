"""Figures are declared once; tables, files, the API and the page of definitions follow."""

from types import SimpleNamespace

import pytest

from participation.figures.as_json import figures_as_json
from participation.figures.definitions import ANSWERED, COUNTED, DEFINITIONS, FIGURES, RATE, TABLE
from participation.rules.measures import SHOWN_MEASURES, ActivityFigures
from tests.factories import period
from tests.pages import page, text_of

WEEK = period("2026-11-16", "2026-11-22")


def some_figures(**changes):
    coverage = SimpleNamespace(started=9, completed=4, passed=5)
    values = {
        "roster": 40, "rate": 1 / 3, "now": 41, "coverage": coverage, "coverage_rate": None,
        "activity": ActivityFigures.of(12, turns=30, started=7, completed=3, passed=6),
    }  # fmt: skip
    return SimpleNamespace(**values | changes)


def test_every_shown_measure_is_a_figure_of_the_same_name():
    assert [figure.name for figure in COUNTED] == [measure.name for measure in SHOWN_MEASURES]
    assert set(COUNTED) <= set(TABLE)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure.part}-{figure.name}")
def test_a_figure_has_words_and_reads_its_own_value(figure):
    assert str(figure.label)
    assert str(figure.heading)
    value = figure.get(some_figures())
    assert value is None or isinstance(value, float if figure.is_rate else int)


def test_no_two_figures_stand_at_one_place_of_the_answer():
    places = [(figure.part, figure.name) for figure in ANSWERED]
    assert len(places) == len(set(places))


def test_rates_are_fractions_of_four_decimals_and_null_without_a_roster():
    answer = figures_as_json(some_figures(), WEEK)
    assert (answer["from"], answer["to"]) == ("2026-11-16", "2026-11-22")
    assert answer["activity"]["rate"] == 0.3333
    assert answer["coverage"]["rate"] is None
    assert figures_as_json(some_figures(rate=None), WEEK)["activity"]["rate"] is None


def test_the_answer_keeps_its_names_and_their_order():
    answer = figures_as_json(some_figures(), WEEK)
    assert list(answer) == ["from", "to", "roster", "activity", "coverage"]
    assert list(answer["activity"]) == ["people", "turns", "started", "completed", "passed", "rate"]
    assert list(answer["coverage"]) == ["started", "completed", "passed", "rate"]


def test_each_anchor_of_a_definition_is_one_and_has_a_sentence():
    anchors = [each.anchor for each in DEFINITIONS]
    assert len(anchors) == len(set(anchors))
    assert all(str(each.meaning).endswith(".") for each in DEFINITIONS)


def test_the_page_explains_all_of_them(as_organizer):
    html = page(as_organizer, "/quan-tri/dinh-nghia-so-lieu/")
    for each in DEFINITIONS:
        assert f'id="{each.anchor}"' in html
        assert str(each.name) in text_of(html)


def test_only_rates_are_written_as_per_cent():
    assert [figure.name for figure in TABLE if figure.is_rate] == [RATE.name]
