"""What the tables of one file fill together."""

from rosters.importing.recognise.doubts import Doubts
from rosters.importing.recognise.file_reading import FileReading
from rosters.importing.recognise.rows import ReadRoster, RosterRow


def test_rows_are_flagged_by_the_code_of_their_doubt_in_their_order():
    file = FileReading(ReadRoster([], [], [], []), Doubts({}))
    first, second = RosterRow("DS", 2, {}), RosterRow("DS", 3, {})
    file.flag("gone", first, "nghỉ học")
    file.flag("gone", second)
    assert file.flagged == {"gone": [(first, "nghỉ học"), (second, "")]}


def test_a_file_is_one_list_until_more_are_found():
    assert FileReading(ReadRoster([], [], [], []), Doubts({})).tables == 1
