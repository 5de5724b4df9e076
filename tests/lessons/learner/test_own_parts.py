"""A learner's page that is kept for all of them: each sees their own name, place and forms, and nobody else's."""

import re

import pytest

from lessons.learner.learning import finish_step
from lessons.pages import page_cache
from rosters.login.learners import account_of
from tests import factories
from tests.conftest import LEARNER, logged_in
from tests.pages import page, text_of

pytestmark = pytest.mark.django_db
STEP = "/danh-tinh-so/bai-1/buoc/1/"


@pytest.fixture
def other(make_member, units):
    return make_member(units.class_a, name="Đỗ <b>Thị</b> & Mười")


def without_what_is_different_each_time(html):
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", html)


def test_it_is_the_page_that_is_rendered_without_it(as_learner, lesson, monkeypatch):
    kept = page(as_learner, STEP)
    again = page(as_learner, STEP)
    monkeypatch.setattr(page_cache, "cached", lambda name, make: make())
    fresh = page(as_learner, f"{STEP}?x=1").replace("%3Fx%3D1", "")
    assert len({without_what_is_different_each_time(html) for html in (kept, again, fresh)}) == 1
    assert not re.search("[\ue000\ue001]", kept)


def test_each_sees_their_own_name_and_nobody_elses(as_learner, lesson, people, other):
    first = page(as_learner, STEP)
    second = page(logged_in(account_of(other), LEARNER), STEP)
    assert people.member.given_name in text_of(first)
    assert "Mười" in text_of(second)
    assert people.member.given_name not in text_of(second)
    # A name is text, whatever is in it.
    assert "<b>" not in second.partition("</header>")[0].partition('class="top-nav"')[2]


def test_what_is_done_is_each_learners_own(as_learner, lesson, people, other):
    finish_step(people.member, lesson, lesson.step_ids[1])
    assert page(as_learner, STEP).count('<li class="done">') == 1
    assert page(logged_in(account_of(other), LEARNER), STEP).count('<li class="done">') == 0
    finish_step(people.member, lesson, lesson.step_ids[0])
    assert page(as_learner, "/danh-tinh-so/bai-1/buoc/2/").count('<li class="done">') == 1


def test_the_form_is_theirs_and_can_be_sent(as_learner, lesson, people, other):
    client = logged_in(account_of(other), LEARNER)
    client.handler.enforce_csrf_checks = True
    page(as_learner, STEP)
    html = page(client, STEP)
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|nguoi)" value="([^"]+)"', html.partition('class="bottom-bar"')[2]))
    assert client.post(STEP, fields).status_code == 302
    assert list(other.facts.filter(verb="stepped").values_list("detail", flat=True)) == [lesson.step_ids[0]]
    assert not people.member.facts.exists()


def test_a_step_that_is_published_anew_is_seen_at_once(as_learner, lesson):
    page(as_learner, STEP)
    lesson.steps = [factories.step("Tên mới"), *lesson.steps.raw_data[1:]]
    lesson.save_revision().publish()
    assert "Tên mới" in page(as_learner, STEP)


def test_each_language_and_each_address_has_its_own(as_learner, lesson):
    page(as_learner, STEP)
    as_learner.cookies["ngon-ngu"] = "en"
    english = as_learner.get(STEP, HTTP_HOST="localhost").content.decode()
    assert 'property="og:url" content="http://localhost' in english


def test_a_step_takes_few_queries_once_it_is_kept(as_learner, lesson, django_assert_max_num_queries):
    page(as_learner, STEP)
    # The session, the account with its member, and what is done.
    with django_assert_max_num_queries(3):
        page(as_learner, STEP)


def test_what_looks_like_a_mark_in_a_text_stays_as_it_is(as_learner, lesson):
    lesson.steps = [factories.step("Bước", "<p>chữ \ue000khac\ue001 lạ</p>"), *lesson.steps.raw_data[1:]]
    lesson.save_revision().publish()
    assert "\ue000khac\ue001" in page(as_learner, STEP)
