"""An administrator's Word template: what it may name, and what each name stands for."""

import datetime as dt
import io

import pytest
from docx import Document as read_docx

from participation.reports import word_templates
from participation.reports.document import OFFICE, UNION
from participation.reports.word_templates import LARGEST, VARIABLES, TemplateProblem, check, fill, sample, values_of
from tests.participation.reports.test_document import FIELDS, figures, unit

ON = dt.date(2026, 11, 24)
BELOW = [unit("Lớp 10A1", 20, 5), unit("Lớp 10A2", 10, 8), unit("Lớp 10A3", 30, 9)]


def template(*lines):
    file, out = read_docx(), io.BytesIO()
    for line in lines:
        file.add_paragraph(line)
    file.save(out)
    return out.getvalue()


def filled(content, *below, texts=None, **fields):
    made = fill(content, FIELDS | (texts or {}), figures(*below, **fields), OFFICE, ON)
    return [paragraph.text for paragraph in read_docx(io.BytesIO(made)).paragraphs]


def test_everything_that_is_listed_for_the_administrator_can_be_named():
    assert set(values_of(FIELDS, figures(*BELOW), OFFICE, ON)) == set(VARIABLES)


def test_names_stand_for_what_the_report_says():
    lines = filled(template("{{ nguoi }} người, {{ ty_le }}, từ {{ tu_ngay }} đến {{ den_ngay }}", "{{ nguoi_ky }}"), *BELOW)
    assert lines == ["22 người, 36,7%, từ 16/11/2026 đến 22/11/2026", "Nguyễn Thị Thu Hà"]


def test_a_loop_gives_a_paragraph_for_each_unit_below():
    lines = filled(
        template("{%p for dong in bang %}", "{{ dong.tt }}. {{ dong.don_vi }}: {{ dong.nguoi }}", "{%p endfor %}"), *BELOW
    )
    assert lines == ["1. Lớp 10A1: 5", "2. Lớp 10A2: 8", "3. Lớp 10A3: 9"]


def test_a_report_of_a_class_has_no_rows_and_no_comparison():
    values = values_of(FIELDS, figures(), OFFICE, ON)
    assert (values["bang"], values["so_sanh"]) == ([], [])


def test_where_nothing_is_remarked_the_part_is_left_out():
    values = values_of(FIELDS, figures(), OFFICE, ON)
    assert (values["nhan_xet"], values["kien_nghi"]) == ([], [])
    file = read_docx(io.BytesIO(fill(sample(OFFICE), FIELDS, figures(*BELOW), OFFICE, ON)))
    assert not [paragraph for paragraph in file.paragraphs if "NHẬN XÉT" in paragraph.text]
    written = FIELDS | {"remarks": "Học sinh tích cực."}
    file = read_docx(io.BytesIO(fill(sample(OFFICE), written, figures(*BELOW), OFFICE, ON)))
    assert [paragraph.text for paragraph in file.paragraphs if "NHẬN XÉT" in paragraph.text]


def test_what_an_organizer_types_is_text_and_no_template():
    lines = filled(
        template("{%p for doan in nhan_xet %}", "{{ doan }}", "{%p endfor %}"), texts={"remarks": "{{ nguoi }} <b>&</b>"}
    )
    assert lines == ["{{ nguoi }} <b>&</b>"]


@pytest.mark.parametrize("layout", [OFFICE, UNION])
def test_the_sample_filled_in_leaves_no_brace_behind(layout):
    content = fill(sample(layout), FIELDS, figures(*BELOW), layout, ON)
    file = read_docx(io.BytesIO(content))
    words = [paragraph.text for paragraph in file.paragraphs]
    words += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert not any("{" in word or "}" in word for word in words)
    assert any("Lớp 10A3" in word for word in words)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "không phải tệp Word"),
        (b"PK\x03\x04 gi do", "không phải tệp Word"),
        (template("{{ x }}"), "biến không có: x"),
        (template("{{ b }} {{ a }}"), "biến không có: a, b"),
        (template("{%p for d in bang %}", "{{ d.ten }}", "{%p endfor %}"), "Không điền được"),
        (template("{{ nguoi.upper.__globals__ }}"), "Không điền được"),
        (b"PK" + b"0" * LARGEST, "lớn hơn 2 MB"),
    ],
)
def test_what_cannot_be_filled_in_is_told_before_it_is_used(content, told):
    with pytest.raises(TemplateProblem, match=told):
        check(content)


def test_a_template_that_names_nothing_is_a_template():
    check(template("Chỉ có chữ."))


@pytest.mark.apart
@pytest.mark.parametrize("loop", ["'x' * 99999", "bang * 99999"])
def test_a_template_that_never_ends_is_stopped_and_told(loop, monkeypatch):
    monkeypatch.setattr(word_templates, "MOST_SECONDS", 3)
    endless = "{% for a in " + loop + " %}{% for b in " + loop + " %}{% endfor %}{% endfor %}"
    with pytest.raises(TemplateProblem, match="Mẫu mất quá nhiều thời gian hoặc bộ nhớ để điền"):
        check(template(endless))


@pytest.mark.apart
def test_a_template_that_wants_all_the_memory_is_stopped_and_told():
    with pytest.raises(TemplateProblem, match=r"bộ nhớ|Không điền được"):
        check(template("{{ 'x' * 9999999999 }}"))
