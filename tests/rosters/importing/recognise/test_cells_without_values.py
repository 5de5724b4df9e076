"""Cells of people whose values the file does not give: formulas never calculated, and errors of Excel."""

import pytest

from rosters.files.sheets import Details
from tests.rosters.importing.recognise.test_table_reader import AN, BA, HEAD, read


class TestCellsWithoutTheirValues:
    def test_a_person_whose_cells_are_all_uncomputed_is_told_and_does_not_vanish(self):
        blank = [3.0, "", "", "", "", ""]
        roster = read(HEAD, AN, BA, blank, details=Details(uncomputed=frozenset({(3, 1), (3, 2)})))
        assert len(roster.rows) == 3
        assert {issue.code for issue in roster.rows[2].issues} == {"formula_no_value"}

    @pytest.mark.parametrize("place", [1, 2, 3])
    def test_an_error_of_excel_is_no_empty_cell(self, place):
        row = [*BA[:place], "#N/A", *BA[place + 1 :]]
        roster = read(HEAD, AN, row)
        assert [issue.code for issue in roster.rows[1].issues] == ["cell_error"]

    def test_an_error_where_nothing_is_kept_holds_nobody_back(self):
        roster = read(HEAD, AN, ["#REF!", *BA[1:]])
        assert roster.rows[1].issues == []
