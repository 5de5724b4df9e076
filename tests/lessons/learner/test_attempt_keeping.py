"""What is answered in a quiz that was begun is kept: by whatever device, whatever happens in the middle."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lessons.learner import attempt_views
from lessons.pages import page_cache
from participation.models import Fact
from quizzes.attempts.presenting import versions_of
from quizzes.models import Attempt, Question, Quiz
from rosters.login.learners import account_of
from tests import factories
from tests.conftest import LEARNER, logged_in
from tests.factories import form_of
from tests.lessons.learner.test_attempt_views import QUIZ, begin, form
from tests.pages import page, page_text, text_of


class TestKeeping:
    def test_each_answer_is_kept_as_it_is_given(self, as_learner, begun_lesson):
        begun_lesson()
        attempt = begin(as_learner)
        assert as_learner.post(QUIZ, {**form(attempt, only=2), "luu": "1"}).status_code == 204
        attempt.refresh_from_db()
        assert sum(response is not None for response in attempt.answers.values()) == 1
        assert page(as_learner, QUIZ).count(" checked") == 1

    def test_saving_an_answer_takes_few_queries_however_many_questions(self, as_learner, begun_lesson):
        begun_lesson(questions=12)
        attempt = begin(as_learner)
        data = {**form(attempt), "luu": "1"}
        as_learner.post(QUIZ, data)
        with CaptureQueriesContext(connection) as queries:
            as_learner.post(QUIZ, data)
        told = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
        assert len(told) <= 5, "\n".join(sql[:150] for sql in told)

    @pytest.mark.parametrize("questions", [2, 12])
    def test_handing_in_takes_few_queries_however_many_questions(self, as_learner, begun_lesson, questions):
        begun_lesson(questions=questions)
        attempt = begin(as_learner)
        data = {**form(attempt), "nop": "1"}
        with CaptureQueriesContext(connection) as queries:
            as_learner.post(QUIZ, data)
        told = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
        assert len(told) <= 15, "\n".join(sql[:150] for sql in told)

    def test_what_another_device_saved_meanwhile_is_not_overwritten(self, as_learner, begun_lesson, monkeypatch):
        begun_lesson()
        attempt = begin(as_learner)
        first, second, _third = versions_of(attempt.versions)
        kept = factories.answers_of(first)
        at_once = attempt_views.save_at_once

        def after_another_device(found, *given):
            Attempt.objects.filter(pk=found.pk).update(
                answers=found.answers | {str(first.question_id): kept[first.question_id]}, saved_at=timezone.now()
            )
            return at_once(found, *given)

        monkeypatch.setattr(attempt_views, "save_at_once", after_another_device)
        as_learner.post(QUIZ, {**form(attempt, only=2), "luu": "1"})
        attempt.refresh_from_db()
        assert attempt.answers[str(first.question_id)] == kept[first.question_id]
        assert attempt.answers[str(second.question_id)]

    def test_another_device_goes_on_where_the_first_was(self, as_learner, begun_lesson, people):
        begun_lesson()
        attempt = begin(as_learner)
        as_learner.post(QUIZ, {**form(attempt, only=1), "luu": "1"})
        other = logged_in(people.learner, LEARNER)
        shown = page(other, QUIZ)
        assert (str(attempt.key) in shown, shown.count(" checked")) == (True, 1)

    def test_what_was_left_out_is_said_and_may_be_handed_in_anyway(self, as_learner, begun_lesson):
        begun_lesson()
        attempt = begin(as_learner)
        answer = as_learner.post(QUIZ, {**form(attempt, only=1), "nop": "1"}, follow=True)
        shown = text_of(answer.content.decode())
        assert "Số câu chưa trả lời: 2." in shown
        assert "Nộp dù còn câu trống" in shown
        answer = as_learner.post(QUIZ, {"key": str(attempt.key), "van-nop": "1", **form(attempt, only=1)}, follow=True)
        attempt.refresh_from_db()
        assert (attempt.state, attempt.right) == ("handed_in", 1)
        assert text_of(answer.content.decode()).count("Chưa trả lời") == 2

    def test_a_double_tap_and_the_way_back_make_one_result(self, as_learner, begun_lesson):
        begun_lesson()
        attempt = begin(as_learner)
        for right in (True, True, False):
            answer = as_learner.post(QUIZ, {**form(attempt, right=right), "nop": "1"})
            assert str(attempt.key) in answer.url
        attempt.refresh_from_db()
        assert (Attempt.objects.count(), attempt.right) == (1, 3)
        assert Fact.objects.filter(verb="handed_in").count() == 1

    def test_a_question_published_anew_is_asked_and_graded_as_it_was(self, as_learner, begun_lesson):
        begun_lesson()
        attempt = begin(as_learner)
        question = Question.objects.get(pk=int(next(iter(attempt.answers))))
        question.explanation = "<p>Mới.</p>"
        question.save_revision().publish()
        as_learner.post(QUIZ, {**form(attempt), "nop": "1"})
        attempt.refresh_from_db()
        assert attempt.right == 3
        assert "Mới." not in page_text(as_learner, f"{QUIZ}{attempt.key}/")

    def test_somebody_elses_attempt_is_out_of_reach(self, as_learner, begun_lesson, make_member, units):
        begun_lesson()
        attempt = begin(as_learner)
        other = logged_in(account_of(make_member(units.class_a, name="Lê Văn Tám")), LEARNER)
        other.post(QUIZ, {**form(attempt), "nop": "1"})
        attempt.refresh_from_db()
        assert attempt.state == "in_progress"
        assert other.get(f"{QUIZ}{attempt.key}/").status_code == 404

    def test_a_learner_who_moves_in_the_middle_goes_on(self, as_learner, begun_lesson, people, units):
        begun_lesson()
        attempt = begin(as_learner)
        people.member.memberships.filter(unit=units.class_a).update(unit=units.class_b)
        as_learner.post(QUIZ, {**form(attempt), "nop": "1"})
        assert Fact.objects.get(verb="handed_in").school_unit == units.class_b


class TestChangedInTheMiddle:
    def test_a_page_of_one_question_changes_no_other_whatever_the_quiz_says_by_now(self, as_learner, begun_lesson):
        lesson = begun_lesson(one_a_page=True)
        attempt = begin(as_learner)
        for number in (1, 3):
            as_learner.post(QUIZ, {**form(attempt, only=number), "cau": str(number), "tiep": "1"})
        for settings in ({"one_a_page": False, "time_limit": 20}, {"one_a_page": False, "time_limit": None}):
            Quiz.objects.filter(pk=lesson.quiz_id).update(**settings)
            as_learner.post(QUIZ, {**form(attempt, only=2), "luu": "1"})
        attempt.refresh_from_db()
        assert sum(response is not None for response in attempt.answers.values()) == 3

    def test_a_form_that_was_open_before_the_limit_was_set_begins_with_its_answers(self, as_learner, make_lesson):
        lesson = make_lesson(questions=2, steps=1)
        html = page(as_learner, QUIZ)
        key, shown = (re.search(rf'name="{name}" value="([^"]+)"', html)[1] for name in ("key", "ban"))
        Quiz.objects.filter(pk=lesson.quiz_id).update(time_limit=30)
        page_cache.empty()
        versions = [place.question.version for place in lesson.quiz.quiz_questions.all()]
        answer = as_learner.post(QUIZ, {"key": key, "ban": shown, **form_of(*versions, key=key)}, follow=True)
        assert answer.content.decode().count(" checked") == 2
        assert Attempt.objects.get().state == "in_progress"

    def test_more_time_is_had_at_once_and_never_less(self, as_learner, as_administrator, begun_lesson, people):
        lesson = begun_lesson(time_limit=10)
        attempt = begin(as_learner)
        data = {"quiz": lesson.quiz_id, "member": people.member.pk, "minutes": "15"}
        as_administrator.post(reverse("wagtailsnippets_quizzes_extratime:add"), data)
        due = attempt.due_at
        attempt.refresh_from_db()
        assert attempt.due_at - due == dt.timedelta(minutes=15)
        as_learner.post(QUIZ, {**form(attempt, only=1), "van-nop": "1"})
        assert "Có 25 phút kể từ lúc bấm Bắt đầu" in page_text(as_learner, QUIZ)
