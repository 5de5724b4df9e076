"""What a learner hands in is read once; whatever a form may hold, an answer is a choice of the question."""

import uuid

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.attempts.context import DEVICE_COOKIE, device_digest, new_device, shown_mark
from quizzes.attempts.submission import Submission, read_answers, read_submission
from tests import factories


@pytest.fixture
def questions(db):
    return [factories.question("Một", right=1, wrong=2), factories.question("Hai", right=2, wrong=1, kind="multiple")]


def choices(question):
    return [choice.pk for choice in question.choices.all()]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=24) | st.integers(-5, 10**25).map(str), max_size=8))
def test_whatever_is_sent_answers_are_choices_of_the_question(questions, sent):
    data = QueryDict(mutable=True)
    for question in questions:
        data.setlist(f"cau-{question.pk}", [*sent, str(choices(questions[0])[0])])
    answers = read_answers(questions, data)
    assert all(set(chosen) <= set(choices(question)) for question, chosen in zip(questions, answers.values(), strict=True))
    assert choices(questions[0])[0] in answers[questions[0].pk]
    assert choices(questions[0])[0] not in answers[questions[1].pk]


def test_unanswered_questions_are_told_by_their_numbers(questions):
    submission = Submission({questions[0].pk: [], questions[1].pk: choices(questions[1])[:1]})
    assert submission.unanswered(questions) == [1]
    assert Submission({}).unanswered(questions) == [1, 2]


def test_a_form_brings_its_key_its_time_and_its_device(questions):
    key, device = str(uuid.uuid4()), new_device()
    request = RequestFactory().post("/", {"key": key, "luc-mo": shown_mark(key)})
    request.COOKIES[DEVICE_COOKIE] = device
    found = read_submission(request, questions)
    assert str(found.key) == key
    assert found.seconds is not None
    assert found.seconds < 5
    assert found.device == device_digest(device)
    assert device not in found.device


def test_a_form_without_any_of_them_is_still_an_attempt(questions):
    found = read_submission(RequestFactory().post("/", {"key": "không phải khóa"}), questions)
    assert isinstance(found.key, uuid.UUID)
    assert (found.seconds, found.device) == (0, "")


def test_the_mark_of_another_attempt_tells_no_time(questions):
    request = RequestFactory().post("/", {"key": str(uuid.uuid4()), "luc-mo": shown_mark(str(uuid.uuid4()))})
    assert read_submission(request, questions).seconds == 0
