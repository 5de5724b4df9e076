"""What the cells of a row, and a column as a whole, say of people; and what is asked about them."""

import datetime as dt

import pytest

from rosters.files.sheets import Details, Sheet
from rosters.importing.recognise.doubts import STOP
from rosters.importing.recognise.roster_reader import read_rows

HEAD = ["STT", "Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]
AN = [1.0, "T1", "Lê Văn An", "05/09/2010", "Nam", "10A1"]
BA = [2.0, "T2", "Lê Thị Ba", "21/11/2010", "Nữ", "10A1"]
TU = [3.0, "T3", "Lê Văn Tư", "12/02/2011", "Nam", "10A2"]


def read(*rows, name="DS", details=None, merged=(), **answers):
    sheet = Sheet(name, [list(row) for row in rows], list(merged), details or Details())
    return read_rows([sheet], answers=answers)


def asked(roster):
    return {doubt.code: doubt for doubt in roster.doubts}


def values(roster, name):
    return [row.values.get(name) for row in roster.rows]


class TestHidden:
    @pytest.mark.parametrize(
        ("answers", "codes"),
        [({}, ["T1", "T3"]), ({"hidden_rows": "skip"}, ["T1", "T3"]), ({"hidden_rows": "take"}, ["T1", "T2", "T3"])],
    )
    def test_rows_that_nobody_sees_are_taken_only_when_the_organizer_says_so(self, answers, codes):
        roster = read(HEAD, AN, BA, TU, details=Details(hidden_rows=frozenset({2})), **answers)
        assert values(roster, "code") == codes
        assert (asked(roster)["hidden_rows"].rows, roster.hidden) == ([("DS", 3)], ["1 dòng ẩn"])

    def test_rows_that_are_struck_through_are_asked_about(self):
        roster = read(HEAD, AN, BA, details=Details(struck=frozenset({1})))
        assert (values(roster, "code"), asked(roster)["struck_rows"].number) == (["T2"], 1)

    def test_a_hidden_column_gives_way_to_one_that_is_seen(self):
        old = [[*row, "12C9"] if n else [*row, "Lớp"] for n, row in enumerate((HEAD, AN, BA))]
        swapped = [[*row[:5], row[6], row[5]] for row in old]
        roster = read(*swapped, details=Details(hidden_columns=frozenset({5})))
        assert values(roster, "class_name") == ["10A1", "10A1"]
        assert asked(roster) == {}

    @pytest.mark.parametrize(("answer", "codes"), [("skip", [None, None]), ("take", ["T1", "T2"])])
    def test_a_hidden_column_that_alone_says_something_is_asked_about(self, answer, codes):
        roster = read(HEAD, AN, BA, details=Details(hidden_columns=frozenset({1})), hidden_columns=answer)
        assert values(roster, "code") == codes
        assert asked(roster)["hidden_columns"].text == "Cột “Mã HS” đang bị ẩn trong tệp."

    def test_a_hidden_sheet_is_asked_about_with_its_name(self):
        sheets = [Sheet("DS", [HEAD, AN]), Sheet("Năm cũ", [HEAD, BA], details=Details(hidden=True))]
        roster = read_rows(sheets)
        assert values(roster, "code") == ["T1"]
        assert "Năm cũ" in asked(roster)["hidden_sheets"].text
        assert values(read_rows(sheets, answers={"hidden_sheets": "take"}), "code") == ["T1", "T2"]

    def test_a_formula_that_was_never_computed_refuses_its_row(self):
        roster = read(
            HEAD, [1.0, "", "Lê Văn An", "", "Nam", "10A1"], details=Details(uncomputed=frozenset({(1, 1), (1, 3), (1, 0)}))
        )
        assert [(issue.code, issue.place) for issue in roster.rows[0].issues] == [
            ("formula_no_value", 1),
            ("formula_no_value", 3),
        ]


class TestClasses:
    def test_titles_of_several_cells_begin_a_class(self):
        head = HEAD[:5]
        roster = read(["Lớp 10A1", "", "GVCN: Trần Thị Lan"], head, AN[:5], [], ["Lớp 10A2", "", "GVCN: Lê Lan"], head, TU[:5])
        assert values(roster, "class_name") == ["10A1", "10A2"]

    def test_a_bare_class_between_people_begins_it(self):
        roster = read(["10A1"], HEAD[:5], AN[:5], ["10A2"], TU[:5])
        assert values(roster, "class_name") == ["10A1", "10A2"]

    @pytest.mark.parametrize(("answer", "name"), [("", "10A2"), ("sheet", "10A2"), ("title", "10A1")])
    def test_a_title_that_is_not_the_sheets_name_is_asked_about(self, answer, name):
        roster = read(["DANH SÁCH LỚP 10A1"], HEAD[:5], AN[:5], name="10A2", class_conflict=answer)
        assert values(roster, "class_name") == [name]
        assert "trang tính “10A2” có tiêu đề lớp 10A1" in asked(roster)["class_conflict"].text

    def test_where_a_column_names_the_class_titles_and_sheets_ask_nothing(self):
        assert asked(read(["DANH SÁCH LỚP 10A2"], HEAD, TU, name="10A3")) == {}

    def test_the_grade_and_the_class_make_the_class(self):
        head = ["Họ và tên", "Khối", "Tên lớp"]
        roster = read(head, ["Lê An", "10", "A1"], ["Lê Ba", 11.0, "A2"], ["Lê Tư", "Khối 12", "12A3"], ["Lê Sáu", "", "10A4"])
        assert values(roster, "class_name") == ["10A1", "11A2", "12A3", "10A4"]

    @pytest.mark.parametrize("answer", ["", "fill"])
    def test_a_class_that_is_written_once_for_its_group_is_asked_about(self, answer):
        rows = [["Lớp", "Họ và tên"], ["10A1", "Lê An"], ["", "Lê Ba"], ["10A2", "Lê Tư"], ["", "Lê Sáu"], [None, "Lê Bảy"]]
        roster = read(*rows, class_once=answer)
        assert values(roster, "class_name") == ["10A1", "10A1", "10A2", "10A2", "10A2"]
        assert asked(roster)["class_once"].is_settled is bool(answer)

    def test_one_class_that_was_forgotten_is_told_and_not_filled(self):
        rows = [["Lớp", "Họ và tên"], ["10A1", "Lê An"], ["10A1", "Lê Ba"], ["", "Lê Tư"], ["10A1", "Lê Sáu"]]
        assert values(read(*rows), "class_name") == ["10A1", "10A1", None, "10A1"]

    @pytest.mark.parametrize(
        "cell", [dt.datetime(2026, 1, 10), dt.date(2026, 1, 10), "10-Jan", "2026-01-10 00:00:00", "10/1/2026"]
    )
    def test_a_class_that_became_a_date_is_refused(self, cell):
        [row] = read(["Họ và tên", "Lớp"], ["Lê An", cell]).rows
        assert [issue.code for issue in row.issues] == ["unit_date"]


class TestPeople:
    @pytest.mark.parametrize("header", ["Ghi chú", "Trạng thái"])
    @pytest.mark.parametrize(("answer", "people"), [("", 2), ("skip", 2), ("take", 3)])
    def test_who_has_left_is_asked_about(self, header, answer, people):
        rows = [[*row, remark] for row, remark in ((AN, ""), (BA, "Đã chuyển trường"), (TU, "Đang học"))]
        roster = read([*HEAD, header], *rows, gone=answer)
        assert len(roster.rows) == people
        assert (asked(roster)["gone"].rows, "“Đã chuyển trường”" in asked(roster)["gone"].text) == ([("DS", 3)], True)

    def test_remarks_are_read_and_never_kept(self):
        roster = read([*HEAD, "Ghi chú"], [*AN, "Bệnh tim"])
        assert "Bệnh tim" not in str(roster)

    def test_who_is_no_pupil_in_another_system_is_passed_over_and_told(self):
        roster = read([*HEAD, "Vai trò"], [*AN, "learner"], [*BA, "coach"])
        assert (values(roster, "code"), roster.passed_over[0][1]) == (["T1"], 3)

    @pytest.mark.parametrize(("answer", "codes"), [("take", ["T1", "T2"]), ("skip", ["T1"])])
    def test_an_office_may_be_that_of_a_member_and_is_asked_about(self, answer, codes):
        roster = read([*HEAD, "Chức vụ"], [*AN, "Bí thư"], [*BA, "Giáo viên"], staff_roles=answer)
        assert (values(roster, "code"), asked(roster)["staff_roles"].rows) == (codes, [("DS", 3)])

    def test_a_sheet_of_teachers_is_asked_about(self):
        roster = read_rows([Sheet("10A1", [HEAD, AN]), Sheet("GVCN", [HEAD, BA])])
        assert (values(roster, "code"), asked(roster)["not_pupils"].rows) == (["T1"], [("GVCN", 2)])

    def test_signers_below_a_list_of_names_are_asked_about(self):
        roster = read(
            ["Họ và tên", "Ghi chú"], ["Lê An", "Bí thư"], ["Lê Ba", ""], ["Người lập danh sách", ""], ["Nguyễn Thị Lập", ""]
        )
        assert values(roster, "full_name") == ["Lê An", "Lê Ba"]
        assert asked(roster)["after_footer"].rows == [("DS", 5)]

    def test_people_below_a_sum_who_have_codes_and_dates_are_people(self):
        roster = read(HEAD, AN, ["", "", "Tổng cộng: 1", "", "", ""], [1.0, "T9", "Lê Sáu", "01/01/2011", "Nam", "10A2"])
        assert values(roster, "code") == ["T1", "T9"]
        assert "after_footer" not in asked(roster)

    @pytest.mark.parametrize("answer", ["", "take"])
    def test_a_name_of_one_word_is_possible_with_an_answer(self, answer):
        roster = read(HEAD, [1.0, "T1", "Aminah", "05/09/2010", "Nữ", "10A1"], one_word_names=answer)
        assert (values(roster, "full_name"), roster.rows[0].issues) == (["Aminah"], [])
        assert asked(roster)["one_word_names"].is_settled is bool(answer)

    def test_numbered_columns_and_a_head_that_comes_again_are_no_people(self):
        roster = read(HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], AN, HEAD, BA)
        assert values(roster, "code") == ["T1", "T2"]

    def test_a_second_head_with_other_columns_reads_those_below_it(self):
        other = ["Lớp", "Họ và tên", "Giới tính", "Mã HS"]
        roster = read(HEAD, AN, ["Trang 2"], other, ["10A2", "Lê Thị Ba", "Nữ", "T2"])
        assert values(roster, "code") == ["T1", "T2"]
        assert values(roster, "class_name") == ["10A1", "10A2"]
        assert values(roster, "sex") == ["male", "female"]

    def test_parents_under_a_head_of_two_levels_are_nobody(self):
        top = ["STT", "Họ và tên", "Ngày sinh", "Cha", "", "Mẹ", ""]
        under = ["", "", "", "Họ tên", "Năm sinh", "Họ tên", "Năm sinh"]
        roster = read(top, under, [1.0, "Lê An", "05/09/2010", "Lê Cha", 1980.0, "Trần Mẹ", 1982.0])
        assert (values(roster, "full_name"), values(roster, "birth_date")) == (["Lê An"], [dt.date(2010, 9, 5)])

    def test_a_middle_name_has_a_column_of_its_own(self):
        roster = read(["Họ", "Tên đệm", "Tên"], ["Nguyễn", "Thị Hoa", "Đào"], ["Chau", "", "Kha"])
        assert values(roster, "full_name") == ["Nguyễn Thị Hoa Đào", "Chau Kha"]

    def test_columns_in_two_languages_are_known(self):
        roster = read(
            ["No. / STT", "Họ và tên / Full name", "Ngày sinh\nDate of birth", "Giới tính - Sex", "Lớp Class"], AN[:1] + AN[2:]
        )
        assert roster.rows[0].values.keys() >= {"full_name", "birth_date", "sex", "class_name"}


