"""Which elements of a page nobody sees, and which are struck through, by its styles."""

import pytest

from rosters.files.page_styles import MOST_RULES, Element, PageStyles

TABLE = Element("table", "ds", frozenset({"bang"}))


def opened(sheet="", tag="td", around=(), **attrs):
    styles = PageStyles()
    styles.read(sheet)
    return styles.open(tag, {name.rstrip("_"): value for name, value in attrs.items()}, list(around))


@pytest.mark.parametrize(
    "style",
    [
        "text-decoration:line-through",
        "TEXT-DECORATION: LINE-THROUGH",
        "color:red; text-decoration-line : line-through !important",
    ],
)
def test_a_style_of_its_own_strikes_an_element_through(style):
    assert opened(style=style).struck
    assert opened(f".x{{{style}}}", class_="x").struck


@pytest.mark.parametrize("style", ["text-decoration:none", "text-decoration:underline", "text-line-through:none", ""])
def test_other_lines_do_not(style):
    assert not opened(style=style).struck


@pytest.mark.parametrize("tag", ["s", "strike", "del"])
def test_a_tag_strikes_through(tag):
    assert opened(tag=tag).struck


@pytest.mark.parametrize(
    "selector",
    [
        "td",
        "*",
        ".x",
        "td.x",
        "td.x.y",
        "#c7",
        "td#c7.x",
        ".bang .x",
        "table td",
        "table.bang > td",
        "#ds td.x",
        "p, td.x",
        "TD.x",
    ],
)
def test_a_rule_is_for_what_its_selector_fits(selector):
    assert opened(selector + "{display:none}", around=[TABLE], id="c7", class_="x y").hidden


@pytest.mark.parametrize(
    "selector", ["th", ".z", "td.x.z", "#c8", ".x .bang", "tr td", ".x:hover", "td[hidden]", "tr + td", "td::before", "> td"]
)
def test_a_rule_is_for_nothing_else(selector):
    steps_inside_nothing = selector != "> td"
    assert opened(selector + "{display:none}", around=[TABLE], id="c7", class_="x y").hidden is not steps_inside_nothing


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("display : none", True), ("visibility:hidden", True), ("visibility: collapse", True), ("opacity:0", True), ("opacity: 0.0;", True),
        ("font-size:0", True), ("opacity:0.5", False), ("font-size:0.9em", False), ("display:block", False), ("font-size:10pt", False),
    ],
)  # fmt: skip
def test_what_hides(style, hidden):
    assert opened(style=style).hidden is hidden


@pytest.mark.parametrize(
    ("attrs", "hidden"),
    [
        ({"height": "0"}, True),
        ({"style": "height:0pt"}, True),
        ({"style": "height:0.5pt"}, False),
        ({"style": "line-height:0"}, False),
    ],
)
def test_a_row_without_height_is_hidden(attrs, hidden):
    assert PageStyles().open("tr", attrs, []).hidden is hidden
    assert not PageStyles().open("img", attrs, []).hidden


def test_what_is_inside_is_hidden_and_struck_through_as_well():
    around = [Element("tr", hidden=True, struck=True)]
    inside = opened(around=around)
    assert (inside.hidden, inside.struck) == (True, True)


def test_styles_for_paper_and_comments_are_left_out():
    sheet = "@media print { td { display: none } } /* td {display:none} */ <!-- .x {text-decoration: line-through} -->"
    element = opened(sheet, class_="x")
    assert (element.hidden, element.struck) == (False, True)


def test_no_more_rules_are_kept_than_are_looked_at():
    styles = PageStyles()
    styles.read(".x{display:none}" * 2000)
    styles.read(".y{display:none}" * 2000)
    assert len(styles._rules) == MOST_RULES


def test_a_sheet_that_was_made_to_be_slow_is_read_at_once():
    styles = PageStyles()
    styles.read(("a" * 2000 + "{" + "b" * 5000) * 14)
    styles.read("@media print{" * 30_000 + "}" * 30_000 + ".x{display:none}")
    assert not styles._rules


def test_rules_before_and_after_one_that_is_left_out_count():
    sheet = "@charset 'utf-8'; .a{display:none} @media (max-width:9px){.b{display:none} .c{color:red}} .d{display:none}"
    assert [opened(sheet, class_=name).hidden for name in "abcd"] == [True, False, False, True]
