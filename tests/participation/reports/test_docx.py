"""A report as a Word file: paper, letters, and what stands where."""

import datetime as dt
import io

import pytest
from docx import Document as read_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from participation.reports.document import OFFICE, UNION
from participation.reports.docx import render_docx
from tests.participation.reports.test_document import SEX, TARGET, composed, unit

BELOW = [unit("Lớp 10A1", 20, 5), unit("Lớp có tên rất dài để xem ô có xuống dòng hay không", 10, 8), unit("Lớp 10A3", 30, 9)]


def rendered(*below, **fields):
    return read_docx(io.BytesIO(render_docx(composed(*below, **fields))))


@pytest.fixture(scope="module")
def file():
    return rendered(*BELOW, sex=SEX, target=TARGET)


def test_the_paper_is_a4_with_the_margins_of_decree_30(file):
    section = file.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 20, 30]


def test_everything_is_in_times_new_roman(file):
    assert file.styles["Normal"].font.name == "Times New Roman"
    assert not {run.font.name for paragraph in file.paragraphs for run in paragraph.runs} - {None, "Times New Roman"}


def test_the_title_stands_in_the_middle_in_bold(file):
    title = next(paragraph for paragraph in file.paragraphs if paragraph.text == "BÁO CÁO")
    assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert title.runs[0].bold
    assert title.runs[0].font.size.pt == 14


def test_paragraphs_are_justified_with_their_first_line_indented(file):
    text = next(paragraph for paragraph in file.paragraphs if paragraph.text.startswith("1. Tổng số"))
    assert text.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(text.paragraph_format.first_line_indent.mm) == 10


def test_the_head_of_the_table_comes_again_on_every_page(file):
    table = file.tables[1]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert not table.rows[1]._tr.xpath("w:trPr/w:tblHeader")


def test_names_of_units_stand_left_and_numbers_in_the_middle(file):
    cells = file.tables[1].rows[1].cells
    assert cells[1].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.LEFT
    assert cells[2].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [cell.text for cell in file.tables[1].rows[-1].cells][:3] == ["", "Tổng", "60"]


def test_recipients_stand_left_and_the_signature_right_with_room_for_it(file):
    left, right = file.tables[-1].rows[0].cells
    assert left.text.splitlines() == ["", "Nơi nhận:", "- Sở GDĐT;", "- Lưu: VT."]
    lines = right.text.splitlines()
    assert (lines[1], lines[-1]) == ("HIỆU TRƯỞNG", "Nguyễn Thị Thu Hà")
    assert lines[2:-1] == [""] * 4


@pytest.mark.parametrize(("layout", "rules"), [(OFFICE, 2), (UNION, 1)])
def test_an_office_has_a_rule_under_both_sides_of_the_head_and_the_union_under_its_name(layout, rules):
    head = rendered(layout=layout).tables[0]
    assert len(head._tbl.xpath(".//w:pBdr")) == rules


def test_a_class_has_two_tables_head_and_foot():
    assert len(rendered().tables) == 2


def test_signs_of_markup_are_letters_like_others():
    file = rendered(texts={"remarks": "Điểm < 5 & > 3 “tốt”"})
    assert any(paragraph.text == "Điểm < 5 & > 3 “tốt”" for paragraph in file.paragraphs)


def test_the_day_is_in_italics():
    cell = rendered().tables[0].rows[0].cells[1]
    last = cell.paragraphs[-1]
    assert last.text == f"Long Xuyên, ngày {dt.date(2026, 11, 24):%d} tháng 11 năm 2026"
    assert last.runs[0].italic


def test_the_grid_of_each_table_has_the_widths_of_its_columns(file):
    for table, widths in ((file.tables[0], [60, 100]), (file.tables[-1], [80, 80])):
        assert [round(column.width.mm) for column in table.columns] == widths
    names, numbers = file.tables[1].columns[1].width, file.tables[1].columns[0].width
    assert names.mm > 4 * numbers.mm


def test_pages_have_a_number_but_for_the_first(file):
    section = file.sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0]._element.xpath("w:fldSimple/@w:instr") == ["PAGE"]
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_file_is_vietnamese_and_names_its_author(file):
    about = file.core_properties
    assert (about.author, about.language) == ("TRƯỜNG THPT THOẠI NGỌC HẦU", "vi-VN")
    assert about.title.startswith("Báo cáo Kết quả")
    assert about.created.year >= 2026
    assert file.styles["Normal"].element.rPr.xpath("w:lang/@w:val") == ["vi-VN"]


def test_no_heading_and_no_signature_stands_alone(file):
    headings = [paragraph for paragraph in file.paragraphs if paragraph.text.startswith(("I. ", "II. "))]
    assert headings
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in headings)
    assert file.tables[-1].rows[0]._tr.trPr.xpath("w:cantSplit")


@pytest.mark.parametrize("layout", [OFFICE, UNION])
def test_a_rule_stands_under_the_subject(layout):
    paragraphs = rendered(layout=layout).paragraphs
    subject = next(n for n, each in enumerate(paragraphs) if each.text.startswith("Từ ngày"))
    assert paragraphs[subject + 1]._element.xpath(".//w:pBdr")
