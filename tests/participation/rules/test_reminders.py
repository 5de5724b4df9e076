"""The words that remind a class."""

from participation.rules.reminders import reminder

ADDRESS = "https://hoc.example/dang-nhap/"


def test_it_says_whom_which_course_and_where_to_go():
    text = reminder("Lớp 10A1", "Danh tính số", ["Trần Ngọc Ánh", "Lê Văn Bình"], 2, ADDRESS)
    assert text.splitlines() == [
        "Lớp 10A1 – khóa “Danh tính số”",
        "Còn 2 bạn chưa bắt đầu: Trần Ngọc Ánh, Lê Văn Bình.",
        "Vào https://hoc.example/dang-nhap/, đăng nhập bằng thẻ. Mất thẻ thì báo người phụ trách.",
    ]


def test_where_all_have_begun_there_is_nothing_to_send():
    assert reminder("Lớp 10A1", "Danh tính số", [], 0, ADDRESS) == ""


def test_those_who_are_too_many_to_be_named_are_counted():
    assert "Còn 5 bạn chưa bắt đầu: An, Bình và 3 bạn nữa." in reminder("Lớp 10A1", "Danh tính số", ["An", "Bình"], 5, ADDRESS)
