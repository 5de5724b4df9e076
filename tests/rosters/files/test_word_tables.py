"""Lists in Word documents."""

import io

import docx
import pytest
from docx.oxml import OxmlElement

from rosters.files.errors import UnreadableFile
from rosters.files.reading import read_sheets


def document(rows, title="DANH SÁCH LỚP 10A1", merge=None):
    made = docx.Document()
    made.add_paragraph(title)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
        for (top, left), (bottom, right) in merge or []:
            table.cell(top, left).merge(table.cell(bottom, right))
    made.add_paragraph("Người lập danh sách")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_table_is_read_with_the_titles_above_it():
    [sheet] = read_sheets("ds.docx", document([["STT", "Họ và tên"], ["1", "Lê Văn Tám"]]))
    assert [row for row in sheet.rows if row] == [
        ["DANH SÁCH LỚP 10A1"],
        ["STT", "Họ và tên"],
        ["1", "Lê Văn Tám"],
        ["Người lập danh sách"],
    ]


def test_cells_over_several_columns_keep_the_place_of_the_others():
    [sheet] = read_sheets("ds.docx", document([["Họ và tên", "", "Lớp"], ["Lê", "An", "10A1"]], merge=[((0, 0), (0, 1))]))
    assert sheet.rows[1:3] == [["Họ và tên", "", "Lớp"], ["Lê", "An", "10A1"]]


def test_cells_over_several_rows_are_told_as_merged():
    content = document([["Lớp", "Họ và tên"], ["10A1", "Lê An"], ["", "Lê Ba"]], merge=[((1, 0), (2, 0))])
    [sheet] = read_sheets("ds.docx", content)
    assert sheet.rows[2:4] == [["10A1", "Lê An"], ["", "Lê Ba"]]
    assert sheet.merged == [((2, 0), (3, 0))]


def test_a_document_without_a_table_says_what_it_needs():
    with pytest.raises(UnreadableFile, match="không có bảng"):
        read_sheets("ds.docx", document([]))


def test_what_only_carries_its_name_is_told_to_be_copied():
    with pytest.raises(UnreadableFile, match="dán vào khung"):
        read_sheets("ds.docx", b"khong phai word")


def test_a_table_and_a_cell_in_content_controls_are_read_in_their_places():
    made = docx.Document(io.BytesIO(document([["STT", "Họ và tên", "Lớp"], ["1", "Lê Văn Tám", "10A1"]])))
    table = made.tables[0]._tbl
    for element in (table, made.tables[0].rows[1].cells[1]._tc):
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        element.addprevious(control)
        control.append(content)
        content.append(element)
    out = io.BytesIO()
    made.save(out)
    [sheet] = read_sheets("ds.docx", out.getvalue())
    assert ["1", "Lê Văn Tám", "10A1"] in sheet.rows


def test_a_list_in_a_page_that_is_laid_out_with_tables_is_read_once():
    made = docx.Document()
    outer = made.add_table(1, 2)
    outer.cell(0, 0).text = "DANH SÁCH LỚP 10A1"
    inner = outer.cell(0, 1).add_table(2, 2)
    for cell, text in zip(inner._cells, ["STT", "Họ và tên", "1", "Lê Văn Tám"], strict=True):
        cell.text = text
    out = io.BytesIO()
    made.save(out)
    [sheet] = read_sheets("ds.docx", out.getvalue())
    assert sheet.rows == [["DANH SÁCH LỚP 10A1", ""], ["STT", "Họ và tên"], ["1", "Lê Văn Tám"]]


def test_a_row_that_is_struck_through_is_told_and_hidden_text_is_not_read():
    made = docx.Document(io.BytesIO(document([["STT", "Họ và tên"], ["1", "Lê Văn Tám"], ["2", "Lê Thị Chín"]])))
    struck, hidden = (made.tables[0].rows[number].cells[1].paragraphs[0].runs[0].font for number in (1, 2))
    struck.strike, hidden.hidden = True, True
    out = io.BytesIO()
    made.save(out)
    [sheet] = read_sheets("ds.docx", out.getvalue())
    place = sheet.rows.index(["1", "Lê Văn Tám"])
    assert sheet.details.struck == {place}
    assert sheet.rows[place + 1] == ["2", ""]


def test_comments_on_a_row_are_what_they_say():
    made = docx.Document()
    table = made.add_table(3, 2)
    for line, row in zip(table.rows, [["STT", "Họ và tên"], ["1", "Lê An"], ["2", "Lê Ba"]], strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.paragraphs[0].add_run(text)
    run = table.cell(2, 1).paragraphs[0].runs[0]
    made.add_comment(run, text="Đã chuyển trường", author="Lan", initials="L")
    out = io.BytesIO()
    made.save(out)
    [sheet] = read_sheets("ds.docx", out.getvalue())
    assert sheet.rows == [["STT", "Họ và tên"], ["1", "Lê An"], ["2", "Lê Ba"]]
    assert sheet.details.comments == {2: "Đã chuyển trường"}
