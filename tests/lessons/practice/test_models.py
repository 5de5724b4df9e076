"""Practices as authors keep them: drafts that are not finished, revisions, and what everybody walks."""

import pytest
from django.core.exceptions import ValidationError
from portal.demonstration.content import PRACTICES
from portal.preparing import prepare_site
from wagtail.models import WorkflowContentType

from lessons.models import Practice
from lessons.practice.written import make_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    made = make_practice(PRACTICES / "dung-cong-dang-nhap.toml", live=False)
    made.save()
    return made


def test_a_draft_may_be_unfinished_and_is_walked_by_nobody():
    empty = Practice(title="Đang viết", summary="Chưa xong", live=False)
    empty.save()
    revision = empty.save_revision()
    with pytest.raises(ValidationError, match="ít nhất 2 màn hình"):
        revision.publish(skip_permission_checks=True)
    assert not Practice.objects.get(pk=empty.pk).live


def test_what_is_changed_is_seen_once_it_is_published(practice):
    practice.save_revision().publish(skip_permission_checks=True)
    draft = Practice.objects.get(pk=practice.pk)
    draft.title = "Tên mới"
    revision = draft.save_revision()
    assert Practice.objects.get(pk=practice.pk).title == "Vào đúng cổng, đăng nhập"
    revision.publish(skip_permission_checks=True)
    assert Practice.objects.get(pk=practice.pk).title == "Tên mới"
    assert practice.revisions.count() == 2


def test_it_is_found_without_accents(practice):
    assert Practice.objects.get(folded_text__contains="vao dung cong").pk == practice.pk


def test_it_is_named_by_its_title(practice):
    assert str(practice) == "Vào đúng cổng, đăng nhập"


def test_the_preview_shows_every_screen(practice, rf):
    context = practice.get_preview_context(rf.get("/"), "")
    assert [each.screen.name for each in context["screens"]] == practice.procedure.names
    assert practice.get_preview_template(rf.get("/"), "") == "lessons/practice/preview.html"


def test_what_editors_write_goes_the_way_of_their_pages():
    prepare_site()
    kinds = {each.content_type.model for each in WorkflowContentType.objects.select_related("content_type")}
    assert {"question", "practice"} <= kinds
