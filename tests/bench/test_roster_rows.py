"""The fictional rosters that imports are timed with."""

from collections import Counter

import pytest
from openpyxl import load_workbook

from bench.roster_rows import CLASSES_A_SCHOOL, HEADERS, roster_rows, write_roster

CODE, NAME, BIRTH, SCHOOL, CLASS = 1, 3, 4, 6, 7


def test_the_same_seed_gives_the_same_people():
    assert list(roster_rows(50, 2)) == list(roster_rows(50, 2))
    assert list(roster_rows(50, 2)) != list(roster_rows(50, 2, seed=2))


def test_every_row_has_a_cell_under_each_head_and_a_code_of_its_own():
    rows = list(roster_rows(200, 2))
    assert {len(row) for row in rows} == {len(HEADERS)}
    assert len({row[CODE] for row in rows}) == 200


@pytest.mark.parametrize("schools", [1, 3])
def test_people_are_spread_evenly_over_the_classes_of_all_schools(schools):
    rows = list(roster_rows(schools * CLASSES_A_SCHOOL * 4, schools))
    sizes = Counter((row[SCHOOL], row[CLASS]) for row in rows)
    assert len(sizes) == schools * CLASSES_A_SCHOOL
    assert set(sizes.values()) == {4}


def test_a_share_of_them_is_a_year_older_and_otherwise_the_same():
    before, after = list(roster_rows(1_000, 2)), list(roster_rows(1_000, 2, changed=0.1))
    differ = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert 60 < len(differ) < 140
    for old, new in differ:
        assert int(old[BIRTH][-4:]) - int(new[BIRTH][-4:]) == 1
        assert [*old[:BIRTH], *old[BIRTH + 1 :]] == [*new[:BIRTH], *new[BIRTH + 1 :]]


def test_the_workbook_is_one_that_a_school_system_would_write(tmp_path):
    path = tmp_path / "danh-sach.xlsx"
    write_roster(str(path), 30, 1)
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert list(rows[0]) == HEADERS
    assert len(rows) == 31
    assert rows[1][NAME] == next(roster_rows(30, 1))[NAME]
