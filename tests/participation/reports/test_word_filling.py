"""What the process apart does with a template: names, filling in, and refusals in words."""

import io

import pytest
from docx import Document

from participation.reports.word_filling import names, render
from rosters.files.errors import UnreadableFile


def template(*paragraphs):
    file, out = Document(), io.BytesIO()
    for text in paragraphs:
        file.add_paragraph(text)
    file.save(out)
    return out.getvalue()


def test_the_names_in_a_template_are_found_once_each():
    assert names(template("{{ nguoi }} {{ luot }} {{ nguoi }}", "{%p for d in bang %}", "{{ d.tt }}", "{%p endfor %}")) == {
        "nguoi", "luot", "bang",
    }  # fmt: skip


def test_values_are_text_and_never_markup_or_a_template():
    content = render(template("{{ nguoi }}"), {"nguoi": "<w:b/> {{ luot }} & 5"})
    assert [each.text for each in Document(io.BytesIO(content)).paragraphs] == ["<w:b/> {{ luot }} & 5"]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"PK", "không phải tệp Word"), (template("{% if %}"), "chỗ viết sai"), (template("{{ a"), "chỗ viết sai")],
)
def test_what_is_no_template_is_refused_in_words(content, told):
    with pytest.raises(UnreadableFile, match=told):
        names(content)


@pytest.mark.parametrize("text", ["{{ khac }}", "{{ nguoi.__class__.__mro__ }}", "{{ range(9) }}", "{{ nguoi / 0 }}"])
def test_what_there_is_not_or_may_not_be_reached_is_refused_in_words(text):
    with pytest.raises(UnreadableFile, match="Không điền được vào mẫu"):
        render(template(text), {"nguoi": 3})
