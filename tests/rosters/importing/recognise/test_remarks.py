"""What remarks and comments say of somebody beyond the cells of the row."""

import pytest

from rosters.files.sheets import Details
from tests.rosters.importing.recognise.test_table_reader import AN, BA, HEAD, TU, asked, read, values


class TestComments:
    """A comment on a cell, the red corner that a clerk opens."""

    def test_one_that_says_that_somebody_has_left_is_asked_about(self):
        roster = read(HEAD, AN, BA, details=Details(comments={2: "đã chuyển trường 10/2026"}), gone="skip")
        assert (values(roster, "code"), asked(roster)["gone"].rows) == (["T1"], [("DS", 3)])
        assert "ghi chú của ô: “đã chuyển trường 10/2026”" in asked(roster)["gone"].text

    def test_one_that_may_say_so_is_asked_about(self):
        roster = read(HEAD, AN, BA, details=Details(comments={2: "chuyển Châu Phú?"}))
        assert asked(roster)["odd_status"].rows == [("DS", 3)]

    def test_any_other_is_told_because_nothing_else_reads_it(self):
        roster = read(HEAD, AN, BA, details=Details(comments={2: "sai ngày sinh, hỏi lại mẹ"}))
        assert asked(roster) == {}
        assert [row.warnings[0].message for row in roster.rows if row.warnings] == [
            "Ghi chú của ô, hệ thống không dùng: “sai ngày sinh, hỏi lại mẹ”."
        ]


class TestWhatARemarkMaySay:
    """Remarks beyond those that are understood: of leaving, and of what is wrong in the row."""

    @pytest.mark.parametrize(
        "remark",
        [
            "Chuyển Long Xuyên",
            "Đi Bình Dương",
            "Không ra lớp",
            "Lấy HB",
            "Nghỉ ngang",
            "Trả hồ sơ",
            "Xóa sổ",
            "Off",
            "Vắng từ đầu năm",
        ],
    )
    def test_what_may_say_that_somebody_left_is_asked_about(self, remark):
        roster = read([*HEAD, "Ghi chú"], [*AN, ""], [*BA, remark], [*TU, ""])
        assert asked(roster)["odd_status"].rows == [("DS", 3)]
        assert remark in asked(roster)["odd_status"].text

    @pytest.mark.parametrize(
        "remark",
        [
            "Lớp trưởng",
            "Hộ nghèo",
            "Mẹ mất",
            "Đi học xa nhà 15km",
            "Nghỉ 2 buổi",
            "Học nghề phổ thông",
            "Chuyển từ 10A2 sang",
            "Đi xe đưa rước",
        ],
    )
    def test_what_says_something_else_is_not(self, remark):
        assert asked(read([*HEAD, "Ghi chú"], [*AN, ""], [*BA, remark], [*TU, ""])) == {}

    @pytest.mark.parametrize("remark", ["Sửa NS: 23/08/2011", "Sửa tên: Trần Quốc Thịnh", "Sai ngày sinh", "Lớp 10A5"])
    def test_what_puts_the_row_right_is_told(self, remark):
        roster = read([*HEAD, "Ghi chú"], [*AN, ""], [*BA, remark], [*TU, ""])
        assert asked(roster)["corrections"].rows == [("DS", 3)]

    @pytest.mark.parametrize(
        ("mark", "code"), [("x", "gone"), ("10/2026", "odd_status"), ("Rồi", "odd_status"), ("không", None), ("2", None)]
    )
    def test_a_column_of_those_who_left_is_read_whatever_is_written_in_it(self, mark, code):
        found = asked(read([*HEAD, "Bỏ học"], [*AN, ""], [*BA, mark], [*TU, ""]))
        assert set(found) == ({code} if code else set())

    @pytest.mark.parametrize("status", ["Đang nghỉ", "Chưa nhập học", "Mới nghỉ", "Đang chờ chuyển"])
    def test_a_word_of_presence_before_one_of_leaving_says_nothing_sure(self, status):
        assert set(asked(read([*HEAD, "Trạng thái"], [*AN, "Đang học"], [*BA, status], [*TU, "Đang học"]))) & {
            "gone",
            "odd_status",
        }


class TestMarksOfThoseWhoAreThere:
    """A column `Đang học` that is marked for most."""

    @pytest.mark.parametrize("head", ["Đang học", "Còn học", "Hiện diện"])
    @pytest.mark.parametrize(("yes", "no"), [("x", ""), ("TRUE", "FALSE"), ("Có", "Không")])
    def test_who_is_not_marked_is_asked_about(self, head, yes, no):
        roster = read([*HEAD, head], [*AN, yes], [*BA, no], [*TU, yes])
        assert asked(roster)["odd_status"].rows == [("DS", 3)]
        assert head in asked(roster)["odd_status"].text

    def test_a_column_that_nobody_has_filled_in_says_nothing(self):
        assert asked(read([*HEAD, "Đang học"], [*AN, ""], [*BA, ""], [*TU, ""])) == {}


class TestLegends:
    """What stands below a list on stars and colours."""

    @pytest.mark.parametrize(
        "legend",
        [
            "(*) Học sinh đã nghỉ học",
            "* đã chuyển trường",
            "Ghi chú: các em tô vàng đã chuyển trường",
            "In nghiêng: đã thôi học",
        ],
    )
    def test_one_of_those_who_left_is_asked_about(self, legend):
        roster = read(HEAD, AN, BA, TU, ["", "", legend, "", "", ""])
        assert legend[:40] in asked(roster)["legend"].text

    @pytest.mark.parametrize("text", ["(*) Học sinh giỏi", "Ghi chú: chuyển đi 0", "Người lập danh sách"])
    def test_another_is_not(self, text):
        assert "legend" not in asked(read(HEAD, AN, BA, TU, ["", "", text, "", "", ""]))


class TestBesideNames:
    @pytest.mark.parametrize("remark", ["rút HS", "GDTX", "theo ba mẹ"])
    def test_what_may_say_that_somebody_left_is_asked_about(self, remark):
        roster = read(HEAD, [*AN[:2], f"{AN[2]} ({remark})", *AN[3:]], BA, TU)
        assert remark in asked(roster)["odd_status"].text

    def test_a_name_whose_end_was_cut_off_is_asked_about(self):
        roster = read(HEAD, [*AN[:2], "Nguyễn Thị", *AN[3:]], BA, [*TU[:2], "Trần Văn", *TU[3:]])
        assert asked(roster)["one_word_names"].rows == [("DS", 2), ("DS", 4)]
