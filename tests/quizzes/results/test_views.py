"""Results of quizzes on a unit's pages, for those who look after it."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from lessons.learner.learning import hand_in_quiz
from lessons.models import LessonPage
from participation.statistics.fold.folding import fold_pending
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Question
from quizzes.results import attempts_of_unit
from rosters.models import Member
from tests import factories
from tests.factories import answers_of
from tests.pages import page, page_text


@pytest.fixture
def handed_in(people, units, make_lesson, make_member):
    """Ánh is right twice, Tám once wrong; An of the other class has not tried."""
    lesson = make_lesson(questions=3, steps=1)
    versions = quiz_questions(lesson.quiz)
    other = make_member(units.class_a, name="=Lê Văn Tám")
    make_member(units.class_b, name="Phạm An")
    for member, right in ((people.member, True), (people.member, True), (other, False)):
        hand_in_quiz(member, lesson, versions, Submission(answers_of(*versions, right=right)))
    return lesson.quiz


def address(name, unit, quiz=None):
    return reverse(name, args=[unit.code, quiz.pk] if quiz else [unit.code])


def test_a_units_figures_lead_to_the_quizzes_that_were_handed_in(as_organizer, handed_in, units):
    assert address("unit_quizzes", units.school) in page(as_organizer, reverse("figures_unit", args=[units.school.code]))
    shown = page_text(as_organizer, address("unit_quizzes", units.school))
    assert handed_in.title in shown
    assert "3 2 1 5" in shown


def test_who_did_what_and_who_did_not_try(as_organizer, handed_in, units):
    shown = page_text(as_organizer, address("quiz_learners", units.school, handed_in))
    assert "Trần Ngọc Ánh" in shown
    assert "10 10 2 Đạt" in shown
    assert "0 0 1 Chưa đạt" in shown
    assert "Chưa làm: 1 người" in shown
    assert "Phạm An" in shown


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_same_as_a_file_for_a_mark_book(as_organizer, handed_in, units, form):
    response = as_organizer.get(address("quiz_learners", units.school, handed_in), {"tep": form})
    if form == "csv":
        text = response.content.decode("utf-8-sig")
        assert "HSANH,Trần Ngọc Ánh" in text
        assert "'=Lê Văn Tám" in text
        assert len(text.splitlines()) == 4
    else:
        rows = list(load_workbook(io.BytesIO(response.content)).active.values)
        assert rows[0][:2] == ("Mã thành viên", "Họ và tên")
        marks = {row[0]: row[3:7] for row in rows[1:]}
        assert marks["HSANH"] == (2, 10, 10, "Đạt")
        assert len(rows) == 4


def test_how_well_the_questions_work(as_organizer, handed_in, units):
    shown = page_text(as_organizer, address("quiz_questions", units.school, handed_in))
    assert "Số lượt 2" in shown
    assert "Độ dễ 50,00%" in shown
    assert "Mới có 2 lượt: chưa nói được gì chắc chắn." in shown
    every = page_text(as_organizer, address("quiz_questions", units.school, handed_in), {"luot": "all"})
    assert "Độ dễ 66,67%" in every


def test_versions_of_a_question_stand_together_or_apart(as_organizer, handed_in, units):
    question = Question.objects.filter(quizquestion__quiz=handed_in).first()
    factories.with_other_right_choice(question, 1)
    lesson = LessonPage.objects.get(quiz=handed_in)
    member = Member.objects.get(code="HSANH")
    hand_in_quiz(member, lesson, quiz_questions(handed_in), Submission(answers_of(*quiz_questions(handed_in))))
    own = address("quiz_questions", units.school, handed_in)
    assert "gộp 2 phiên bản" in page_text(as_organizer, own, {"luot": "all"})
    apart = page_text(as_organizer, own, {"luot": "all", "phien-ban": "tung"})
    assert "gộp" not in apart
    assert "phiên bản 2" in apart


def test_without_attempts_the_pages_say_so(as_organizer, make_lesson, units):
    quiz = make_lesson(questions=1).quiz
    assert "Chưa có bài kiểm tra nào được nộp" in page_text(as_organizer, address("unit_quizzes", units.school))
    for name in ("quiz_learners", "quiz_questions"):
        assert "Chưa có ai nộp bài này" in page_text(as_organizer, address(name, units.school, quiz))


def test_another_schools_organizer_sees_nothing_of_it(as_other_organizer, handed_in, units):
    for name in ("quiz_learners", "quiz_questions"):
        assert as_other_organizer.get(address(name, units.school, handed_in)).status_code == 404
    assert as_other_organizer.get(address("unit_quizzes", units.school)).status_code == 404
    shown = page_text(as_other_organizer, address("quiz_learners", units.other_school, handed_in))
    assert "Trần Ngọc Ánh" not in shown


def test_editors_see_no_learner(as_editor, handed_in, units):
    assert as_editor.get(address("quiz_learners", units.school, handed_in)).status_code in (302, 403)


def test_a_quiz_that_is_not_there_is_not_found(as_organizer, units):
    assert as_organizer.get(reverse("quiz_questions", args=[units.school.code, 99_999])).status_code == 404


@pytest.mark.parametrize("name", ["quiz_learners", "quiz_questions"])
def test_the_number_of_queries_does_not_grow_with_the_learners(
    as_organizer, handed_in, units, make_member, name, django_assert_max_num_queries
):
    for number in range(8):
        make_member(units.class_a, name=f"Nguyễn Văn {number}")
    fold_pending()
    with django_assert_max_num_queries(16):
        as_organizer.get(address(name, units.school, handed_in))


@pytest.mark.parametrize("name", ["unit_quizzes", "quiz_learners"])
def test_of_too_many_attempts_it_says_what_to_do(as_organizer, handed_in, units, monkeypatch, name):
    monkeypatch.setattr(attempts_of_unit, "MOST_ATTEMPTS", 2)
    own = address(name, units.school, None if name == "unit_quizzes" else handed_in)
    assert "Chọn thời gian ngắn hơn, hoặc mở từng đơn vị cấp dưới" in page_text(as_organizer, own)


def test_how_well_the_questions_work_is_told_of_however_many_attempts(as_organizer, handed_in, units, monkeypatch):
    """In the same number of statements: what is kept is read, not the attempts."""
    monkeypatch.setattr(attempts_of_unit, "MOST_ATTEMPTS", 2)
    own = address("quiz_questions", units.school, handed_in)
    assert "Số lượt 3" in page_text(as_organizer, own, {"luot": "all"})
    with CaptureQueriesContext(connection) as queries:
        as_organizer.get(own, {"luot": "all"})
    assert not [query["sql"] for query in queries if "quizzes_attempt" in query["sql"]]


def test_of_a_period_only_what_was_handed_in_then_is_counted(as_organizer, handed_in, units):
    own = address("quiz_questions", units.school, handed_in)
    past = {"tu": "2020-01-01", "den": "2020-01-31", "luot": "all"}
    assert "Chưa có ai nộp bài này" in page_text(as_organizer, own, past)
