"""What the columns below a header tell as a whole, and how they are put right before a row is read."""

import datetime as dt

import pytest

from rosters.files.sheets import Details, Sheet
from rosters.importing.recognise.columns import Table
from rosters.importing.recognise.doubts import Doubts
from rosters.importing.recognise.file_reading import FileReading
from rosters.importing.recognise.roster_reader import read_rows
from rosters.importing.recognise.rows import ReadRoster
from rosters.importing.recognise.whole_columns import WholeColumns, cell_at

HEADS = {"full_name": "Họ và tên", "birth_date": "Ngày sinh", "sex": "Giới tính", "class_name": "Lớp"}


def settled(rows, columns=("full_name", "class_name"), merged=(), answers=None, details=None, hidden=None):
    """The columns of `rows` below a header, settled, and the codes of what was asked."""
    places = {name: place for place, name in enumerate(columns)}
    headers = {place: HEADS.get(name, name) for name, place in places.items()}
    sheet = Sheet("DS", [list(columns), *map(list, rows)], list(merged), details or Details())
    file = FileReading(ReadRoster([], [], [], []), Doubts(answers or {}))
    whole = WholeColumns(sheet, Table(0, 1, places, headers, hidden=hidden or {}), file)
    whole.settle()
    return whole, [doubt.code for doubt in file.doubts.asked]


def classes(whole):
    return [cell_at(row, whole.table.columns["class_name"]) for row in whole.sheet.rows[1:]]


NAMES = ["Lê Văn An", "Lê Thị Ba", "Lê Văn Tư", "Lê Thị Năm"]


def test_a_class_in_merged_cells_is_every_rows_below_it_and_nothing_is_asked():
    rows = [[NAMES[0], "10A1"], [NAMES[1], ""], [NAMES[2], ""], [NAMES[3], "10A2"]]
    whole, asked = settled(rows, merged=[((1, 1), (3, 1))])
    assert (classes(whole), asked) == (["10A1", "10A1", "10A1", "10A2"], [])


def test_cells_merged_over_another_column_fill_no_class():
    rows = [[NAMES[0], "10A1"], [NAMES[1], ""]]
    whole, _asked = settled(rows, merged=[((1, 0), (2, 0))])
    assert classes(whole) == ["10A1", ""]


@pytest.mark.parametrize(("answer", "last"), [("", "10A1"), ("fill", "10A1"), ("stop", "nt")])
def test_a_ditto_mark_is_asked_about(answer, last):
    rows = [[NAMES[0], "10A1"], [NAMES[1], "nt"]]
    whole, asked = settled(rows, answers={"class_as_above": answer})
    assert (classes(whole)[1], asked) == (last, ["class_as_above"])


def test_a_class_written_once_for_its_group_reaches_rows_that_end_before_it():
    rows = [[NAMES[0], "10A1"], [NAMES[1]], [NAMES[2], "10A2"], [NAMES[3]]]
    whole, asked = settled(rows)
    assert (classes(whole), asked) == (["10A1", "10A1", "10A2", "10A2"], ["class_once"])


def test_three_rows_are_too_few_to_tell_a_group():
    whole, asked = settled([[NAMES[0], "10A1"], [NAMES[1], ""], [NAMES[2], ""]])
    assert (classes(whole), asked) == (["10A1", "", ""], [])


@pytest.mark.parametrize(("answer", "used"), [("skip", False), ("take", True), ("", False)])
def test_a_hidden_column_is_used_only_when_asked_for(answer, used):
    whole, asked = settled([NAMES[:2]], ("full_name", "code"), answers={"hidden_columns": answer}, hidden={"phone": 1})
    assert ("phone" in whole.table.columns) is used
    assert asked == ["hidden_columns"]


@pytest.mark.parametrize(
    ("sexes", "first_choice"),
    [(["0", "1", "0", "1"], {"0": "male", "1": "female", "2": "male"}), (["1", "0", "1", "0"], {"0": "female", "1": "male", "2": "female"})],
)  # fmt: skip
def test_the_names_propose_what_sexes_in_numbers_mean(sexes, first_choice):
    whole, asked = settled(list(zip(NAMES, sexes, strict=True)), ("full_name", "sex"))
    assert (whole.sex_of_code, asked) == (first_choice, ["sex_codes"])


def test_sexes_in_words_are_no_question():
    whole, asked = settled([[NAMES[0], "Nam"], [NAMES[1], "Nữ"]], ("full_name", "sex"))
    assert (whole.sex_of_code, asked) == ({}, [])


def test_dates_of_which_some_can_only_have_the_month_first_are_all_read_so():
    whole, _asked = settled([[NAMES[0], "09/25/2010"], [NAMES[1], "10/28/2010"]], ("full_name", "birth_date"))
    assert whole.are_american
    assert any("tháng/ngày/năm" in note for note in whole.roster.notes)


def test_plain_dates_are_left_alone():
    whole, asked = settled([[NAMES[0], dt.datetime(2010, 9, 25)], [NAMES[1], "05/09/2010"]], ("full_name", "birth_date"))
    assert (whole.are_american, whole.half_swapped, asked) == (False, False, [])


