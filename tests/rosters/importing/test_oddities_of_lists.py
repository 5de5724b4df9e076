"""What real lists do, one oddity each: read as a clerk reads it, or asked about, or refused with a reason."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook

from rosters.files.errors import UnreadableFile
from rosters.files.parsing import parse
from rosters.files.sheets import Details, Sheet
from rosters.importing.recognise.roster_reader import read_rows

HEAD = ["STT", "Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]
PEOPLE = [
    [1.0, "HS26501", "Nguyễn Ngọc Hằng", "05/09/2011", "Nữ", "10A1"],
    [2.0, "HS26502", "Trần Minh Quân", "21/11/2011", "Nam", "10A1"],
    [3.0, "HS26503", "Võ Thị Ngân", "12/03/2011", "Nữ", "10A1"],
    [4.0, "HS26504", "Lâm Quốc Thái", "30/07/2011", "Nam", "10A1"],
]


def read(*rows, name="DS", details=None, **answers):
    sheet = Sheet(name, [list(row) for row in rows], details=details or Details())
    return read_rows([sheet], answers={key.replace("__", ":"): value for key, value in answers.items()})


def listed(head=HEAD, people=PEOPLE, above=()):
    return [*above, head, *people]


def codes(roster):
    return [doubt.code for doubt in roster.doubts]


def names(roster):
    return [row.values.get("full_name") for row in roster.rows]


def without_class(people=PEOPLE):
    return [row[:5] for row in people]


class TestHeadings:
    @pytest.mark.parametrize(
        "head",
        [
            "N/T/N sinh",
            "NS",
            "Sinh ngày, tháng, năm",
            "Ngày.sinh",
            "Ngày/ tháng/ năm sinh",
            "Ngày sinh, nơi sinh",
            "NGÀY  SINH *",
        ],
    )
    def test_a_birth_date_is_called_many_things(self, head):
        roster = read(*listed([*HEAD[:3], head, *HEAD[4:]]))
        assert roster.rows[0].values["birth_date"] == dt.date(2011, 9, 5)

    @pytest.mark.parametrize(
        ("place", "head", "field"), [(4, "G.Tính", "sex"), (1, "Mã HS SMAS", "code"), (5, "Lớp chính khóa", "class_name")]
    )
    def test_other_headings_too(self, place, head, field):
        roster = read(*listed([*HEAD[:place], head, *HEAD[place + 1 :]]))
        assert field in roster.rows[0].values

    @pytest.mark.parametrize(("place", "field"), [(3, "birth_date"), (4, "sex"), (5, "class_name")])
    def test_a_heading_that_nobody_knows_is_asked_about_by_its_values(self, place, field):
        rows = listed([*HEAD[:place], "Cột lạ", *HEAD[place + 1 :]])
        roster = read(*rows)
        assert codes(roster) == [f"unread_column:{field}"]
        assert "“Cột lạ”" in roster.doubts[0].text
        read_on = read(*rows, **{f"unread_column__{field}": "read"})
        assert field in read_on.rows[0].values
        assert field not in read(*rows, **{f"unread_column__{field}": "skip"}).rows[0].values

    def test_years_under_two_heads_in_one_row_tell_the_sex(self):
        roster = read(
            ["Họ và tên", "Năm sinh Nam", "Năm sinh Nữ", "Lớp"],
            ["Lê An", "05/09/2010", "", "10A1"],
            ["Lê Ba", "", "06/09/2010", "10A1"],
        )
        assert [row.values["sex"] for row in roster.rows] == ["male", "female"]
        assert [row.values["birth_date"].day for row in roster.rows] == [5, 6]

    def test_two_columns_of_birth_dates_that_disagree_are_asked_about(self):
        rows = [[*row, "06/09/2011"] for row in PEOPLE]
        assert codes(read([*HEAD, "Ngày sinh (KS)"], *rows)) == ["two_birth_columns"]

    @pytest.mark.parametrize("below", [("Cũ", "Mới"), ("2025-2026", "2026-2027")])
    def test_two_columns_of_classes_under_one_head_are_asked_about(self, below):
        rows = [["STT", "Họ và tên", "Ngày sinh", "Lớp", ""], ["", "", "", *below]]
        rows += [
            [float(n), name, "05/09/2010", "9A1", "10A1"] for n, name in enumerate(("Lê Văn An", "Võ Thị Ba", "Ngô Tư"), 1)
        ]
        assert codes(read(*rows)) == ["two_class_columns"]
        assert read(*rows, two_class_columns="second").rows[0].values["class_name"] == "10A1"

    def test_a_column_of_identity_numbers_is_no_code(self):
        people = [[row[0], f"08921100000{n}", *row[2:]] for n, row in enumerate(PEOPLE)]
        assert codes(read(HEAD, *people)) == ["code_is_ordinal"]


class TestNamesInSeveralColumns:
    def test_the_whole_name_beside_the_given_name_may_be_without_it(self):
        roster = read(["Họ và tên", "Tên", "Lớp"], ["Nguyễn Ngọc Diễm", "Hằng", "10A1"], ["Trần Lê", "Quân", "10A1"])
        assert names(roster) == ["Nguyễn Ngọc Diễm Hằng", "Trần Lê Quân"]

    def test_or_end_with_it(self):
        roster = read(["Họ và tên", "Tên", "Lớp"], ["Nguyễn Ngọc Hằng", "Hằng", "10A1"], ["Trần Lê Quân", "Quân", "10A1"])
        assert names(roster) == ["Nguyễn Ngọc Hằng", "Trần Lê Quân"]

    def test_one_heading_may_stand_over_three_columns(self):
        roster = read(
            ["STT", "Họ và tên", "", "", "Lớp"], [1.0, "Lâm", "Quốc", "Thái", "10A1"], [2.0, "Võ", "Thị", "Ngân", "10A1"]
        )
        assert names(roster) == ["Lâm Quốc Thái", "Võ Thị Ngân"]


class TestSeveralLists:
    def test_nobody_above_a_second_head_with_more_columns_is_lost(self):
        rows = [["LỚP 10A1"], ["STT", "Họ và tên", "Ngày sinh"], [1.0, "Lê An", "05/09/2010"], [2.0, "Lê Ba", "06/09/2010"]]
        rows += [
            ["LỚP 10A2"],
            ["STT", "Mã HS", "Họ và tên", "Ngày sinh", "Giới tính"],
            [1.0, "H1", "Võ Tư", "07/09/2010", "Nam"],
        ]
        roster = read(*rows)
        assert names(roster) == ["Lê An", "Lê Ba", "Võ Tư"]
        assert [row.values["class_name"] for row in roster.rows] == ["10A1", "10A1", "10A2"]

    def test_a_list_in_which_each_person_is_a_column_is_refused(self):
        with pytest.raises(UnreadableFile, match="hàng ngang"):
            read(
                ["LỚP 10A1"],
                ["Họ và tên", "Lê An", "Võ Ba"],
                ["Ngày sinh", "05/09/2010", "06/09/2010"],
                ["Giới tính", "Nữ", "Nam"],
            )

    def test_a_sheet_under_unknown_heads_on_which_people_stand_is_asked_about(self):
        other = Sheet("10A2", [["Quý danh", "Sinh"], ["Lê Thị An", "x"], ["Võ Văn Ba", "x"]])
        roster = read_rows([Sheet("10A1", listed()), other])
        assert codes(roster) == ["skipped_sheets"]


class TestTitles:
    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("LỚP 10 A 2", "10A2"), ("Lớp 10/A3", "10A3"), ("Lớp 10.A4", "10A4"), ("LỚP 10A 1", "10A1"), ("DANH SÁCH LỚP 10A1", "10A1"),
            ("LỚP 6/2", "6/2"), ("LỚP 10P1", "10P1"), ("LỚP 10P", "10P"), ("Lớp 10 Toán 1", "10TOAN1"), ("LỚP 10 A", "10A"),
        ],
    )  # fmt: skip
    def test_a_class_is_read_however_it_is_spaced(self, title, name):
        roster = read([title], HEAD[:5], *without_class())
        assert {row.values["class_name"] for row in roster.rows} == {name}

    @pytest.mark.parametrize("title", ["LỚP 10 HK1", "LỚP 10 P12", "LỚP 10 Ở NỘI TRÚ", "LỚP 10 TC3"])
    def test_a_term_a_room_and_a_word_are_no_class(self, title):
        roster = read([title], HEAD[:5], *without_class())
        assert {row.values.get("class_name", "") for row in roster.rows} == {""}

    @pytest.mark.parametrize("titles", [["DANH SÁCH LỚP 10A1", "(Kèm theo danh sách lớp 10A2)"], ["TỪ LỚP 10A5 SANG LỚP 10A1"]])
    def test_titles_that_name_two_classes_are_asked_about(self, titles):
        roster = read(*([title] for title in titles), HEAD[:5], *without_class())
        assert "title_classes" in codes(roster)

    @pytest.mark.parametrize(
        "title",
        [
            "Lớp 10 chuyên Toán",
            "Tin 10",
            "Chi đoàn ấp Mỹ Khánh 1",
            "DANH SÁCH CẢM TÌNH ĐOÀN (CHƯA KẾT NẠP)",
            "Giáo viên bộ môn",
        ],
    )
    def test_those_under_a_title_that_names_no_class_are_asked_about(self, title):
        rows = [["LỚP 10A1"], HEAD[:5], *without_class(PEOPLE[:2]), [title], *without_class(PEOPLE[2:])]
        roster = read(*rows)
        assert codes(roster) == ["under_title"]
        assert roster.doubts[0].number == 2
        assert len(read(*rows, under_title="skip").rows) == 2

    @pytest.mark.parametrize("title", ["Tổ 2", "Trang 2", "2", "---", "Danh sách này có 4 học sinh", "Nhóm A"])
    def test_a_group_a_page_and_a_number_are_no_such_title(self, title):
        rows = [["LỚP 10A1"], HEAD[:5], *without_class(PEOPLE[:2]), [title], *without_class(PEOPLE[2:])]
        assert "under_title" not in codes(read(*rows))

    def test_what_stands_under_another_column_is_no_title(self):
        head = [*HEAD[:5], "Họ tên cha, mẹ"]
        rows = [["LỚP 10A1"], head, [*PEOPLE[0][:5], "Nguyễn Cha"], ["", "", "", "", "", "Trần Mẹ"], [*PEOPLE[1][:5], "Lê Cha"]]
        assert "under_title" not in codes(read(*rows))


class TestNobodyIsPassedOver:
    @pytest.mark.parametrize("name", ["Tổng Công Danh", "Bí Văn Thư", "Kỳ Tên Lửa"])
    def test_a_name_that_sounds_like_a_footer_is_asked_about(self, name):
        roster = read(["Họ và tên", "Lớp"], ["Lê Văn An", "10A1"], [name, ""], ["Lê Văn Ba", "10A1"])
        assert name in names(roster) or "passed_people" in codes(roster)

    def test_a_name_below_a_list_of_names_and_dates_is_asked_about(self):
        rows = [
            ["STT", "Họ và tên", "Ngày sinh", "Lớp"],
            [1.0, "Lê Văn An", "05/09/2010", "10A1"],
            [],
            ["", "Nguyễn Thị Lập", "", ""],
        ]
        assert codes(read(*rows)) in (["name_only"], [])
        assert names(read(*rows, name_only="skip")) == ["Lê Văn An"]

    @pytest.mark.parametrize(
        "title", ["DANH SÁCH HỌC SINH KHỐI 10", "DANH SÁCH HỌC KỲ 1", "DANH SÁCH ĐỢT 1", "DANH SÁCH THÁNG 11"]
    )
    def test_a_number_in_a_title_is_not_one_of_people(self, title):
        assert codes(read([title], HEAD, *PEOPLE)) == []

    def test_somebody_added_by_hand_below_the_list_is_asked_about(self):
        roster = read(*listed(), [], ["", "", "Phan Thị Mới", "", "", "10A1"])
        assert "Phan Thị Mới" in names(roster)
        assert codes(roster) == ["name_only"]

    def test_rows_of_another_separator_are_asked_about(self):
        rows = listed(people=[*PEOPLE[:2], ["3;HS3;Võ Thị Ngân;12/03/2011;Nữ;10A1"]])
        assert "passed_people" in codes(read(*rows))

    @pytest.mark.parametrize(
        "said",
        [
            "(Danh sách trên gồm có 07 (bảy) học sinh)",
            "Tổng: 7 HS",
            "Danh sách gồm: 7 học sinh",
            "DS này có 7 đoàn viên",
            "Danh sách lập có 07 đoàn viên.",
        ],
    )
    def test_the_number_that_a_list_says_is_held_against_it(self, said):
        assert codes(read(*listed(), [said])) == ["number_said"]
        right = said.replace("07", "04").replace("7", "4")
        assert codes(read(*listed(), [right])) == []

    @pytest.mark.parametrize(
        "numbering", [["A", "B", "C", "1", "2", "3=1+2"], ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(4)+(5)"]]
    )
    def test_a_row_that_numbers_the_columns_is_nobody(self, numbering):
        if "(6)" in numbering[-1]:
            numbering = [*numbering[:-1], "(6)"]
        roster = read(HEAD, numbering, *PEOPLE)
        assert len(roster.rows) == 4
        assert not any(row.issues for row in roster.rows)


class TestThoseWhoHaveLeft:
    @pytest.mark.parametrize(
        "remark",
        [
            "Đi nước ngoài", "Định cư Mỹ", "Xuất cảnh", "Rút học bạ 10/10", "Theo gia đình lên Bình Dương", "nghỉ từ 10/10", "Nghỉ 10/10/2026",
            "Không đi học", "Vắng luôn", "Lấy chồng", "Đi làm công ty", "Học nghề", "Sang trường nghề", "Chuyển GDTX", "Trốn học", "Tạm nghỉ",
            "Đình chỉ", "Không có mặt", "đã ct", "bị đuổi", "Tử vong", "mất liên lạc", "Đã lấy chồng, nghỉ",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("behind", [0, 3])
    def test_a_remark_says_so_also_without_a_head(self, remark, behind):
        head = [*HEAD, "Ghi chú"] if behind == 0 else HEAD
        rows = [[*row, *[""] * behind, ""] for row in PEOPLE]
        rows[1][-1] = remark
        assert codes(read(head, *rows)) == ["gone"]

    @pytest.mark.parametrize(
        "remark",
        [
            "Nghỉ học 2 buổi",
            "Đã nghỉ hè xong",
            "Đã tốt nghiệp THCS",
            "Chuyển lớp từ 10A3",
            "Lớp trưởng",
            "Học giỏi",
            "Con thương binh",
        ],
    )
    def test_other_remarks_say_nothing(self, remark):
        assert codes(read([*HEAD, "Ghi chú"], *([*row, remark] for row in PEOPLE))) == []

    @pytest.mark.parametrize(
        ("status", "asked"),
        [("TH", "gone"), ("BL", "gone"), ("Tạm nghỉ", "gone"), ("Zz9", "odd_status"), ("Đang học", ""), ("ĐH", "")],
    )
    def test_a_status_that_nobody_knows_is_asked_about(self, status, asked):
        rows = [[*row, "Đang học"] for row in PEOPLE]
        rows[2][-1] = status
        assert codes(read([*HEAD, "Trạng thái"], *rows)) == ([asked] if asked else [])


class TestNames:
    @pytest.mark.parametrize(
        "written",
        [
            "Võ Thị Ngân (nghỉ)", "Võ Thị Ngân [CT]", "Võ Thị Ngân - CT", "Võ Thị Ngân nghỉ", "Võ Thị Ngân bỏ học", "Cô Võ Thị Ngân", "Thầy Võ Văn Ngân",
            "Võ Thị Ngân Võ Thị Ngân", "Lê Thị Bảy và Lê Thị Sáu", "Trần Văn Song\nTrần Văn Toàn", "Саo Thành Đạt",
        ],
    )  # fmt: skip
    def test_what_is_no_single_pupils_name_holds_its_row_back(self, written):
        people = [*PEOPLE[:3], [4.0, "HS4", written, "30/07/2011", "Nữ", "10A1"]]
        assert read(HEAD, *people).rows[3].issues

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("LPHT. Võ Thị Ngân", "Võ Thị Ngân"), ("Võ Thị Ngân lớp phó", "Võ Thị Ngân"), ("Võ Thị Ngân GVCN", "Võ Thị Ngân"), ("Bé Võ Thị Ngân", "Võ Thị Ngân"),
            ("Ｖõ Thị Ngân", "Võ Thị Ngân"), ("Tăng Mỹ Duyên A", "Tăng Mỹ Duyên A"), ("Trần Thị Bé Ba", "Trần Thị Bé Ba"), ("Danh Cô Thầy", "Danh Cô Thầy"), ("Bé Lê Na", "Bé Lê Na"), ("Cô Văn Lý", "Cô Văn Lý"), ("Neàng Kim Sênh", "Neàng Kim Sênh"), ("nguyễn thị mới", "Nguyễn Thị Mới"),
        ],
    )  # fmt: skip
    def test_what_stands_beside_a_name_is_set_apart(self, written, name):
        roster = read(HEAD, *PEOPLE[:3], [4.0, "HS4", written, "30/07/2011", "Nữ", "10A1"])
        assert (names(roster)[3], roster.rows[3].issues, codes(roster)) == (name, [], [])

    def test_one_name_typed_for_an_old_font_among_others_is_asked_about(self):
        roster = read(HEAD, *PEOPLE[:3], [4.0, "HS4", "Voõ Thò Kim Ngaân", "30/07/2011", "Nữ", "10A1"])
        assert codes(roster) == ["old_font_names"]

    def test_nguyen_van_a_shows_how_to_fill_in_a_form(self):
        assert codes(read(HEAD, *PEOPLE, [5.0, "HS5", "Nguyễn Văn A", "30/07/2011", "Nam", "10A1"])) == ["one_word_names"]


def test_marks_under_both_sexes_are_refused():
    roster = read(["Họ và tên", "Nam", "Nữ", "Lớp"], ["Lê An", "x", "x", "10A1"], ["Lê Ba", "x", "", "10A1"])
    assert [issue.code for issue in roster.rows[0].issues] == ["sex_twice"]
    assert not roster.rows[1].issues


def test_twins_under_one_merged_birth_date_both_have_it():
    rows = [list(row) for row in listed()]
    rows[2][3] = ""
    sheet = Sheet("DS", rows, merged=[((1, 3), (2, 3))])
    assert [row.values["birth_date"] for row in read_rows([sheet]).rows[:2]] == [dt.date(2011, 9, 5)] * 2


@pytest.mark.parametrize(
    ("form", "born"),
    [("mm/yyyy", None), ("yyyy", None), ("dd/mm/yyyy", dt.date(2011, 9, 5)), ("d\\-m\\-yyyy", dt.date(2011, 9, 5))],
)
def test_a_day_that_the_list_does_not_show_was_typed_by_nobody(form, born):
    book = Workbook()
    book.active.append(["Họ và tên", "Ngày sinh", "Lớp"])
    book.active.append(["Lê Văn An", dt.date(2011, 9, 5), "10A1"])
    book.active["B2"].number_format = form
    out = io.BytesIO()
    book.save(out)
    roster = read_rows(parse("ds.xlsx", out.getvalue()))
    assert roster.rows[0].values.get("birth_date") == born
    assert bool(roster.notes) is (born is None)
