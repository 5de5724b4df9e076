"""Before a page is taken back or deleted: who is learning it; and what they meet afterwards."""

import pytest
from django.urls import reverse

from lessons.learner.learning import finish_step
from lessons.learner.under_way import UnderWay, learners_of, remember_before_deleting_many
from lessons.models import GoneLesson, LessonPage
from tests import factories
from tests.pages import page_text, text_of

STEP = "/danh-tinh-so/bai-1/buoc/1/"


@pytest.fixture
def learning(make_lesson, units, make_member):
    """A lesson of two steps that three have begun and one of them completed."""
    lesson = make_lesson(questions=0)
    for number in range(3):
        learner = make_member(units.class_a)
        finish_step(learner, lesson, lesson.step_ids[0])
        if number == 0:
            finish_step(learner, lesson, lesson.step_ids[1])
    return lesson


def test_those_who_began_and_those_who_completed_are_counted_once_each(learning):
    assert learners_of(learning) == UnderWay(begun=3, completed=1)
    assert learners_of(learning.get_parent().specific) == UnderWay(begun=3, completed=1)
    assert learners_of(learning.get_parent().get_parent().specific) == UnderWay(0, 0)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_the_editor_is_told_before_it_is_done(as_administrator, learning, action):
    for page in (learning, learning.get_parent()):
        shown = page_text(as_administrator, reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))
        assert "3 người đã học, trong đó 1 người đã hoàn thành" in shown


def test_where_nobody_learns_nothing_is_told(as_administrator, make_lesson):
    lesson = make_lesson()
    assert "người đã học" not in page_text(as_administrator, reverse("wagtailadmin_pages:unpublish", args=[lesson.pk]))


@pytest.mark.parametrize("what", ["lesson", "course"])
def test_whoever_comes_back_meets_a_page_that_explains(client, learning, what):
    (learning if what == "lesson" else learning.get_parent().specific).unpublish()
    for path in ("/danh-tinh-so/bai-1/", STEP, "/danh-tinh-so/bai-1/kiem-tra/"):
        shown = page_text(client, path, status=404)
        assert "Bài này đang được sửa" in shown
        assert "Những gì bạn đã học và giấy chứng nhận của bạn vẫn được giữ." in shown


def test_a_lesson_that_was_moved_below_a_draft_is_being_edited_for_whoever_began_it(client, learning, site_home):
    draft = factories.course(site_home, "Khóa mới", "khoa-moi")
    type(draft).objects.filter(pk=draft.pk).update(live=False, first_published_at=None)
    learning.move(draft, pos="last-child")
    for path in ("/khoa-moi/bai-1/", "/danh-tinh-so/bai-1/", STEP):
        assert "Bài này đang được sửa" in text_of(client.get(path, follow=True).content.decode()), path


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_the_editor_of_several_at_once_is_told_of_each(as_administrator, learning, make_lesson, action):
    quiet = make_lesson()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    shown = page_text(as_administrator, f"{url}?id={learning.pk}&id={quiet.pk}")
    assert shown.count("người đã học") == 1
    assert f"“{learning.title}”: 3 người đã học, trong đó 1 người đã hoàn thành" in shown


def test_a_draft_that_was_never_published_is_not_betrayed(client, make_lesson):
    lesson = make_lesson()
    type(lesson).objects.filter(pk=lesson.pk).update(live=False, first_published_at=None)
    assert "đang được sửa" not in page_text(client, STEP, status=404)


def test_a_lesson_that_is_back_is_shown(client, learning):
    learning.unpublish()
    client.get(STEP)
    learning.save_revision().publish()
    assert "Bước 1 trên 2" in page_text(client, STEP)


def test_an_editor_of_a_lesson_under_a_draft_is_told_that_nobody_sees_it(as_administrator, learning):
    edit = reverse("wagtailadmin_pages:edit", args=[learning.pk])
    words = "Khóa học chứa bài này chưa xuất bản, nên chưa ai xem được bài"
    assert words not in page_text(as_administrator, edit)
    learning.get_parent().specific.unpublish()
    assert words in page_text(as_administrator, edit)


def preview(lesson, mode=""):
    return lesson.make_preview_request(preview_mode=mode).content.decode()


def test_in_a_preview_everything_leads_to_the_draft(make_lesson):
    lesson = make_lesson()
    lesson.unpublish()
    html = preview(lesson)
    assert 'href="?mode=steps#buoc-1"' in html
    assert 'href="?mode=quiz"' in html
    assert STEP not in html
    assert 'id="buoc-1"' in preview(lesson, "steps")
    assert "Nộp bài" in text_of(preview(lesson, "quiz"))


def test_a_preview_carries_what_wagtails_checks_need_and_a_published_page_does_not(make_lesson, client):
    make_lesson()
    assert "userbar" not in client.get(STEP).content.decode()
    assert "Bài này chưa có bài kiểm tra." in text_of(preview(make_lesson(questions=0), "quiz"))


def test_a_page_for_those_who_are_logged_in_leads_to_the_log_in_of_cards(client, lesson, as_learner):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=lesson.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/danh-tinh-so/bai-1/").url == "/dang-nhap/?next=/danh-tinh-so/bai-1/"
    assert as_learner.get("/danh-tinh-so/bai-1/").status_code == 200
    assert lesson.private_page_options == ["login"]


@pytest.mark.parametrize("what", ["lesson", "course"])
def test_whoever_comes_back_to_a_lesson_that_was_deleted_meets_a_page_that_says_so(client, as_administrator, learning, what):
    page = learning if what == "lesson" else learning.get_parent()
    as_administrator.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not LessonPage.objects.filter(pk=learning.pk).exists()
    for path in ("/danh-tinh-so/bai-1/", STEP, "/danh-tinh-so/bai-1/kiem-tra/"):
        answer = client.get(path)
        assert answer.status_code == 410
        assert "Bài này không còn" in text_of(answer.content.decode())


def test_several_deleted_at_once_are_remembered_too(as_administrator, learning):
    remember_before_deleting_many(None, "delete", [learning], None)
    assert [str(gone) for gone in GoneLesson.objects.all()] == ["danh-tinh-so/bai-1"]
    GoneLesson.objects.all().delete()
    remember_before_deleting_many(None, "publish", [learning], None)
    assert not GoneLesson.objects.exists()


def test_of_a_lesson_that_nobody_learned_nothing_is_kept(client, as_administrator, make_lesson):
    lesson = make_lesson()
    as_administrator.post(reverse("wagtailadmin_pages:delete", args=[lesson.pk]))
    assert client.get("/danh-tinh-so/bai-1/").status_code == 404
