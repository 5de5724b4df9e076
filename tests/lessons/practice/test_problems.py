"""What an author is told of a procedure that cannot be walked to its end."""

import pytest

from lessons.practice.problems import problems_of, unreachable, without_a_way_to_the_end
from lessons.practice.procedure import Ending, FieldKind, Procedure
from tests.lessons.practice.procedures import LOG_IN, action, done, field, screen


def told(*screens):
    return " ".join(problems_of(Procedure("Thử", screens)))


def test_a_procedure_that_works_has_none():
    assert problems_of(LOG_IN) == []


def test_one_screen_is_no_procedure():
    assert "ít nhất 2 màn hình" in told(done())


@pytest.mark.parametrize(
    ("screens", "words"),
    [
        ([screen("a", action("Đi", "b")), screen("b", action("Về", "a"))], "Chưa có màn hình nào là “làm xong”"),
        ([screen("a", action("Đi", "xong")), screen("a", action("Đi", "xong")), done()], "2 màn hình cùng tên “a”"),
        ([screen("a", action("Đi", "xong")), screen("b", action("Đi", "xong")), done()], "“b”: không có nút nào dẫn đến đây"),
        ([screen("a", action("Đi", "xong"), action("Kẹt", "b", right=False)), screen("b"), done()], "ngõ cụt"),
        ([screen("a", action("Đi", "xong"), action("Sang", "b")), screen("b", action("Mãi", "b")), done()], "“b”: từ đây không có cách"),
        ([screen("a", action("Đi", "đâu đó"), action("Xong", "xong")), done()], "dẫn đến “đâu đó”, nhưng không có"),
        ([screen("a", action("Đi"), action("Xong", "xong")), done()], "nút đúng “Đi” chưa dẫn đến đâu"),
        ([screen("a", action("Xong", "xong"), action("Sai", right=False)), done()], "nút sai “Sai” chưa có lời giải thích"),
        ([screen("a", action("Xong", "xong"), task=""), done()], "chưa nói việc cần làm"),
        ([screen("a", field("Tên", "Sáu", wrong=""), action("Xong", "xong")), done()], "“Tên” chưa có lời nhắc"),
        ([screen("a", field("Chọn", "A", kind=FieldKind.CHOICE, options=["A"]), action("Xong", "xong")), done()], "ít nhất 2 lựa chọn"),
        ([screen("a", field("Chọn", "C", kind=FieldKind.CHOICE, options=["A", "B"]), action("Xong", "xong")), done()], "không có trong các lựa chọn"),
    ],
)  # fmt: skip
def test_each_problem_names_its_screen(screens, words):
    assert words in told(*screens)


def test_a_way_that_fails_safely_must_come_back():
    lost = screen("lạc", ending=Ending.FAILED)
    found = screen("lạc", action("Quay lại", "<"), ending=Ending.FAILED)
    start = screen("a", action("Xong", "xong"), action("Sai", "lạc", right=False))
    assert without_a_way_to_the_end(Procedure("Thử", (start, lost, done()))) == ["lạc"]
    assert without_a_way_to_the_end(Procedure("Thử", (start, found, done()))) == []


def test_an_explanation_of_several_screens_comes_back_as_well():
    start = screen("a", action("Xong", "xong"), action("Sai", "một", right=False))
    long = [
        screen("một", action("Xem tiếp", "hai"), ending=Ending.FAILED),
        screen("hai", action("Quay lại", "<"), ending=Ending.FAILED),
    ]
    assert without_a_way_to_the_end(Procedure("Thử", (start, *long, done()))) == []


def test_names_are_the_same_whatever_their_spaces_and_capitals():
    assert unreachable(LOG_IN) == []
