"""Lists without a header."""

import pytest

from rosters.files.sheets import Sheet
from rosters.importing.recognise.headless import is_persons_name, lists_people, table_without_header


def table(*rows, name=""):
    return table_without_header(Sheet(name, [list(row) for row in rows]))


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Hoa", "TRẦN VĂN NAM", "Chau Rươl", "Néang Sóc Kha", "Mohamad Amin", "Hồ Hòa Thuận", "Danh Thị Sà Phone"],
)
def test_a_persons_name_begins_with_a_family_name(name):
    assert is_persons_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "Họ và tên",
        "Mã học sinh",
        "Danh sách lớp",
        "Quý danh",
        "Nguyễn",
        "10A1",
        "",
        "Ngày sinh",
        "Trường THPT Óc Eo",
        "Nguyễn 2",
    ],
)
def test_a_header_is_no_persons_name(text):
    assert not is_persons_name(text)


def test_names_alone_are_a_list():
    found = table(["Nguyễn Thị Hoa"], ["Trần Quốc Khang"], ["Lê Hoàng Uyên"])
    assert (found.header_row, found.first_row, found.columns) == (-1, 0, {"full_name": 0})


def test_columns_are_told_by_their_values():
    found = table(
        [1.0, "TS26001", "Nguyễn Thị Hoa", "05/09/2010", "Nữ", "10A1", "Kinh"],
        [2.0, "TS26002", "Trần Quốc Khang", "21/11/2010", "Nam", "10A2", "Khmer"],
        [3.0, "TS26003", "Lê Hoàng Uyên", "12/02/2011", "Nữ", "10A1", "Kinh"],
    )
    assert found.columns == {"ordinal": 0, "code": 1, "full_name": 2, "birth_date": 3, "sex": 4, "class_name": 5}


def test_a_title_above_may_name_the_class():
    found = table(["DANH SÁCH LỚP 10A1"], [], ["Nguyễn Thị Hoa"], ["Trần Quốc Khang"])
    assert (found.first_row, found.class_hint.title, found.titles) == (2, "10A1", ["DANH SÁCH LỚP 10A1"])


@pytest.mark.parametrize(
    "rows",
    [
        [], [[""], [None]], [["Số", "Quý danh"], [1.0, "Lê Văn Tám"]], [["Táo"], ["Cam"]], [["Mục lục"], ["Phần 1"]],
        [["a"]] * 7 + [["Nguyễn Thị Hoa"]],
    ],
)  # fmt: skip
def test_where_no_column_holds_names_there_is_no_list(rows):
    assert table(*rows) is None


class TestPeopleUnderHeadsThatAreNotKnown:
    def test_families_that_are_not_known_are_people_beside_a_birth_date(self):
        rows = [["Tên em", "Ngày", "Ấp"], ["Ro Zaly", "05/09/2010", "Vĩnh Hòa"], ["Kol Nimol", "21/11/2010", "Ô Lâm"]]
        assert lists_people(Sheet("Phụ lục", rows))

    def test_a_plan_of_days_lists_nobody(self):
        rows = [["Việc", "Ngày"], ["họp phụ huynh", "05/09/2026"], ["nộp báo cáo", "21/11/2026"]]
        assert not lists_people(Sheet("Kế hoạch", rows))