class TestDates:
    def test_births_stand_under_the_sexes(self):
        rows = [
            ["STT", "Họ và tên", "Năm sinh", "", "Lớp"],
            ["", "", "Nam", "Nữ", ""],
            [1.0, "Lê An", "05/09/2010", "", "10A1"],
            [2.0, "Lê Ba", "", 2011.0, "10A1"],
        ]
        roster = read(*rows, merged=[((0, 2), (0, 3))])
        assert values(roster, "sex") == ["male", "female"]
        assert values(roster, "birth_date") == [dt.date(2010, 9, 5), None]

    def test_so_they_do_under_a_head_of_one_line(self):
        roster = read(["Họ và tên", "Nam", "Nữ"], ["Lê An", "05/09/2010", ""], ["Lê Ba", "", "06/09/2010"])
        assert values(roster, "sex") == ["male", "female"]
        assert values(roster, "birth_date") == [dt.date(2010, 9, 5), dt.date(2010, 9, 6)]

    def test_a_birth_under_both_sexes_is_told(self):
        rows = [["Họ và tên", "Nam", "Nữ"], ["Lê An", "05/09/2010", "05/09/2010"], ["Lê Ba", "", "06/09/2010"]]
        assert [issue.code for issue in read(*rows).rows[0].issues] == ["sex_twice"]

    @pytest.mark.parametrize(
        ("answer", "first"),
        [("", dt.date(2010, 9, 5)), ("swap", dt.date(2010, 9, 5)), ("keep", dt.date(2010, 5, 9)), (STOP, dt.date(2010, 5, 9))],
    )
    def test_dates_that_a_program_half_swapped_are_asked_about(self, answer, first):
        cells = [dt.datetime(2010, 5, 9), "21/11/2010", dt.datetime(2011, 12, 2), "25/12/2010"]
        roster = read(
            ["Họ và tên", "Ngày sinh"],
            *([f"Lê {n}n", cell] for n, cell in zip("ABCD", cells, strict=True)),
            half_swapped=answer,
        )
        assert values(roster, "birth_date")[:2] == [first, dt.date(2010, 11, 21)]
        assert asked(roster)["half_swapped"].rows == [("DS", 2), ("DS", 4)]

    def test_one_slip_turns_no_column_round(self):
        cells = ["05/09/2010", "05/13/2010", "12/02/2011", "02/12/2010", "07/01/2009"]
        roster = read(["Họ và tên", "Ngày sinh"], *([f"Lê {n}n", cell] for n, cell in zip("ABCDE", cells, strict=True)))
        assert values(roster, "birth_date") == [
            dt.date(2010, 9, 5),
            None,
            dt.date(2011, 2, 12),
            dt.date(2010, 12, 2),
            dt.date(2009, 1, 7),
        ]
        assert roster.rows[1].issues[0].code == "date_impossible"

    def test_days_counted_from_1904_are_what_they_are(self):
        roster = read(["Họ và tên", "Ngày sinh"], ["Lê An", 38964.0], ["Lê Ba", 2010.0], details=Details(epoch_1904=True))
        assert values(roster, "birth_date") == [dt.date(2010, 9, 5), None]
        assert "1904" in roster.notes[0]


