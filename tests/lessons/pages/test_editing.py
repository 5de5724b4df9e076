"""What editors and administrators rely on: moderation, schedules, previews, and checks before saving."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, WorkflowState

from lessons.blocks.drawing import DrawingBlock
from lessons.blocks.step import StepBodyBlock
from lessons.models import LessonPage
from participation.models import Activity
from tests.pages import page


def log_in(client, user):
    client.force_login(user, backend="rosters.backends.StaffBackend")
    return client


def test_an_editor_submits_and_a_moderator_publishes(client, people, lesson):
    shown = Page.objects.get(pk=lesson.pk)
    assert not shown.permissions_for_user(people.editor).can_publish()
    assert shown.permissions_for_user(people.editor).can_edit()
    lesson.title = "Tên do biên tập viên sửa"
    lesson.save_revision(user=people.editor)
    state = lesson.get_workflow().start(lesson, people.editor)
    assert "Tên do biên tập viên sửa" not in page(client, "/danh-tinh-so/")
    state.current_task_state.approve(user=people.administrator)
    assert WorkflowState.objects.get(pk=state.pk).status == WorkflowState.STATUS_APPROVED
    assert "Tên do biên tập viên sửa" in page(client, "/danh-tinh-so/")
    assert Activity.objects.get(source=lesson.source).title == "Tên do biên tập viên sửa"


def test_the_administrator_may_decide_about_what_was_submitted(people, lesson):
    state = lesson.get_workflow().start(lesson, people.editor)
    task = state.current_task_state.task.specific
    assert not task.locked_for_user(lesson, people.administrator)
    assert task.get_actions(lesson, people.administrator)
    assert task.name == "Kiểm duyệt"


def test_a_scheduled_lesson_appears_when_it_is_due_and_is_counted_from_then_on(client, make_lesson):
    lesson = make_lesson()
    lesson.unpublish()
    lesson.go_live_at = timezone.now() + dt.timedelta(hours=1)
    lesson.save_revision().publish()
    assert client.get("/danh-tinh-so/bai-1/").status_code == 404
    assert not Activity.objects.get(source=lesson.source).is_current
    LessonPage.objects.filter(pk=lesson.pk).update(go_live_at=timezone.now() - dt.timedelta(minutes=1))
    lesson.refresh_from_db()
    revision = lesson.latest_revision
    revision.content["go_live_at"] = (timezone.now() - dt.timedelta(minutes=1)).isoformat()
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.save()
    call_command("run_periodic", "--once")
    assert client.get("/danh-tinh-so/bai-1/").status_code == 200
    assert Activity.objects.get(source=lesson.source).is_current


@pytest.mark.parametrize("mode", ["", "steps"])
def test_a_draft_can_be_previewed(client, people, lesson, mode):
    log_in(client, people.administrator)
    lesson.title = "Bản nháp đang viết"
    request_page = lesson.make_preview_request(preview_mode=mode)
    html = request_page.content.decode()
    assert "Bản nháp đang viết" in html
    if mode == "steps":
        assert "Nội dung 2" in html


def test_a_draft_of_a_course_and_of_the_home_page_can_be_previewed(people, course, site_home):
    for shown in (course, site_home):
        shown.title = "Bản nháp đang viết"
        assert "Bản nháp đang viết" in shown.make_preview_request().content.decode()


def test_a_new_lesson_is_previewed_before_it_is_saved(client, people, course):
    log_in(client, people.administrator)
    url = reverse("wagtailadmin_pages:preview_on_add", args=["lessons", "lessonpage", course.pk])
    data = {
        "title": "Bài chưa lưu", "slug": "bai-chua-luu", "summary": "Tóm tắt", "minutes": "5", "checked_on": "2026-11-01",
        "steps-count": "1", "steps-0-type": "step", "steps-0-order": "0", "steps-0-deleted": "",
        "steps-0-value-title": "Bước một", "steps-0-value-body-count": "0", "steps-0-value-question": "",
        "sources-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }  # fmt: skip
    assert client.post(url, data).json()["is_valid"]
    for mode, text in (("", "Danh tính số"), ("steps", "Bước một")):
        html = page(client, f"{url}?mode={mode}")
        assert "Bài chưa lưu" in html
        assert text in html


def test_a_drawing_needs_an_alternative_text():
    with pytest.raises(ValidationError):
        DrawingBlock().clean({"drawing": "shield", "alternative_text": ""})


def test_an_uploaded_picture_needs_an_alternative_text_unless_it_is_decoration(db):
    from wagtail.images import get_image_model

    image = get_image_model().objects.create(title="Ảnh", file=get_test_image_file())
    block = StepBodyBlock().child_blocks["picture"]
    image.contextual_alt_text, image.decorative = "", False
    with pytest.raises(ValidationError):
        block.clean(image)
    image.contextual_alt_text = "Thẻ căn cước đặt trên bàn"
    block.clean(image)
