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

KEY = str(uuid.UUID(int=7))


@pytest.fixture
def versions(db):
    return [factories.question("Một", right=1, wrong=2).version, factories.question("Hai", right=2, wrong=1).version]


def choices(version):
    return [choice["id"] for choice in version.content["choices"]]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=24) | st.integers(-5, 10**25).map(str), max_size=8))
def test_whatever_is_sent_answers_are_choices_of_the_question(versions, sent):
    data = QueryDict(mutable=True)
    data["key"] = KEY
    ((own, marks),) = factories.form_of(versions[0], key=KEY).items()
    for version in versions:
        data.setlist(f"cau-{version.question_id}", [*sent, *marks])
    answers = read_answers(versions, data)
    assert own == f"cau-{versions[0].question_id}"
    assert answers[versions[0].question_id] == choices(versions[0])[:1]
    assert set(answers[versions[1].question_id] or []) <= set(choices(versions[1]))
    assert choices(versions[0])[0] not in (answers[versions[1].question_id] or [])


def test_the_marks_of_one_turn_are_nothing_in_another(versions):
    data = QueryDict(mutable=True)
    data["key"] = str(uuid.UUID(int=8))
    for name, marks in factories.form_of(*versions, key=KEY).items():
        data.setlist(name, marks)
    assert set(read_answers(versions, data).values()) == {None}


def test_unanswered_questions_are_told_by_their_numbers(versions):
    submission = Submission({versions[0].question_id: None, versions[1].question_id: choices(versions[1])[:1]})
    assert submission.unanswered(versions) == [1]
    assert Submission({}).unanswered(versions) == [1, 2]


def test_a_form_brings_its_key_its_time_and_its_device(versions):
    device = new_device()
    request = RequestFactory().post("/", {"key": KEY, "luc-mo": shown_mark(KEY)})
    request.COOKIES[DEVICE_COOKIE] = device
    found = read_submission(request, versions)
    assert str(found.key) == KEY
    assert found.seconds is not None
    assert found.seconds < 5
    assert found.device == device_digest(device)
    assert device not in found.device


def test_a_form_without_any_of_them_is_still_an_attempt(versions):
    found = read_submission(RequestFactory().post("/", {"key": "không phải khóa"}), versions)
    assert isinstance(found.key, uuid.UUID)
    assert (found.seconds, found.device) == (0, "")


def test_the_mark_of_another_attempt_tells_no_time(versions):
    request = RequestFactory().post("/", {"key": str(uuid.uuid4()), "luc-mo": shown_mark(str(uuid.uuid4()))})
    assert read_submission(request, versions).seconds == 0