class TestCodes:
    @pytest.mark.parametrize(
        ("answer", "codes"), [("", [None, None, None]), ("drop", [None, None, None]), ("use", ["1", "2", "3"])]
    )
    def test_codes_that_only_count_are_asked_about(self, answer, codes):
        roster = read(
            ["Mã", "Họ và tên"], *([float(n), f"Lê {letter}n"] for n, letter in enumerate("ABC", 1)), code_is_ordinal=answer
        )
        assert values(roster, "code") == codes

    def test_a_name_to_log_in_elsewhere_is_the_code_where_there_is_no_other(self):
        head = ["username", "password", "firstname", "lastname", "email", "cohort1"]
        roster = read(head, ["ts26001", "x", "Hoa Đào", "Nguyễn Thị", "", "10A1"])
        assert (values(roster, "code"), values(roster, "full_name")) == (["TS26001"], ["Nguyễn Thị Hoa Đào"])
        kolibri = ["Username (USERNAME)", "Full name (FULL_NAME)", "Identifier (IDENTIFIER)"]
        assert values(read(kolibri, ["hoa", "Lê Hoa", "TS1"]), "code") == ["TS1"]


class TestNumbers:
    def test_a_number_that_is_skipped_is_asked_about(self):
        roster = read(HEAD, *([float(n), f"T{n}", "Lê Văn An", "05/09/2010", "Nam", "10A1"] for n in (1, 2, 3, 4, 6)))
        assert "thiếu số 5" in asked(roster)["numbers_missing"].text

    @pytest.mark.parametrize(
        ("said", "is_asked"),
        [("Danh sách này có 2 học sinh", False), ("Danh sách này có 3 học sinh", True), ("Tổng số nữ: 1", False)],
    )
    def test_the_number_that_a_list_says_is_held_against_its_people(self, said, is_asked):
        assert ("number_said" in asked(read(HEAD, AN, BA, ["", said]))) is is_asked

    def test_those_who_are_left_out_are_counted_too(self):
        roster = read(HEAD, AN, BA, TU, ["", "Danh sách này có 3 học sinh"], details=Details(hidden_rows=frozenset({2})))
        assert asked(roster).keys() == {"hidden_rows"}


