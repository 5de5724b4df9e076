"""Who has left, and who was never a pupil."""

import pytest

from rosters.importing.recognise.statuses import is_no_pupil, is_of_staff, may_say_gone, says_gone


@pytest.mark.parametrize(
    "text",
    [
        "Chuyển đi",
        "Bảo lưu",
        "Thôi học",
        "Đã chuyển trường",
        "Bỏ học từ 9/2026",
        "Nghỉ học",
        "Chuyển trường THPT Óc Eo",
        "Đã nghỉ",
        "Rút hồ sơ",
    ],
)
def test_a_remark_says_that_somebody_has_left(text):
    assert says_gone(text, is_status=False)
    assert says_gone(text, is_status=True)


@pytest.mark.parametrize("text", ["Chuyển", "Nghỉ", "Đã tốt nghiệp", "inactive", "Tốt nghiệp", "Xóa tên"])
def test_a_status_says_so_in_fewer_words(text):
    assert says_gone(text, is_status=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đang học",
        "Chuyển đến từ THPT Long Xuyên",
        "Mới chuyển về",
        "Hộ nghèo",
        "Bí thư chi đoàn",
        "Lớp trưởng",
        "active",
        "Học sinh giỏi",
    ],
)
def test_others_are_still_here(text):
    assert not says_gone(text, is_status=False)
    assert not says_gone(text, is_status=True)


@pytest.mark.parametrize(
    ("role", "is_none"),
    [
        ("FACILITY_COACH", True),
        ("teacher", True),
        ("Giáo viên", True),
        ("LEARNER", False),
        ("student", False),
        ("Học sinh", False),
        ("", False),
    ],
)
def test_the_kind_of_an_account_tells_who_is_no_pupil(role, is_none):
    assert is_no_pupil(role) is is_none


@pytest.mark.parametrize(
    ("name", "titles", "of_staff"),
    [
        ("GVCN", [], True), ("Danh sách GV", [], True), ("DS phụ huynh", [], True), ("Sheet1", ["DANH SÁCH GIÁO VIÊN CHỦ NHIỆM"], True),
        ("10A1-GVCN Lan", [], False), ("10A1", ["GVCN: Trần Thị Lan"], False), ("Sheet1", [], False),
    ],
)  # fmt: skip
def test_a_sheet_says_that_it_lists_teachers_or_parents(name, titles, of_staff):
    assert is_of_staff(name, titles) is of_staff


@pytest.mark.parametrize(
    "text", ["GVCN: Cô Võ Thị Lành", "10A3 - cô Võ Lành", "Con cô Võ Thị Lành (GV)", "Đã chuyển khoản học phí"]
)
def test_a_teacher_called_vo_and_money_that_was_sent_are_nobody_who_left(text):
    assert not says_gone(text, is_status=False)
    assert not says_gone(text, is_status=False, is_title=True)
    assert not may_say_gone(text)


@pytest.mark.parametrize("text", ["Lấy chồng", "Đã có vợ", "lay chong"])
def test_who_has_married_has_left(text):
    assert says_gone(text, is_status=False)


@pytest.mark.parametrize("text", ["Thôi làm lớp phó", "Vắng 1"])
def test_an_office_that_was_given_up_and_a_day_missed_are_not_asked_about(text):
    assert not may_say_gone(text)


@pytest.mark.parametrize(
    "text",
    [
        "Khai trừ khỏi Đoàn", "Kỷ luật khai trừ", "Quá tuổi Đoàn", "Hết tuổi đoàn", "Đã ra Đoàn", "Nộp đơn xin ra khỏi Đoàn", "Miễn sinh hoạt Đoàn",
        "Tạm hoãn sinh hoạt", "Ngưng sinh hoạt", "Ngừng SH", "Không tham gia sinh hoạt", "Không sinh hoạt", "Đi NVQS", "Đang đi NVQS", "TTĐ", "CSH",
        "Giới thiệu về phường", "Đã giới thiệu sinh hoạt nơi khác", "Cắt sinh hoạt", "Chuyển SHĐ về địa phương", "Chuyển SH Đoàn", "XKLĐ Nhật",
    ],
)  # fmt: skip
def test_what_a_chapter_writes_of_those_who_go_is_asked_about(text):
    assert may_say_gone(text) or says_gone(text, is_status=False)


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn viên ưu tú", "Mới kết nạp 26/3", "Chưa kết nạp", "Kết nạp Đoàn 26/3/2026", "Chưa nộp đoàn phí", "Ủy viên BCH", "Cảm tình Đảng",
        "Mất sổ đoàn", "Đã nhận sổ đoàn", "Sinh hoạt tại trường", "Sinh hoạt nơi cư trú", "Tiếp nhận sinh hoạt", "Hoàn thành NVQS", "Xuất ngũ",
        "Kỷ luật: cảnh cáo", "Giới thiệu kết nạp Đảng", "TT",
    ],
)  # fmt: skip
def test_what_it_writes_of_those_who_stay_is_not(text):
    assert not may_say_gone(text)
    assert not says_gone(text, is_status=False)
