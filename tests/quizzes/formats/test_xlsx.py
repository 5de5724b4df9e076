"""The XLSX template: whole workbooks."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image as Drawing
from PIL import Image

from quizzes.formats.questions_of_files import UnreadableQuestionFile
from quizzes.formats.xlsx import GUIDE, read_xlsx, write_xlsx
from tests.quizzes.formats.every_kind import PLAIN, is_the_same, kept
from tests.quizzes.kinds.written import choice, content


def book(*rows, before=(), title="Sheet"):
    made = Workbook()
    made.active.title = title
    for each in [*before, *rows]:
        made.active.append(each)
    return made


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


HEAD = ["STT", "Nội dung câu hỏi", "A", "B", "C", "Đáp án", "Ghi chú"]


def test_all_kinds_come_back_from_a_workbook():
    questions = [kept(name.split()[0], made) for name, made in PLAIN.items()]
    content_, left = write_xlsx(questions)
    found = read_xlsx(content_)
    assert (left, found.problems, found.notes) == ([], [], [])
    assert [each.line for each in found.questions] == list(range(2, len(PLAIN) + 2))
    assert all(is_the_same(each, own.kind, own.content) for each, own in zip(found.questions, questions, strict=True))


def test_a_text_that_looks_like_a_formula_stays_a_text():
    made = content("single", choices=[choice("=1+1", True), choice("+2")], is_shuffled=True)
    (question,) = read_xlsx(write_xlsx([kept("single", made)])[0]).questions
    assert is_the_same(question, "single", made)


def test_a_teachers_own_sheet_with_a_title_above_is_read():
    found = read_xlsx(
        saved(
            book(
                HEAD,
                [1, "Ai hỏi OTP?", "Cán bộ", "Không ai", None, "B"],
                [],
                [2, "Số?", 5, 2.5, True, "A"],
                before=[["NGÂN HÀNG"], []],
            )
        )
    )
    assert [(each.line, each.kind) for each in found.questions] == [(4, "single"), (6, "single")]
    assert [each["value"]["text"] for each in found.questions[1].value["choices"]] == ["5", "2,5", "Đúng"]


def test_what_stands_in_a_column_that_is_not_ours_is_told():
    found = read_xlsx(saved(book(HEAD, [1, "Gì?", "a", "b", None, "A", "xem lại"])))
    assert [(note.line, note.code) for note in found.notes] == [(2, "column_unknown")]
    assert "ô G2" in found.notes[0].message


def test_all_mistakes_are_told_at_once_with_their_rows():
    rows = [
        [1, "Một?", "a", "b", None, "C"],
        [2, "Hai?", "=1+1", "b", None, "A"],
        [3, "Ba?", "#REF!", "b", None, "A"],
        [4, "Bốn?", "a", "b", None, "A"],
    ]
    made = book(HEAD, *rows)
    made.active["C4"].data_type = "e"
    found = read_xlsx(saved(made))
    assert [(problem.line, problem.code) for problem in found.problems] == [(2, "answer"), (3, "formula"), (4, "cell_error")]
    assert "ô C3 là công thức" in found.problems[1].message
    assert len(found.questions) == 1


def test_days_of_excel_are_days():
    head = ["Câu hỏi", "Đáp án", "Ngày kiểm tra"]
    (question,) = read_xlsx(saved(book(head, ["Trời xanh.", "Đúng", dt.date(2026, 11, 30)]))).questions
    assert question.checked_on == dt.date(2026, 11, 30)


def test_pictures_in_a_workbook_are_not_dropped_in_silence():
    made, out = book(HEAD, [1, "Gì?", "a", "b", None, "A"]), io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    made.active.add_image(Drawing(out), "D5")
    assert [problem.code for problem in read_xlsx(saved(made)).problems] == ["pictures"]


def test_an_empty_template_says_so():
    assert [problem.code for problem in read_xlsx(saved(book(HEAD))).problems] == ["no_questions"]


@pytest.mark.parametrize(
    "content_", [b"", b"PK\x03\x04 spoiled", b"no workbook", saved(book(["Họ tên", "Lớp"], ["An", "10A1"]))]
)
def test_what_is_no_such_workbook_is_refused_whole(content_):
    with pytest.raises(UnreadableQuestionFile):
        read_xlsx(content_)


def test_the_template_explains_itself_and_offers_the_kinds():
    made = load_workbook(io.BytesIO(write_xlsx([])[0]))
    assert made.sheetnames == ["Câu hỏi", "Cách điền"]
    assert made["Cách điền"].max_row == len(GUIDE)
    assert any("Ghép đôi" in rule.formula1 for rule in made["Câu hỏi"].data_validations.dataValidation)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("spoiled", [b"", b"<worksheet><sheetData><row", b"\x00\x01"])
def test_a_part_of_a_workbook_that_is_spoiled_is_answered(part, spoiled):
    whole, out = io.BytesIO(saved(book(HEAD, [1, "Gì?", "a", "b", None, "A"]))), io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, spoiled if name == part else old.read(name))
    try:
        found = read_xlsx(out.getvalue())
    except UnreadableQuestionFile:
        return
    assert found.questions or found.problems
