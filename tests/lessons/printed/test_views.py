"""A test on paper, from making it to its results, as who looks after a class does it."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from lessons.models import LessonPage, PaperResults, PrintedTest
from lessons.printed.papers import papers_of
from participation.models import Fact
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.verifying import Difference, verify
from quizzes.models import Attempt, Quiz
from rosters.models import Member
from tests.pages import page_text, text_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def lesson(people, units, make_lesson, make_member):
    make_member(units.class_a, name="Lê Văn Tám", code="HSTAM")
    make_member(units.class_b, name="Phạm Ở Lớp Khác", code="HSKHAC")
    return make_lesson(questions=3, steps=1)


@pytest.fixture
def test(as_organizer, lesson, units):
    as_organizer.post(reverse("printed_tests", args=[units.class_a.code]), {"lesson": lesson.pk, "number": 2})
    return PrintedTest.objects.get()


def address(name, test, *more):
    return reverse(name, args=[test.unit.code, test.pk, *more])


def download(client, test, what):
    return client.get(address("printed_file", test, what))


def sheet_of(client, test, answers, **more):
    """The sheet that was downloaded, filled in: code of a member -> (version, what is typed at each question)."""
    book = load_workbook(io.BytesIO(download(client, test, "bang-nhap").content))
    sheet = book.active
    for row in sheet.iter_rows(min_row=2):
        for cell, value in zip(row[2:], answers.get(row[0].value, ()), strict=False):
            cell.value = value
    for row in more.get("rows", ()):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("bang.xlsx", out.getvalue(), content_type=XLSX)


def upload(client, test, file, day="01/10/2026", **options):
    return client.post(address("printed_test", test), {"taken_on": day, "file": file}, **options)


def keys(test, code):
    return [question.key for question in papers_of(test)[code]]


def all_right(test, code="101"):
    return [int(code), *keys(test, code)]


def all_wrong(test, code="101"):
    return [int(code), *("B" if key == "A" else "A" for key in keys(test, code))]


def record(client, test, file):
    shown = upload(client, test, file, follow=True)
    results = PaperResults.objects.latest("pk")
    return shown, client.post(address("record_paper_results", test, results.pk), follow=True)


def test_a_class_is_led_there_and_a_test_has_its_versions(as_organizer, test, units):
    assert (
        reverse("printed_tests", args=[units.class_a.code])
        in as_organizer.get(reverse("figures_unit", args=[units.class_a.code])).content.decode()
    )
    assert test.codes == ["101", "102"]
    orders = [[pk for pk, _mark in questions] for questions in test.papers.values()]
    assert sorted(orders[0]) == sorted(orders[1])
    assert "Mã đề: 101, 102" in page_text(as_organizer, address("printed_test", test))
    assert "Đề đã tạo" in page_text(as_organizer, reverse("printed_tests", args=[units.class_a.code]))


def test_the_papers_and_the_key_are_pdf(as_organizer, test):
    papers = PdfReader(io.BytesIO(download(as_organizer, test, "de").content))
    text = " ".join(page.extract_text() for page in papers.pages)
    assert text.count("Mã đề 101") >= 1
    assert "Câu 3. Câu" in text
    assert "A. Ý" in text
    key = PdfReader(io.BytesIO(download(as_organizer, test, "dap-an").content)).pages[0].extract_text()
    assert "Không phát cho người làm bài" in key
    assert download(as_organizer, test, "khac").status_code == 404


def test_the_sheet_has_the_class_and_a_column_for_each_question(as_organizer, test):
    rows = list(load_workbook(io.BytesIO(download(as_organizer, test, "bang-nhap").content)).active.values)
    assert rows[0] == ("Mã thành viên", "Họ và tên", "Mã đề", "Câu 1", "Câu 2", "Câu 3")
    assert {row[0] for row in rows[1:]} == {"HSANH", "HSTAM"}


def test_results_are_looked_at_then_recorded_as_facts_of_that_day(as_organizer, test, lesson):
    file = sheet_of(as_organizer, test, {"HSANH": all_right(test), "HSTAM": [102, "", "", ""]})
    shown, done = record(as_organizer, test, file)
    assert "2 bài làm mới, 1 đạt. Chưa ghi gì." in text_of(shown.content.decode())
    assert "Đã ghi 2 bài làm." in text_of(done.content.decode())
    facts = {fact.member.code: fact for fact in Fact.objects.filter(verb="handed_in").select_related("member")}
    assert {code: (str(fact.day), fact.score) for code, fact in facts.items()} == {
        "HSANH": ("2026-10-01", 100), "HSTAM": ("2026-10-01", 0),
    }  # fmt: skip
    assert Attempt.objects.get(member__code="HSANH").passed
    fold_pending()
    assert not isinstance(verify(), Difference)
    result = as_organizer.get(address("paper_results", test, PaperResults.objects.get().pk))
    assert "Đã ghi lúc" in text_of(result.content.decode())
    assert "Làm ngày 01/10/2026" in page_text(as_organizer, address("printed_test", test))


def test_the_same_sheet_again_records_nothing_and_other_answers_overwrite_nothing(as_organizer, test):
    record(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    shown, _done = record(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    assert "0 bài làm mới, 0 đạt. Chưa ghi gì. 1 bài đã ghi trước đây nên bỏ qua." in text_of(shown.content.decode())
    changed = sheet_of(as_organizer, test, {"HSANH": all_wrong(test), "HSTAM": all_right(test)})
    shown, done = record(as_organizer, test, changed)
    assert "1 người đã có kết quả của đề này với câu trả lời khác" in text_of(shown.content.decode())
    assert "Đã ghi 1 bài làm." in text_of(done.content.decode())
    kept = dict(Attempt.objects.values_list("member__code", "right"))
    assert kept == {"HSANH": 3, "HSTAM": 3}


def test_other_answers_are_put_right_where_that_is_chosen(as_organizer, test):
    record(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    shown = upload(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_wrong(test)}), follow=True)
    assert "Sửa 1 bài đã ghi theo bảng này" in text_of(shown.content.decode())
    right = Attempt.objects.get().right
    last = address("record_paper_results", test, PaperResults.objects.first().pk)
    done = as_organizer.post(last, {"sua": "1"}, follow=True)
    assert "Đã sửa 1 bài làm ghi trước đây." in text_of(done.content.decode())
    assert Attempt.objects.get().right < right == 3


def test_a_sheet_that_was_recorded_by_mistake_is_taken_back(as_organizer, test):
    _shown, done = record(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    assert (
        BeautifulSoup(done.content, "html.parser").select_one("details form button").get_text(strip=True).startswith("Rút lại")
    )
    own = address("take_back_paper_results", test, PaperResults.objects.get().pk)
    told = text_of(as_organizer.post(own, follow=True).content.decode())
    assert "Đã rút lại 1 bài làm." in told
    assert "kết quả dưới đây không còn tính" in told
    assert "Nhập nhầm?" not in told
    assert "(đã rút lại)" in page_text(as_organizer, address("printed_test", test))
    assert not Fact.objects.filter(verb="handed_in").exists()
    assert "đã rút lại rồi" in text_of(as_organizer.post(own, follow=True).content.decode())


def test_what_was_done_on_paper_is_told_with_its_day_alone(as_organizer, as_learner, test, lesson):
    record(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    Quiz.objects.filter(pk=lesson.quiz_id).update(attempts_allowed=3)
    told = page_text(as_learner, "/danh-tinh-so/bai-1/kiem-tra/")
    assert "Lượt 1, làm trên giấy ngày 01/10/2026" in told


def test_pressing_twice_records_once(as_organizer, test):
    record(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    results = PaperResults.objects.get()
    as_organizer.post(address("record_paper_results", test, results.pk))
    assert (Attempt.objects.count(), Fact.objects.filter(verb="handed_in").count()) == (1, 1)


def test_an_attempt_under_way_on_a_phone_stays_as_it_is(as_organizer, as_learner, test, lesson):
    Quiz.objects.filter(pk=lesson.quiz_id).update(time_limit=30)
    as_learner.post("/danh-tinh-so/bai-1/kiem-tra/", {"bat-dau": "1"})
    record(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    assert sorted(Attempt.objects.values_list("state", "right")) == [("handed_in", 3), ("in_progress", 0)]


def test_everything_wrong_is_told_at_once_with_row_and_column_and_nothing_is_kept(as_organizer, test):
    answers = {"HSANH": [101, "Z", "AB", ""], "HSTAM": [999, "A", "", ""]}
    rows = [["HSKHAC", "", 101, "A"], ["", "", 101, "A"], ["HSANH", "", 101, "A", "A", "A"]]
    answer = upload(as_organizer, test, sheet_of(as_organizer, test, answers, rows=rows))
    told = text_of(answer.content.decode())
    assert answer.status_code == 422
    for words in (
        "cột “Câu 1”, ghi “Z”: “Z” không phải là chữ cái của phương án; cần từ A đến C.",
        "cột “Câu 2”, ghi “AB”: Câu này chỉ chọn một phương án.",
        "cột “Mã đề”: “999” không phải là mã đề của bài này (101, 102).",
        "không có ai mang mã HSKHAC trong",
        "chưa có mã thành viên",
    ):
        assert words in told, words
    assert not PaperResults.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"khong phai", "Không tìm thấy dòng tiêu đề"), (b"PK\x03\x04 hong", ""),
        ("Mã thành viên;Mã đề;Câu 1\n".encode(), "Bảng chưa có bài làm nào"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_sheet_is_told(as_organizer, test, content, words):
    answer = upload(as_organizer, test, SimpleUploadedFile("bang.csv" if words else "bang.xlsx", content))
    assert answer.status_code == 422
    problems = BeautifulSoup(answer.content, "html.parser").select(".issue li")
    assert len(problems) == 1
    assert words in problems[0].get_text()


@pytest.mark.parametrize(("day", "words"), [("", ""), ("01/10/2099", "không thể ở sau hôm nay"), ("hôm qua", "ngày/tháng/năm")])
def test_the_day_of_the_test_is_a_day_that_was(as_organizer, test, day, words):
    answer = upload(as_organizer, test, sheet_of(as_organizer, test, {}), day)
    assert answer.status_code == 422
    assert words in text_of(answer.content.decode())


def test_a_quiz_that_cannot_be_printed_or_whose_lesson_is_gone_says_so(as_organizer, lesson, units, test):
    results = sheet_of(as_organizer, test, {"HSANH": all_right(test)})
    upload(as_organizer, test, results)
    LessonPage.objects.get(pk=lesson.pk).delete()
    made = PaperResults.objects.get()
    assert "Ghi 1 bài làm" not in page_text(as_organizer, address("paper_results", test, made.pk))
    done = as_organizer.post(address("record_paper_results", test, made.pk), follow=True)
    assert "bài học không còn" in text_of(done.content.decode())
    assert not Attempt.objects.exists()


def test_a_quiz_of_which_nothing_can_be_asked_on_paper_is_not_printed(as_organizer, lesson, units):
    lesson.quiz.quiz_questions.all().delete()
    answer = as_organizer.post(reverse("printed_tests", args=[units.class_a.code]), {"lesson": lesson.pk, "number": 1})
    assert "không có câu nào hỏi được trên giấy" in text_of(answer.content.decode())
    assert not PrintedTest.objects.exists()


def test_another_schools_organizer_reaches_nothing_of_it(as_organizer, as_other_organizer, as_editor, test, units):
    upload(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    made = PaperResults.objects.get()
    for own in (
        address("printed_test", test),
        address("printed_file", test, "dap-an"),
        address("paper_results", test, made.pk),
    ):
        assert as_other_organizer.get(own).status_code == 404
        assert as_editor.get(own).status_code in (302, 403)
        # Nor by the address of a unit that is theirs.
        assert as_other_organizer.get(own.replace(units.class_a.code, units.other_class.code)).status_code == 404
    assert as_other_organizer.post(address("record_paper_results", test, made.pk)).status_code == 404
    assert not Attempt.objects.exists()


def test_a_member_who_left_meanwhile_is_recorded_all_the_same(as_organizer, test):
    upload(as_organizer, test, sheet_of(as_organizer, test, {"HSANH": all_right(test)}))
    Member.objects.get(code="HSANH").memberships.update(end="2026-11-01")
    as_organizer.post(address("record_paper_results", test, PaperResults.objects.get().pk))
    assert Fact.objects.get(verb="handed_in").school_unit.code == "TNH-10A1"