def test_behind_the_end_of_a_row_there_is_nothing():
    assert (cell_at(["a"], 0), cell_at(["a"], 1), cell_at([], 0)) == ("a", None, None)


GIVEN = ("An", "Bình", "Chí", "Danh", "Giang", "Hải", "Khoa", "Lâm", "Minh", "Nam")


class TestFewOfAnotherClass:
    """A row or two of another class in a list whose title or sheet names one."""

    HEAD = ("Mã HS", "Họ và tên", "Lớp")

    def roster(self, *classes, name="10A1", **answers):
        rows = [[f"T{n}", f"Lê Văn {GIVEN[n]}", each] for n, each in enumerate(classes)]
        return read_rows([Sheet(name, [self.HEAD, *rows])], answers=answers)

    def test_are_asked_about(self):
        roster = self.roster(*["10A1"] * 8, "10A2")
        [doubt] = [each for each in roster.doubts if each.code == "few_of_another_class"]
        assert "10A2 (1 dòng)" in doubt.text
        assert not doubt.is_settled

    def test_are_taken_with_an_answer(self):
        roster = self.roster(*["10A1"] * 8, "10A2", few_of_another_class="column")
        assert roster.rows[-1].values["class_name"] == "10A2"
        assert all(each.is_settled for each in roster.doubts)

    @pytest.mark.parametrize(
        ("classes", "name"),
        [(["10A1"] * 3 + ["10A2"] * 3, "10A1"), (["10A1"] * 8 + ["10A2"], "Khối 10"), (["10A1"] * 9, "10A1")],
    )
    def test_a_list_of_several_classes_is_no_slip(self, classes, name):
        assert "few_of_another_class" not in [each.code for each in self.roster(*classes, name=name).doubts]


class TestNamesAsAWhole:
    def asked(self, *names, **answers):
        rows = [[f"T{n}", name] for n, name in enumerate(names, 11)]
        return {each.code for each in read_rows([Sheet("10A1", [("Mã HS", "Họ và tên"), *rows])], answers=answers).doubts}

    def test_a_sex_behind_every_name_is_asked_about(self):
        assert "sex_behind_names" in self.asked("Lê Thị Hoa Nữ", "Trần Văn Bình Nam", "Phan Thị Lan Nữ")

    def test_some_are_called_nam(self):
        assert self.asked("Lê Hoài Nam", "Trần Văn Bình", "Phan Thị Lan", "Võ Phương Nam") == set()

    def test_names_before_families_are_asked_about(self):
        assert "names_reversed" in self.asked("Hoa Lê Thị", "Bình Trần Văn", "Lan Phan Thị")

    def test_a_family_name_in_the_middle_is_ordinary(self):
        assert self.asked("Trần Lê Hoa", "Nguyễn Trần Bình", "Lê Hoàng Lan", "Chau Kim Sơn") == set()


class TestNumbersThatAreNoCodes:
    def fields(self, head, *values):
        names = ("Lê Văn An", "Trần Thị Bình", "Phan Văn Chí")
        rows = [[f"T{n}", value, name] for n, (value, name) in enumerate(zip(values, names, strict=False), 11)]
        return read_rows([Sheet("10A1", [("Mã HS", head, "Họ và tên"), *rows])])

    def test_identity_numbers_under_ma_dinh_danh_are_never_kept_as_a_code(self):
        """What most people call so is the number of the card; the ministry's own code is another."""
        roster = self.fields("Mã định danh", "089311000001", "089211000002", "089311000003")
        assert [row.values.get("ministry_code") for row in roster.rows] == [None, None, None]
        assert [row.values["identity_number"] for row in roster.rows] == ["089311000001", "089211000002", "089311000003"]

    def test_the_ministrys_codes_are(self):
        roster = self.fields("Mã định danh", "8912000001", "8912000002", "8912000003")
        assert [row.values["ministry_code"] for row in roster.rows] == ["8912000001", "8912000002", "8912000003"]

    @pytest.mark.parametrize("number", ["HS4898900000001", "TE1898900000001"])
    def test_numbers_of_insurance_cards_are_no_codes_to_log_in_with(self, number):
        rows = [[number[:-1] + str(n), name] for n, name in enumerate(("Lê Văn An", "Trần Thị Bình"))]
        roster = read_rows([Sheet("10A1", [("Mã", "Họ và tên"), *rows])])
        assert [each.code for each in roster.doubts] == ["code_is_ordinal"]
        assert "bảo hiểm y tế" in roster.doubts[0].text

    def test_mail_addresses_are_no_codes(self):
        rows = [[f"hs{n}@truong.edu.vn", name] for n, name in enumerate(("Lê Văn An", "Trần Thị Bình"))]
        roster = read_rows([Sheet("10A1", [("Tên đăng nhập", "Họ và tên"), *rows])])
        assert [row.values.get("code") for row in roster.rows] == [None, None]
        assert not any(row.issues for row in roster.rows)
