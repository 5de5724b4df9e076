"""What was answered, for those who look after a unit."""

import pytest
from django.urls import reverse

from lessons.learner.learning import hand_in_quiz
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt
from quizzes.results import attempts_of_unit
from tests.factories import answers_of
from tests.pages import page_text


@pytest.fixture
def world(people, units, make_lesson, make_member):
    """Ánh is right, then wrong; Tám and Bảo are wrong; Bảo is in another class by now. A quiz of two questions."""
    lesson = make_lesson(questions=2, steps=1)
    versions = quiz_questions(lesson.quiz)
    tam = make_member(units.class_a, name="Lê Văn Tám", code="HSTAM")
    bao = make_member(units.class_a, name="Trần Bảo", code="HSBAO")
    for member, right in ((people.member, True), (people.member, False), (tam, False), (bao, False)):
        hand_in_quiz(member, lesson, versions, Submission(answers_of(*versions, right=right), seconds=80))
    bao.memberships.update(unit=units.other_class)
    return lesson.quiz, versions


def of_learner(unit, quiz, code):
    return reverse("learner_answers", args=[unit.code, quiz.pk, code])


def of_question(unit, quiz, question):
    return reverse("question_answers", args=[unit.code, quiz.pk, question])


def test_a_learners_attempts_stand_there_as_they_were_given_the_last_first(as_organizer, world, units):
    quiz, _versions = world
    shown = page_text(as_organizer, of_learner(units.school, quiz, "HSANH"))
    assert shown.index("Lượt 2, nộp lúc") < shown.index("Lượt 1, nộp lúc")
    assert "0/10, Chưa đạt · 1 phút 20 giây" in shown
    assert "1. Câu 0 Ý sai 0 Ý đúng 0 0/1" in shown
    assert "2. Câu 1 Ý đúng 0 Ý đúng 0 1/1" in shown


def test_what_was_left_open_or_tried_before_is_said(as_organizer, world, units):
    quiz, versions = world
    attempt = Attempt.objects.latest("pk")
    own = [str(version.question_id) for version in versions]
    wrong = [choice["id"] for choice in versions[1].content["choices"] if not choice["is_right"]]
    Attempt.objects.filter(member__code="HSTAM").update(
        answers={own[0]: None, own[1]: [wrong[1]]}, tries={own[1]: [[wrong[0]]]}, state="expired"
    )
    assert attempt.member.code == "HSBAO"
    shown = page_text(as_organizer, of_learner(units.school, quiz, "HSTAM"))
    assert "1. Câu 0 Bỏ trống Ý đúng 0" in shown
    assert "2. Câu 1 Ý sai 0 Ý sai 1 Ý đúng 0" in shown
    assert "hết giờ" in shown


def test_who_is_elsewhere_who_did_not_try_and_who_does_not_exist_are_not_found(as_organizer, as_other_organizer, world, units):
    quiz, _versions = world
    for code in ("HSBAO", "HSKHONG"):
        assert as_organizer.get(of_learner(units.school, quiz, code)).status_code == 404
    assert as_other_organizer.get(of_learner(units.school, quiz, "HSANH")).status_code == 404
    assert as_other_organizer.get(of_learner(units.other_school, quiz, "HSANH")).status_code == 404
    assert (
        as_organizer.get(of_learner(units.school, quiz, "HSANH"), {"tu": "2020-01-01", "den": "2020-01-31"}).status_code == 404
    )


def test_a_class_answers_to_a_question_stand_with_who_gave_them_the_wrong_ones_first(as_organizer, world, units):
    quiz, versions = world
    question = versions[0].question_id
    shown = page_text(as_organizer, of_question(units.school, quiz, question))
    assert "Đáp án: Ý đúng 0" in shown
    # Of Ánh the first attempt, which was right; of whom has moved away only the number.
    assert "Ý sai 0 0% 2 Lê Văn Tám và 1 người nay ở đơn vị khác Ý đúng 0 100% 1 Trần Ngọc Ánh" in shown
    every = page_text(as_organizer, of_question(units.school, quiz, question), {"luot": "all"})
    assert "Ý sai 0 0% 3 Trần Ngọc Ánh, Lê Văn Tám" in every


def test_a_question_that_nobody_was_asked_is_not_found(as_organizer, world, units):
    quiz, _versions = world
    assert as_organizer.get(of_question(units.school, quiz, 999_999)).status_code == 404
    assert as_organizer.get(of_question(units.school, quiz, 1).replace(f"/{quiz.pk}/", "/999999/")).status_code == 404


def test_of_one_learner_only_theirs_are_read_however_many_others_there_are(as_organizer, world, units, monkeypatch):
    quiz, _versions = world
    monkeypatch.setattr(attempts_of_unit, "MOST_ATTEMPTS", 2)
    assert "Lượt 2, nộp lúc" in page_text(as_organizer, of_learner(units.school, quiz, "HSANH"))


def test_of_too_many_attempts_it_says_so(as_organizer, world, units, monkeypatch):
    quiz, versions = world
    monkeypatch.setattr(attempts_of_unit, "MOST_ATTEMPTS", 2)
    address = of_question(units.school, quiz, versions[0].question_id)
    assert "Chọn thời gian ngắn hơn, hoặc mở từng đơn vị cấp dưới" in page_text(as_organizer, address)


def test_the_pages_of_results_lead_there(as_organizer, world, units):
    quiz, versions = world
    learners = as_organizer.get(reverse("quiz_learners", args=[units.school.code, quiz.pk])).content.decode()
    assert of_learner(units.school, quiz, "HSANH") in learners
    questions = as_organizer.get(reverse("quiz_questions", args=[units.school.code, quiz.pk])).content.decode()
    assert of_question(units.school, quiz, versions[0].question_id) in questions


def test_the_number_of_queries_does_not_grow_with_learners(
    as_organizer, world, units, make_member, django_assert_max_num_queries
):
    quiz, versions = world
    from lessons.models import LessonPage

    lesson = LessonPage.objects.get(quiz=quiz)
    for _ in range(5):
        hand_in_quiz(make_member(units.class_a), lesson, versions, Submission(answers_of(*versions, right=False)))
    for address in (of_learner(units.school, quiz, "HSANH"), of_question(units.school, quiz, versions[0].question_id)):
        as_organizer.get(address)
        with django_assert_max_num_queries(22):
            as_organizer.get(address)
