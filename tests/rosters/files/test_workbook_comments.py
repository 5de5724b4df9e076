"""What people wrote in comments on cells."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from rosters.files.reading import read_sheets
from rosters.files.workbook_comments import comments_of


def written(**comments):
    book = Workbook()
    sheet = book.active
    sheet.title = "DS"
    for row in (["Mã HS", "Họ và tên"], ["T1", "Lê Văn Tám"], ["T2", "Lê Thị Chín"]):
        sheet.append(row)
    for cell, text in comments.items():
        sheet[cell].comment = Comment(text, "Cô Lan")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def comments(**texts):
    return read_sheets("ds.xlsx", written(**texts))[0].details.comments


def test_a_comment_is_told_by_its_row_from_zero():
    assert comments(B3="Đã chuyển trường") == {2: "Đã chuyển trường"}


def test_several_of_a_row_stand_together():
    assert comments(A2="nghỉ", B2="từ 10/2026") == {1: "nghỉ từ 10/2026"}


def test_the_name_of_who_wrote_it_is_left_out():
    assert comments(B2="Cô Lan:\nĐã nghỉ học") == {1: "Đã nghỉ học"}


def test_an_empty_one_says_nothing():
    assert comments(B2=" ") == {}


@pytest.mark.parametrize("texts", [{}])
def test_a_workbook_without_comments_has_none(texts):
    assert comments(**texts) == {}


def test_a_new_kind_of_comment_is_read_too():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            '<Relationships><Relationship Type="http://x/2017/10/relationships/threadedComment" Target="../threadedComments/a.xml"/>'
            '<Relationship Type="http://x/drawing" Target="../drawings/d.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/threadedComments/a.xml",
            '<T xmlns="u"><threadedComment ref="B7"><text>Bảo lưu</text></threadedComment></T>',
        )
    with zipfile.ZipFile(out) as archive:
        assert comments_of(archive, "xl/worksheets/sheet1.xml") == {6: "Bảo lưu"}
        assert comments_of(archive, "xl/worksheets/sheet2.xml") == {}
