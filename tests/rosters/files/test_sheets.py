"""A sheet hides nothing until its file says so."""

from rosters.files.sheets import PLAIN, Details, Sheet


def test_a_sheet_of_cells_alone_is_plain():
    assert Sheet("DS", [["a"]]).details == PLAIN == Details()


def test_whatever_a_file_tells_makes_it_less_than_plain():
    for told in ({"unseen": frozenset({(1, 0)})}, {"padded": {(1, 0): ("HS", 4)}}, {"comments": {1: "nghỉ"}}):
        assert Details(**told) != PLAIN
