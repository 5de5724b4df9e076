"""The papers and the key, as PDF."""

import io
from fractions import Fraction

import pytest
from django.core.files.images import ImageFile
from portal.demonstration.pictures import good_photo
from pypdf import PdfReader
from wagtail.images.models import Image

from lessons.printed.papers import PaperQuestion
from lessons.printed.pdf import render_keys, render_papers
from quizzes.kinds.turn import Turn
from quizzes.models import QuestionVersion
from tests.quizzes.kinds.test_paper import WRITTEN
from tests.quizzes.kinds.written import content

TITLE, UNIT = "Kiểm tra: VNeID là gì", "Lớp 10A1"


def paper(code, *, text="<p>Hỏi gì?</p>", mark=1):
    turn = Turn(code)
    made = [content(kind, **(value | {"text": text})) for kind, value in WRITTEN.items()]
    versions = [
        QuestionVersion(pk=n, question_id=n, kind=kind, content=own)
        for n, (kind, own) in enumerate(zip(WRITTEN, made, strict=True), 1)
    ]
    return [PaperQuestion(number, version, Fraction(mark), turn) for number, version in enumerate(versions, 1)]


def text_of(pdf):
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.django_db
def test_each_version_begins_on_a_page_of_its_own_with_room_for_a_name():
    pages = text_of(render_papers(TITLE, UNIT, {"101": paper("101"), "102": paper("102", mark="2.5")}))
    heads = [page for page in pages if "Họ và tên:" in page]
    assert len(heads) == 2
    assert f"{UNIT} · Mã đề 101" in heads[0]
    # Each page says at its foot which version it is of.
    assert all((f"Mã đề {code} · trang" in page) for code, page in zip(("101", "102"), heads, strict=True))
    whole = " ".join(pages)
    for words in ("Câu 9", "Câu 1 (2,5 điểm)", "Đ. Đúng", "(1) …", "Ủy ban"):
        assert words in whole, words


@pytest.mark.django_db
def test_a_picture_in_a_question_is_printed_and_a_missing_one_breaks_nothing():
    image = Image.objects.create(title="Giấy", file=ImageFile(io.BytesIO(good_photo()), name="giay.jpg"))
    source = f'<p>Xem hình.</p><embed alt="Giấy" embedtype="image" format="fullwidth" id="{image.pk}"/>'
    with_picture = render_papers(TITLE, UNIT, {"101": paper("101", text=source)[:1]})
    assert len(PdfReader(io.BytesIO(with_picture)).pages[0].images) == 1
    image.delete()
    assert len(PdfReader(io.BytesIO(render_papers(TITLE, UNIT, {"101": paper("101", text=source)[:1]}))).pages[0].images) == 0


def test_the_key_has_a_column_for_each_version():
    papers = {"101": paper("101"), "102": paper("102")[:3]}
    [page] = text_of(render_keys(TITLE, UNIT, papers))
    assert "Mã đề 101" in page
    assert "Không phát cho người làm bài." in page
    for question in papers["101"]:
        assert question.key in page
