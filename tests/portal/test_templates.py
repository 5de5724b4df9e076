"""How templates are written: short lines, one sentence one message, no table by hand."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [
    path for app in ("lessons", "participation", "quizzes", "rosters", "site") for path in (ROOT / app).rglob("*.html")
]
LONGEST = 120
# A table whose cells are not a record's, and the public table, which has a caption and headings of rows.
TABLES_BY_HAND = {"excerpt.html", "table.html"}


def test_templates_are_found():
    assert len(TEMPLATES) > 80


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_can_be_read(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if len(line) > LONGEST] == []


def test_a_message_over_several_lines_is_trimmed_so_that_it_is_found_in_the_catalogue():
    wrong = [
        (path.name, block)
        for path in TEMPLATES
        for block in re.findall(
            r"{% blocktranslate(?! trimmed)[^%]*%}[^{]*\n.*?{% endblocktranslate", path.read_text(encoding="utf-8")
        )
    ]
    assert wrong == []


def test_lists_are_written_with_the_table_component():
    by_hand = {path.name for path in TEMPLATES if "<table" in path.read_text(encoding="utf-8")}
    assert by_hand <= TABLES_BY_HAND


def test_nothing_is_styled_in_a_template():
    # A content security policy forbids it on public pages; certificates and errors of the server say so themselves.
    styled = {path.name for path in TEMPLATES if re.search(r'\sstyle="', path.read_text(encoding="utf-8"))}
    assert styled == set()