class TestColumnsThatAreSomethingElse:
    @pytest.mark.parametrize(
        "codes",
        [
            ["0912345678", "0387654321", "0701112223"],
            [912345678.0, 387654321.0, 701112223.0],
            ["05092010", "21112010", "12022011"],
        ],
    )
    def test_telephones_and_birth_dates_are_no_codes(self, codes):
        roster = read(["Mã số", "Họ và tên"], *([code, f"Lê {letter}n"] for code, letter in zip(codes, "ABC", strict=True)))
        assert (values(roster, "code"), next(iter(asked(roster)))) == ([None] * 3, "code_is_ordinal")

    @pytest.mark.parametrize(
        "codes", [["TS0912345678", "x1", "x2"], ["2100000001", "2100000002", "2100000003"], ["260001", "260002", "260003"]]
    )
    def test_codes_stay_codes(self, codes):
        roster = read(["Mã số", "Họ và tên"], *([code, f"Lê {letter}n"] for code, letter in zip(codes, "ABC", strict=True)))
        assert "code_is_ordinal" not in asked(roster)

    @pytest.mark.parametrize(
        ("answer", "first"), [("", "Lương Thành Bền"), ("exchange", "Lương Thành Bền"), ("keep", "Bền Lương Thành")]
    )
    def test_family_and_given_names_in_each_others_columns_are_asked_about(self, answer, first):
        rows = [["Bền", "Lương Thành"], ["Luân", "Tô Công"], ["Hoa", "Nguyễn Thị"]]
        roster = read(["Họ", "Tên"], *rows, names_exchanged=answer)
        assert (values(roster, "full_name")[0], list(asked(roster))) == (first, ["names_exchanged"])

    def test_a_title_over_a_column_that_says_another_class_is_asked_about(self):
        assert list(asked(read(["DANH SÁCH LỚP 10A1"], HEAD, TU))) == ["class_conflict"]
        assert asked(read(["DANH SÁCH LỚP 10A1"], HEAD, AN, [*BA[:5], "10A2"])) == {}


