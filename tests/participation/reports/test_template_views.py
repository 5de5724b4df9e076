"""The page on which an administrator looks after the Word templates."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as read_docx

from participation.reports.models import ReportTemplate
from participation.reports.word_templates import VARIABLES
from tests.pages import page, page_text, posted, text_of
from tests.participation.reports.test_word_templates import template

ADDRESS = "/quan-tri/mau-bao-cao/"


def upload(client, content, layout="office", name="mau.docx"):
    return text_of(posted(client, f"{ADDRESS}{layout}/", {"file": SimpleUploadedFile(name, content)}))


def test_every_name_that_may_be_used_is_explained(as_administrator):
    shown = page_text(as_administrator, ADDRESS)
    for name, meaning in VARIABLES.items():
        assert f"{name} {meaning}" in shown


def test_a_good_template_is_used_from_now_on(as_administrator, people):
    assert "Đã dùng mẫu “mau.docx”." in upload(as_administrator, template("{{ nguoi }}"))
    kept = ReportTemplate.objects.get()
    assert (kept.layout, kept.file_name, kept.uploaded_by) == ("office", "mau.docx", people.administrator)
    assert "mau.docx" in page_text(as_administrator, ADDRESS)


def test_a_bad_one_leaves_the_one_in_use(as_administrator):
    upload(as_administrator, template("{{ nguoi }}"))
    assert "biến không có: sai" in upload(as_administrator, template("{{ sai }}"), name="hong.docx")
    assert ReportTemplate.objects.get().file_name == "mau.docx"


def test_each_layout_has_its_own(as_administrator):
    upload(as_administrator, template("{{ nguoi }}"), "office", "so.docx")
    upload(as_administrator, template("{{ luot }}"), "union", "doan.docx")
    assert dict(ReportTemplate.objects.values_list("layout", "file_name")) == {"office": "so.docx", "union": "doan.docx"}


def test_whoever_chooses_no_file_is_told_to(as_administrator):
    assert "Chưa chọn tệp." in text_of(posted(as_administrator, f"{ADDRESS}office/"))


def test_the_template_in_use_and_the_sample_can_be_taken(as_administrator):
    upload(as_administrator, template("Mẫu của tỉnh {{ nguoi }}"))
    own = read_docx(io.BytesIO(as_administrator.get(f"{ADDRESS}office/mau.docx").content))
    sample = read_docx(io.BytesIO(as_administrator.get(f"{ADDRESS}office/mau.docx?mau-goc").content))
    assert own.paragraphs[0].text == "Mẫu của tỉnh {{ nguoi }}"
    assert "Mẫu của tỉnh" not in "".join(paragraph.text for paragraph in sample.paragraphs)


def test_going_back_to_the_built_in_one_is_said(as_administrator):
    upload(as_administrator, template("{{ nguoi }}"))
    assert "Đã trở về mẫu có sẵn." in text_of(posted(as_administrator, f"{ADDRESS}office/", {"viec": "bo"}))
    assert not ReportTemplate.objects.exists()


@pytest.mark.parametrize("path", ["khac/mau.docx", "office-2/mau.docx"])
def test_there_are_no_other_layouts(as_administrator, path):
    page(as_administrator, f"{ADDRESS}{path}", status=404)
    assert as_administrator.post(f"{ADDRESS}khac/", {"viec": "bo"}).status_code == 404
