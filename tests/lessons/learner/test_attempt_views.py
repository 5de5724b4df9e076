"""A quiz that has to be begun, as its learner meets it."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from lessons.learner.learning import end_all_over
from lessons.models import KeptQuiz, LessonPage
from participation.models import Fact
from quizzes.attempts.presenting import versions_of
from quizzes.models import Attempt, Category, Question, QuizQuestion, RandomQuestions
from tests import factories
from tests.conftest import LEARNER, logged_in
from tests.factories import form_of
from tests.pages import page, page_text, text_of

LESSON = "/danh-tinh-so/bai-1/"
QUIZ = f"{LESSON}kiem-tra/"


def begin(client):
    client.post(QUIZ, {"bat-dau": "1"})
    return Attempt.objects.latest("pk")


def form(attempt, *, right=True, only=None):
    versions = versions_of(attempt.versions)
    versions = [versions[only - 1]] if only else versions
    answers = form_of(*versions, right=right, key=str(attempt.key))
    return {"key": str(attempt.key), "hien": [str(version.question_id) for version in versions], **answers}


def later(monkeypatch, minutes):
    moment = timezone.now() + dt.timedelta(minutes=minutes)
    monkeypatch.setattr(timezone, "now", lambda: moment)


class TestBeginning:
    def test_a_visitor_is_asked_to_log_in_and_sees_no_question(self, client, begun_lesson):
        begun_lesson()
        shown = page_text(client, QUIZ)
        assert "Bài này tính lượt và tính giờ nên cần đăng nhập." in shown
        assert "Câu 1" not in shown
        client.post(QUIZ, {"bat-dau": "1"})
        assert not Attempt.objects.exists()

    def test_what_counts_is_said_before_and_looking_begins_nothing(self, as_learner, begun_lesson):
        begun_lesson(time_limit=30, attempts_allowed=2, closes_at=timezone.now() + dt.timedelta(days=1))
        shown = page_text(as_learner, QUIZ)
        for words in ("Có 30 phút kể từ lúc bấm Bắt đầu", "Được làm 2 lượt, còn 2", "Bài đóng lúc", "Bắt đầu làm bài"):
            assert words in shown
        assert not Attempt.objects.exists()

    def test_the_button_begins_once_and_leads_to_the_questions(self, as_learner, begun_lesson):
        begun_lesson()
        attempt = begin(as_learner)
        assert begin(as_learner) == attempt
        shown = page_text(as_learner, QUIZ)
        assert "Câu 3 trên 3" in shown
        assert f"Làm đến {timezone.localtime(attempt.due_at):%H:%M} (giờ Việt Nam, không theo giờ đặt trên máy bạn)." in shown

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"opens_at": timezone.now() + dt.timedelta(days=1)}, "Bài chưa mở. Mở từ"),
            ({"closes_at": timezone.now() - dt.timedelta(days=1)}, "Bài đã đóng."),
        ],
    )
    def test_why_it_cannot_be_begun_is_said(self, as_learner, begun_lesson, said, words):
        begun_lesson(**said)
        assert words in page_text(as_learner, QUIZ)
        response = as_learner.post(QUIZ, {"bat-dau": "1"})
        assert (response.status_code, words in text_of(response.content.decode())) == (409, True)
        assert not Attempt.objects.exists()

    def test_after_the_last_attempt_there_is_no_button_and_earlier_ones_are_listed(self, as_learner, begun_lesson):
        begun_lesson(attempts_allowed=1)
        as_learner.post(QUIZ, {**form(begin(as_learner)), "nop": "1"})
        shown = page_text(as_learner, QUIZ)
        assert "Bạn đã làm hết số lượt." in shown
        assert "Lượt 1, nộp lúc" in shown
        assert "100% · Đạt" in shown
        assert "Làm lượt mới" not in shown

    def test_between_two_attempts_one_waits(self, as_learner, begun_lesson, monkeypatch):
        begun_lesson(minutes_between=60)
        as_learner.post(QUIZ, {**form(begin(as_learner)), "nop": "1"})
        assert "Lượt tiếp theo làm được từ" in page_text(as_learner, QUIZ)
        later(monkeypatch, 61)
        assert "Làm lượt mới" in page_text(as_learner, QUIZ)


class TestTime:
    def test_what_comes_after_the_time_is_not_kept_and_what_was_kept_is_graded(self, as_learner, begun_lesson, monkeypatch):
        begun_lesson(time_limit=10)
        attempt = begin(as_learner)
        as_learner.post(QUIZ, {**form(attempt, only=1), "luu": "1"})
        later(monkeypatch, 15)
        answer = as_learner.post(QUIZ, {**form(attempt), "nop": "1"}, follow=True)
        attempt.refresh_from_db()
        assert (attempt.state, attempt.right) == ("expired", 1)
        assert "Đã hết giờ: những câu đã lưu được chấm." in text_of(answer.content.decode())

    def test_whoever_comes_back_too_late_finds_the_result(self, as_learner, begun_lesson, monkeypatch):
        begun_lesson(time_limit=10)
        attempt = begin(as_learner)
        as_learner.post(QUIZ, {**form(attempt), "luu": "1"})
        later(monkeypatch, 15)
        assert "Lượt 1, nộp lúc" in page_text(as_learner, QUIZ)
        assert Fact.objects.filter(verb="passed").count() == 1

    def test_the_site_ends_what_nobody_comes_back_to(self, as_learner, begun_lesson, monkeypatch):
        begun_lesson(time_limit=10)
        attempt = begin(as_learner)
        as_learner.post(QUIZ, {**form(attempt), "luu": "1"})
        assert end_all_over(timezone.now()) == 0
        assert end_all_over(timezone.now() + dt.timedelta(minutes=11)) == 1
        attempt.refresh_from_db()
        assert (attempt.state, attempt.right) == ("expired", 3)

    def test_the_page_knows_how_much_time_is_left_by_our_clock(self, as_learner, begun_lesson, monkeypatch):
        begun_lesson(time_limit=10)
        begin(as_learner)
        later(monkeypatch, 4)
        left = int(re.search(r'data-seconds-left="(\d+)"', page(as_learner, QUIZ))[1])
        assert 355 <= left <= 360


class TestOneAPage:
    def test_each_question_has_a_page_and_the_last_leads_to_a_summary(self, as_learner, begun_lesson):
        begun_lesson(one_a_page=True)
        attempt = begin(as_learner)
        shown = page_text(as_learner, QUIZ)
        assert ("Câu 1 trên 3" in shown, "Câu 2 trên 3" in shown) == (True, False)
        answer = as_learner.post(QUIZ, {**form(attempt, only=1), "cau": "1", "tiep": "1"})
        assert answer.url.endswith("?cau=2")
        answer = as_learner.post(QUIZ, {"key": str(attempt.key), "cau": "3", "tiep": "1"}, follow=True)
        shown = text_of(answer.content.decode())
        assert "Số câu chưa trả lời: 2." in shown
        assert "Vẫn nộp bài" in shown
        attempt.refresh_from_db()
        assert attempt.state == "in_progress"
        assert "Câu 2 trên 3" in page_text(as_learner, QUIZ)

    def test_an_answer_kept_before_stays_when_another_page_is_sent(self, as_learner, begun_lesson):
        begun_lesson(one_a_page=True)
        attempt = begin(as_learner)
        for number in (1, 2, 3):
            as_learner.post(QUIZ, {**form(attempt, only=number), "cau": str(number), "tiep": "1"})
        assert "Bạn đã trả lời hết các câu." in page_text(as_learner, f"{QUIZ}?cau=het")
        as_learner.post(QUIZ, {"key": str(attempt.key), "van-nop": "1"})
        attempt.refresh_from_db()
        assert (attempt.state, attempt.right) == ("handed_in", 3)

    def test_where_there_is_no_way_back_an_earlier_question_is_neither_shown_nor_changed(self, as_learner, begun_lesson):
        begun_lesson(one_a_page=True, forward_only=True)
        attempt = begin(as_learner)
        as_learner.post(QUIZ, {**form(attempt, only=1), "cau": "1", "tiep": "1"})
        assert "Câu 2 trên 3" in page_text(as_learner, f"{QUIZ}?cau=1")
        assert "Câu trước" not in page_text(as_learner, QUIZ)
        as_learner.post(QUIZ, {**form(attempt, right=False, only=1), "cau": "1", "luu": "1"})
        for number in (2, 3):
            as_learner.post(QUIZ, {**form(attempt, only=number), "cau": str(number), "tiep": "1"})
        as_learner.post(QUIZ, {"key": str(attempt.key), "van-nop": "1"})
        attempt.refresh_from_db()
        assert attempt.right == 3

    @pytest.mark.parametrize("number", ["0", "4", "x", "99999", "-1"])
    def test_a_number_that_is_none_shows_the_first_open_question(self, as_learner, begun_lesson, number):
        begun_lesson(one_a_page=True)
        begin(as_learner)
        assert "Câu 1 trên 3" in page_text(as_learner, f"{QUIZ}?cau={number}")


class TestEndedSession:
    def test_what_was_sent_after_the_log_in_was_over_goes_into_the_attempt(self, as_learner, begun_lesson, people):
        begun_lesson()
        attempt = begin(as_learner)
        owner = re.search(r'name="nguoi" value="([^"]+)"', page(as_learner, QUIZ))[1]
        as_learner.logout()
        answer = as_learner.post(QUIZ, {**form(attempt, only=2), "nguoi": owner, "luu": "1"})
        assert answer.status_code == 403
        again = logged_in(people.learner, LEARNER)
        assert page(again, QUIZ).count(" checked") == 1
        attempt.refresh_from_db()
        assert sum(response is not None for response in attempt.answers.values()) == 1
        assert not KeptQuiz.objects.exists()


def test_a_quiz_that_ends_two_lessons_is_passed_in_the_one_in_which_it_was_taken(as_learner, make_lesson):
    first = make_lesson(questions=2, steps=1)
    second = make_lesson(questions=0, steps=1)
    second.quiz = first.quiz
    second.save_revision().publish()
    versions = [place.question.version for place in first.quiz.quiz_questions.all()]
    keys = ["6f1c1e0a-0000-4000-8000-00000000000" + n for n in "12"]
    as_learner.post(QUIZ, {"key": keys[0], "luu": "1", **form_of(versions[0], key=keys[0])})
    as_learner.post("/danh-tinh-so/bai-2/kiem-tra/", {"key": keys[1], **form_of(*versions, key=keys[1])})
    passed = Fact.objects.get(verb="passed")
    assert passed.activity.source == LessonPage.objects.get(pk=second.pk).quiz_source
    assert {attempt.state for attempt in Attempt.objects.all()} == {"in_progress", "handed_in"}


def test_whoever_saw_the_questions_has_had_a_turn(as_learner, begun_lesson, monkeypatch):
    begun_lesson(time_limit=10, attempts_allowed=1)
    begin(as_learner)
    later(monkeypatch, 15)
    assert "Bạn đã làm hết số lượt." in page_text(as_learner, QUIZ)


def test_a_quiz_that_hides_its_answers_is_not_tried_by_visitors(client, begun_lesson):
    begun_lesson(review_at_once=1)
    assert "cần đăng nhập" in page_text(client, QUIZ)


def test_a_quiz_without_a_question_to_draw_is_not_begun(as_learner, make_lesson):
    lesson = make_lesson(questions=1, steps=1)
    RandomQuestions.objects.create(quiz=lesson.quiz, category=Category.at(["trống"]), number=2)
    QuizQuestion.objects.filter(quiz=lesson.quiz).delete()
    answer = as_learner.post(QUIZ, {"bat-dau": "1"})
    assert "Bài này chưa có câu hỏi nào để hỏi." in text_of(answer.content.decode())
    assert not Attempt.objects.exists()


class TestReview:
    def test_nothing_is_shown_until_the_quiz_is_closed(self, as_learner, begun_lesson, monkeypatch):
        begun_lesson(closes_at=timezone.now() + dt.timedelta(hours=1), review_at_once=0, review_later=0)
        attempt = begin(as_learner)
        answer = as_learner.post(QUIZ, {**form(attempt), "nop": "1"}, follow=True)
        shown = text_of(answer.content.decode())
        assert ("Đã nộp bài" in shown, "Bạn đạt" in shown, "Kết quả được xem sau khi bài đóng" in shown) == (True, False, True)
        assert "Vì" not in shown
        later(monkeypatch, 61)
        assert "Bạn đạt, đúng 3 trên 3 câu" in page_text(as_learner, f"{QUIZ}{attempt.key}/")

    def test_the_score_alone(self, as_learner, begun_lesson):
        begun_lesson(review_at_once=1, review_later=1, attempts_allowed=3)
        attempt = begin(as_learner)
        shown = text_of(as_learner.post(QUIZ, {**form(attempt), "nop": "1"}, follow=True).content.decode())
        assert "Bạn đạt, đúng 3 trên 3 câu" in shown
        assert "Từng câu và lý do" not in shown
        assert "chưa được cho xem" in shown

    def test_an_attempt_under_way_has_no_result(self, as_learner, begun_lesson):
        begun_lesson()
        attempt = begin(as_learner)
        assert as_learner.get(f"{QUIZ}{attempt.key}/").url == QUIZ

    def test_marks_are_told_where_they_differ(self, as_learner, begun_lesson):
        lesson = begun_lesson()
        QuizQuestion.objects.filter(pk=lesson.quiz.quiz_questions.first().pk).update(mark="2.5")
        attempt = begin(as_learner)
        shown = text_of(as_learner.post(QUIZ, {**form(attempt), "nop": "1"}, follow=True).content.decode())
        assert "được 4,5 trên 4,5 điểm" in shown


def test_questions_drawn_at_random_are_those_of_the_attempt(as_learner, make_lesson):
    lesson = make_lesson(questions=1, steps=1)
    category = Category.at(["a"])
    for number in range(6):
        question = factories.question(f"Ngẫu nhiên {number}?")
        Question.objects.filter(pk=question.pk).update(category=category)
    RandomQuestions.objects.create(quiz=lesson.quiz, category=category, number=2)
    attempt = begin(as_learner)
    assert attempt.total == 3
    first = page_text(as_learner, QUIZ)
    assert first == page_text(as_learner, QUIZ)
    as_learner.post(QUIZ, {**form(attempt), "nop": "1"})
    attempt.refresh_from_db()
    assert attempt.right == 3


class TestTakenFreely:
    """A quiz of which nothing is said: it is kept answer by answer all the same."""

    def test_the_first_answer_begins_it_and_any_device_goes_on(self, as_learner, make_lesson, people):
        lesson = make_lesson(questions=3)
        html = page(as_learner, QUIZ)
        key, shown = (re.search(rf'name="{name}" value="([^"]+)"', html)[1] for name in ("key", "ban"))
        versions = [place.question.version for place in lesson.quiz.quiz_questions.all()]
        one = form_of(versions[0], key=key)
        assert as_learner.post(QUIZ, {"key": key, "ban": shown, "luu": "1", **one}).status_code == 204
        other = logged_in(people.learner, LEARNER)
        again = page(other, QUIZ)
        assert (key in again, again.count(" checked")) == (True, 1)
        assert "Bài chưa nộp. Những gì bạn đã chọn vẫn còn ở đây" in text_of(again)
        other.post(QUIZ, {"key": key, **form_of(*versions, key=key)})
        attempt = Attempt.objects.get()
        assert (str(attempt.key), attempt.state, attempt.right) == (key, "handed_in", 3)
        late = as_learner.post(QUIZ, {"key": key, "ban": shown, "luu": "1", **one})
        assert (late.status_code, Attempt.objects.count()) == (202, 1)
        assert page(other, QUIZ).count(" checked") == 0

    def test_its_marks_weigh_however_it_was_kept(self, as_learner, client, make_lesson):
        lesson = make_lesson(questions=2)
        first, second = lesson.quiz.quiz_questions.all()
        QuizQuestion.objects.filter(pk=first.pk).update(mark=5)
        versions = [first.question.version, second.question.version]
        key = "6f1c1e0a-0000-4000-8000-000000000001"
        data = {"key": key, **form_of(versions[0], key=key), **form_of(versions[1], right=False, key=key)}
        as_learner.post(QUIZ, {**data, "luu": "1"})
        shown = text_of(as_learner.post(QUIZ, data, follow=True).content.decode())
        assert "Bạn đạt, được 5 trên 6 điểm" in shown
        assert "Bạn đạt, được 5 trên 6 điểm" in text_of(client.post(QUIZ, data).content.decode())

    def test_a_second_page_that_was_open_already_hands_in_the_same_turn(self, as_learner, make_lesson):
        lesson = make_lesson(questions=2)
        versions = [place.question.version for place in lesson.quiz.quiz_questions.all()]
        first, second = ("6f1c1e0a-0000-4000-8000-00000000000" + n for n in "12")
        as_learner.post(QUIZ, {"key": first, "luu": "1", **form_of(versions[0], key=first)})
        as_learner.post(QUIZ, {"key": second, **form_of(*versions, key=second)})
        attempt = Attempt.objects.get()
        assert (str(attempt.key), attempt.state, attempt.right) == (first, "handed_in", 2)
        assert Fact.objects.filter(verb="handed_in").count() == 1