class TestWhoHasLeft:
    @pytest.mark.parametrize(
        "remark",
        [
            "Đã chuyển trường",
            "nghỉ học từ 10/2026",
            "CT 10/2026",
            "Bỏ",
            "nghỉ",
            "Chuyển đến THPT Long Xuyên từ 10/2026",
            "Theo gia đình chuyển về Cà Mau",
        ],
    )
    @pytest.mark.parametrize("head", ["Ghi chú", ""])
    def test_a_second_column_of_remarks_or_one_without_a_head_is_read(self, remark, head):
        roster = read([*HEAD, "Ghi chú", head], [*AN, "lớp trưởng", ""], [*BA, "", remark])
        assert (values(roster, "code"), list(asked(roster))) == (["T1"], ["gone"])

    @pytest.mark.parametrize(
        "remark", ["Cha đã mất", "Mẹ mất", "Chuyển đến từ Châu Phú", "Chuyển đến lớp 10A1", "Hộ nghèo", "Mới chuyển về"]
    )
    def test_what_is_said_of_a_parent_or_of_somebody_new_is_no_leaving(self, remark):
        roster = read([*HEAD, "Ghi chú"], [*AN, remark], [*BA, ""])
        assert (len(roster.rows), asked(roster)) == (2, {})

    def test_a_day_in_a_column_of_leaving_marks_who_has_left(self):
        roster = read([*HEAD, "Ngày nghỉ học"], [*AN, ""], [*BA, dt.datetime(2026, 10, 5)])
        assert (values(roster, "code"), list(asked(roster))) == (["T1"], ["gone"])

    def test_a_number_of_days_away_marks_nobody(self):
        roster = read([*HEAD, "Số buổi nghỉ học"], [*AN, 1.0], [*BA, 3.0])
        assert (len(roster.rows), asked(roster)) == (2, {})

    def test_an_office_of_the_class_is_no_office_of_the_school(self):
        roster = read([*HEAD, "Chức vụ"], [*AN, "Cán bộ lớp"], [*BA, "Cán bộ Đoàn"], [*TU, "Giáo viên"], staff_roles="skip")
        assert values(roster, "code") == ["T1", "T2"]


