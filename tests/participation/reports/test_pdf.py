"""A report as PDF: all letters, long tables over pages, and a foot that stays together."""

import io

import pytest
from pypdf import PdfReader

from participation.reports.pdf import render_pdf
from tests.participation.reports.test_document import composed, unit


def pages_of(*below, **fields):
    return PdfReader(io.BytesIO(render_pdf(composed(*below, **fields)))).pages


def words(page):
    return " ".join(page.extract_text().split())


def test_it_is_a4_in_one_page_for_a_class():
    (page,) = pages_of()
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)


def test_every_vietnamese_letter_is_there():
    letters = "ăâđêôơư ạảấầẩẫậắằẳẵặ ẹẻẽếềểễệ ỉịọỏốồổỗộ ớờởỡợụủứừửữự ỳỵỷỹ ĐẶNG"
    (page,) = pages_of(texts={"remarks": letters})
    assert letters.replace(" ", "") in words(page).replace(" ", "")


def test_a_long_table_goes_on_over_pages_with_its_head_and_numbers_from_the_second_on():
    pages = pages_of(*(unit(f"Lớp số {n}", 40, n % 40) for n in range(1, 90)))
    assert len(pages) >= 3
    assert "Lớp số 1 " in words(pages[0])
    assert "Người tham gia" in words(pages[1])
    assert words(pages[1]).startswith("2 ")
    assert not words(pages[0]).startswith("1 ")


@pytest.mark.parametrize("rows", range(22, 34, 3))
def test_signature_and_recipients_stay_on_one_page(rows):
    pages = pages_of(*(unit(f"Lớp {n}", 40, n % 40) for n in range(rows)))
    holding = [number for number, page in enumerate(pages) if "Nơi nhận" in words(page)]
    assert holding == [number for number, page in enumerate(pages) if "Nguyễn Thị Thu Hà" in words(page)]


@pytest.mark.parametrize("lines", range(1, 30, 2))
def test_nobody_signs_a_page_on_which_nothing_else_stands(lines):
    pages = pages_of(texts={"remarks": "\n".join(f"Nhận xét dòng {n}" for n in range(lines))})
    [signed] = [words(page) for page in pages if "Nguyễn Thị Thu Hà" in words(page)]
    assert "Trên đây là báo cáo" in signed


def test_it_says_what_it_is_and_in_which_language():
    reader = PdfReader(io.BytesIO(render_pdf(composed())))
    assert reader.metadata.title.startswith("Kết quả tham gia học tập “Bình dân học vụ số”")
    assert reader.trailer["/Root"]["/Lang"] == "vi"


def test_it_weighs_little_enough_for_a_chat():
    assert len(render_pdf(composed(*(unit(f"Lớp {n}", 40, 3) for n in range(30))))) < 200_000
