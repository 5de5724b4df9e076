"""A lesson that an editor moves to another course is found from its old addresses."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from participation.models import Fact
from quizzes.models import Attempt
from tests import factories
from tests.lessons.learner.test_ended_session import QUIZ, filled
from tests.pages import page

STEP = "/danh-tinh-so/bai-1/buoc/1/"


@pytest.fixture
def moved(lesson, site_home):
    def to_another_course():
        lesson.move(factories.course(site_home, "Khóa mới", "khoa-moi"), pos="last-child")
        return lesson

    return to_another_course


@pytest.mark.parametrize("rest", ["", "buoc/1/", "kiem-tra/"])
def test_its_pages_lead_to_where_they_are_now(client, moved, rest):
    moved()
    answer = client.get(f"/danh-tinh-so/bai-1/{rest}", follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, f"/khoa-moi/bai-1/{rest}")


def test_a_step_that_is_finished_at_the_old_address_counts(as_learner, moved):
    moved()
    as_learner.post(STEP, follow=True)
    assert Fact.objects.filter(verb=Fact.Verb.STEPPED).count() == 1


def test_a_quiz_that_was_open_meanwhile_is_handed_in(as_learner, lesson, moved):
    form = filled(page(as_learner, QUIZ), lesson)
    moved()
    as_learner.post(QUIZ, form, follow=True)
    assert Attempt.objects.get().passed


def test_a_lesson_that_came_back_and_is_closed_to_the_public_leads_nowhere_for_ever(client, lesson):
    Redirect.add_redirect("/danh-tinh-so/bai-1", lesson.page_ptr)
    type(lesson).objects.filter(pk=lesson.pk).update(live=False, first_published_at=None)
    assert client.get(STEP, follow=True).status_code == 404


def test_what_was_never_here_is_not_found(client, lesson):
    assert client.get("/danh-tinh-so/bai-9/buoc/1/").status_code == 404
    Redirect.add_redirect("/danh-tinh-so/bai-9", "/so-lieu/")
    assert client.get("/danh-tinh-so/bai-9/buoc/1/").status_code == 404