class TestWhichClass:
    NO_CLASS = HEAD[1:5]

    @pytest.mark.parametrize(
        "title",
        [
            ["10A2 - GVCN: Trần Thị Lan"],
            ["Lớp:", "10A2", "Sĩ số:", 3.0],
            ["II", "10A2"],
            ["10A2", "", "Sĩ số: 3"],
            ["LỚP 10-A2"],
        ],
    )
    def test_a_title_between_classes_is_read_in_its_many_forms(self, title):
        roster = read(["LỚP 10A1"], self.NO_CLASS, AN[1:5], title, BA[1:5])
        assert values(roster, "class_name") == ["10A1", "10A2"]

    def test_a_title_of_two_classes_is_that_of_none(self):
        assert values(read(["LỚP 10A1 VÀ 10A2"], self.NO_CLASS, AN[1:5]), "class_name") == [None]

    @pytest.mark.parametrize(("answer", "name"), [("first", "10A1"), ("second", "11A1")])
    def test_two_columns_of_classes_are_asked_about(self, answer, name):
        roster = read([*HEAD, "Lớp mới"], [*AN, "11A1"], two_class_columns=answer)
        assert (values(roster, "class_name"), list(asked(roster))) == ([name], ["two_class_columns"])

    def test_two_columns_that_say_the_same_are_not(self):
        assert asked(read([*HEAD, "Lớp mới"], [*AN, "10A1"])) == {}

    def test_a_sheet_named_for_a_class_over_a_column_of_another_is_asked_about(self):
        assert list(asked(read(HEAD, AN, BA, name="10A2"))) == ["class_conflict"]

    def test_a_grade_that_disagrees_with_the_class_is_asked_about(self):
        roster = read([*HEAD, "Khối"], [*AN, "11"], [*BA, "10"])
        assert (len(roster.rows), asked(roster)["grade_disagrees"].text) == (
            2,
            "1 dòng có khối, hoặc lớp ghi cạnh họ tên, không khớp với lớp: khối 11, lớp 10A1.",
        )
