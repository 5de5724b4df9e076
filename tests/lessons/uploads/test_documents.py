"""A document is what its name says, or it is refused."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model

from lessons.uploads.documents import is_what_it_says
from tests.pages import text_of

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03" + bytes(200)


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def word():
    out = io.BytesIO()
    WordDocument().save(out)
    return out.getvalue()


ODT = packed(mimetype=b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("bai.pdf", PDF, True), ("BAI.PDF", b"\n\n" + PDF, True), ("bai.pdf", EXE, False), ("bai.pdf", b"<html>", False),
        ("bai.pdf", b"", False), ("bai.docx", word(), True), ("bai.docx", ODT, False), ("bai.docx", EXE, False),
        ("bai.xlsx", packed(xl__workbook_xml=b"<x/>"), True), ("bai.xlsx", word(), False), ("bai.odt", ODT, True),
        ("bai.ods", ODT, False), ("bai.odt", b"PK\x03\x04rubbish", False), ("bai.exe", EXE, False), ("khong-duoi", PDF, False),
    ],
)  # fmt: skip
def test_what_a_file_is_is_read_from_what_it_holds(name, content, right):
    file = io.BytesIO(content)
    assert is_what_it_says(name, file) is right
    assert file.tell() == 0


@given(st.binary(max_size=300), st.sampled_from(["pdf", "docx", "xlsx", "odt", "ods"]))
def test_rubbish_is_nothing_and_breaks_nothing(content, kind):
    assert is_what_it_says(f"a.{kind}", io.BytesIO(content)) in (b"%PDF-" in content and kind == "pdf", False)


@pytest.fixture
def upload(as_editor):
    def post(name, content):
        form = {"title": "Tài liệu", "collection": "1", "tags": "", "file": SimpleUploadedFile(name, content)}
        return as_editor.post(reverse("wagtaildocs:add"), form)

    return post


def test_a_program_called_pdf_is_refused_in_words(upload):
    shown = text_of(upload("bai.pdf", EXE).content.decode())
    assert "Nội dung tệp không phải PDF như tên tệp nói." in shown
    assert not get_document_model().objects.exists()


def test_of_a_refused_file_nothing_more_is_said(upload):
    shown = text_of(upload("bao-cao.pdf", b"MZ" + bytes(300)).content.decode())
    assert "phần mở rộng “”" not in shown


def test_a_pdf_is_taken(upload, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    assert upload("bai.pdf", PDF).status_code == 302
    assert get_document_model().objects.get().filename.endswith(".pdf")


def test_many_at_once_are_looked_at_as_well(as_editor):
    form = {"title": "Tài liệu", "collection": "1", "files[]": SimpleUploadedFile("bai.pdf", EXE)}
    answer = as_editor.post(reverse("wagtaildocs:add_multiple"), form).json()
    assert answer["success"] is False
    assert not get_document_model().objects.exists()
