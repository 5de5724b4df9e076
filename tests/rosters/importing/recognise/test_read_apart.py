"""Lists are read in a process that knows neither settings nor the database: everything that reading needs is there, too."""

import pytest

from rosters.files.isolated import apart
from rosters.importing.run.drafting import READ_FILE
from tests.rosters.importing.rosters_on_file import workbook

pytestmark = pytest.mark.apart

TEXT = (
    "TRƯỜNG THPT THOẠI NGỌC HẦU\nDANH SÁCH LỚP 10A1\n"
    "STT,Mã HS,Họ và tên,Ngày sinh,Giới tính,Số định danh,Ghi chú\n"
    "1,T1,Lê Văn An,05/09/2010,Nam,089210001234,\n2,T2,Lê Thị Ba,31/02/2010,Nữ,,Đã chuyển trường\n3,T3,Ba,2010,Nữ,x,\n"
    "Danh sách này có 4 học sinh\n"
)


def test_a_list_with_mistakes_and_questions_comes_back_whole():
    roster = apart(READ_FILE, "ds.csv", TEXT.encode(), {}, None, {"gone": "take"})
    assert [row.values.get("full_name") for row in roster.rows] == ["Lê Văn An", "Lê Thị Ba", "Ba"]
    assert [issue.code for issue in roster.rows[1].issues] == ["date_impossible"]
    assert {doubt.code for doubt in roster.doubts} >= {"gone", "one_word_names", "number_said"}


def test_so_does_a_workbook():
    roster = apart(READ_FILE, "ds.xlsx", workbook(["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"]), {}, None, None)
    assert [row.values["full_name"] for row in roster.rows] == ["Lê Văn Tám"]
