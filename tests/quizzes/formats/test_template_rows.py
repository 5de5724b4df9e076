"""A row of the template to a question, and back."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.bank.category_paths import BadCategory
from quizzes.formats.questions_of_files import CannotSay, Unreadable
from quizzes.formats.template_columns import COLUMNS, KINDS
from quizzes.formats.template_rows import read_row, write_row
from quizzes.kinds import kind_named
from tests.quizzes.formats.every_kind import ANY, PLAIN, content_of, is_the_same, kept
from tests.quizzes.kinds.written import choice, content


@pytest.mark.parametrize("name", PLAIN)
def test_each_kind_comes_back(name):
    kind, made = name.split()[0], PLAIN[name]
    said = {
        "explanation": "<p>Vì thế.</p><p>Và thế.</p>", "hint": "Nhìn kỹ", "category": ["An toàn", "a/b"], "tags": ["một", "hai"],
        "source": "Nghị định", "checked_on": dt.date(2026, 11, 30), "difficulty": 3,
    }  # fmt: skip
    question = read_row(write_row(kept(kind, made, **said)), 5)
    assert is_the_same(question, kind, made)
    assert {name: getattr(question, name) for name in said} == said


@given(ANY)
@settings(max_examples=150)
def test_any_question_comes_back(any_question):
    kind, made = any_question
    assert is_the_same(read_row(write_row(kept(kind, made)), 1), kind, made)


def row(**cells):
    return {"Câu hỏi": "Gì?", **{name.replace("_", " "): text for name, text in cells.items()}}


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"A": "a", "B": "b", "Đáp án": "B"}, "single"), ({"A": "a", "B": "b", "C": "c", "Đáp án": "A, B"}, "multiple"),
        ({"Đáp án": "Sai"}, "true_false"),
    ],
)  # fmt: skip
def test_without_a_kind_the_answer_tells_it(cells, kind):
    question = read_row(row(**cells), 1)
    assert question.kind == kind
    assert kind_named(kind).problems(content_of(question)) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"A": "a", "B": "b", "Đáp án": "C"}, {"A": "a", "B": "b", "Đáp án": "Hà Nội"}, {"Kiểu": "Tự luận", "Đáp án": "A"},
        {"Kiểu": "Đúng hay sai", "Đáp án": "Có"}, {"Kiểu": "Ghép đôi", "A": "a", "B": "b"}, {"Kiểu": "Điền số", "A": "ba"},
        {"Kiểu": "Điền số", "A": "3", "Đơn vị": "m = x"}, {"A": "a", "B": "b", "Đáp án": "A", "Độ khó": "Siêu"},
        {"A": "a", "B": "b", "Đáp án": "A", "Lời riêng": "Vâng"}, {"A": "a", "B": "b", "Đáp án": "A", "Gợi ý": "x" * 256},
        {"A": "a", "B": "b", "Đáp án": "A", "Ngày kiểm tra": "hôm qua"}, {"A": "a", "B": "b", "Đáp án": "A", "Cách chấm": "dễ thôi"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(cells):
    with pytest.raises(Unreadable):
        read_row(row(**cells), 1)


def test_a_category_without_a_name_is_refused():
    with pytest.raises(BadCategory):
        read_row(row(A="a", B="b", Đáp_án="A", Danh_mục="a / / b"), 1)


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("single", content("single", choices=[choice("<b>a</b>", True), choice("b")], is_shuffled=True)),
        ("true_false", content("true_false", text="<ul><li>a</li></ul>", is_true=True)),
        ("matching", content("matching", pairs=[{"text": "<p>a => b</p>", "match": "1"}, {"text": "<p>b</p>", "match": "2"}], more=[], is_shuffled=True)),
        ("number", content("number", answers=[{"value": "1", "tolerance": "0", "percent": None, "feedback": ""}], units=[{"name": "a=b", "factor": "1"}])),
        ("hotspot", {"text": "x"}),
    ],
)  # fmt: skip
def test_what_it_has_no_words_for_is_said(kind, made):
    with pytest.raises(CannotSay):
        write_row(kept(kind, made))


CELL = st.one_of(
    st.sampled_from(
        ["", "A", "A, B 50%", "Đúng", "Sai", "3 ± 0,5", "a => b", "=> c", "{a|b}", "x" * 300, "đúng hết", "Khó", "1/1/2026"]
    ),
    st.text(st.sampled_from("AB, %50=>{|}*±:\n;đ/"), max_size=12),
)


@given(
    st.sampled_from(["", *KINDS.values(), "Gì đó"]),
    st.dictionaries(st.sampled_from([name for name in COLUMNS if name != "Kiểu"]), CELL),
)
@settings(max_examples=300)
def test_any_row_is_read_or_refused_in_words(kind, cells):
    try:
        question = read_row({"Kiểu": kind, "Câu hỏi": "Gì?", **cells}, 7)
    except (Unreadable, BadCategory):
        return
    assert question.line == 7
    assert isinstance(kind_named(question.kind).problems(content_of(question)), list)
