"""Courses and lessons in the tree of pages."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from lessons.models import CoursePage, HomePage, LessonPage
from tests import factories
from tests.factories import step


def test_a_lesson_is_found_by_its_address_in_one_query(lesson, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert LessonPage.objects.at_address("danh-tinh-so", "bai-1") == lesson


@pytest.mark.parametrize(("course_slug", "slug"), [("danh-tinh-so", "bai-2"), ("khac", "bai-1"), ("so", "bai-1"), ("", "")])
def test_another_address_finds_nothing(lesson, course_slug, slug):
    assert LessonPage.objects.at_address(course_slug, slug) is None


def test_two_courses_may_each_have_a_lesson_of_one_slug(site_home, course, lesson):
    other = factories.course(site_home, "Dịch vụ công", "dich-vu-cong")
    twin = factories.lesson(other, 1)
    assert twin.slug == lesson.slug
    assert LessonPage.objects.at_address("dich-vu-cong", "bai-1") == twin


def test_a_draft_is_at_no_address(lesson):
    lesson.unpublish()
    assert LessonPage.objects.at_address("danh-tinh-so", "bai-1") is None


def test_a_lesson_is_open_when_everything_above_it_is(lesson, course):
    assert lesson.is_open()
    course.unpublish()
    assert not lesson.is_open()


@pytest.mark.parametrize("where", ["course", "lesson"])
def test_a_restriction_at_any_height_closes_it(lesson, course, where):
    closed = {"course": course, "lesson": lesson}[where]
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert not lesson.is_open()


def test_steps_keep_their_ids_when_they_change_places(make_lesson):
    steps = [step("Một"), step("Hai")]
    lesson = make_lesson(steps=2)
    lesson.steps = steps
    lesson.save_revision().publish()
    before = dict(zip(lesson.step_titles, lesson.step_ids, strict=True))
    lesson.steps = list(reversed(steps))
    lesson.save_revision().publish()
    again = LessonPage.objects.get(pk=lesson.pk)
    assert again.step_titles == ["Hai", "Một"]
    assert dict(zip(again.step_titles, again.step_ids, strict=True)) == before


def test_one_quiz_in_two_lessons_is_two_activities(make_lesson):
    first, second = make_lesson(), make_lesson()
    second.quiz = first.quiz
    assert first.quiz_source != second.quiz_source
    assert first.source == f"page:{first.pk}"


@pytest.mark.parametrize(
    ("model", "above", "below"),
    [
        (HomePage, {"Page"}, {"CoursePage", "InformationPage"}),
        (CoursePage, {"HomePage"}, {"LessonPage"}),
        (LessonPage, {"CoursePage"}, set()),
    ],
)
def test_the_tree_is_a_home_page_with_courses_with_lessons(model, above, below):
    assert {each.__name__ for each in model.allowed_parent_page_models()} == above
    assert {each.__name__ for each in model.allowed_subpage_models()} == below


def test_a_lesson_has_three_previews(lesson):
    assert [name for name, _label in lesson.preview_modes] == ["", "steps", "quiz"]


def route(lesson, *path):
    return lesson.route(RequestFactory().get("/"), list(path))


@pytest.mark.parametrize("path", [(), ("buoc", "1"), ("kiem-tra",), ("kiem-tra", "khoa")])
def test_what_follows_a_lessons_address_is_for_its_view(lesson, path):
    found = route(lesson, *path)
    assert (found.page, tuple(found.args)) == (lesson, path)


@pytest.mark.parametrize("draft", ["lesson", "course"])
def test_a_draft_leads_nowhere(lesson, course, draft):
    {"lesson": lesson, "course": course}[draft].unpublish()
    with pytest.raises(Http404):
        route(LessonPage.objects.get(pk=lesson.pk))


def test_a_quiz_that_ends_a_lesson_cannot_be_deleted(lesson):
    with pytest.raises(ProtectedError), transaction.atomic():
        type(lesson.quiz).objects.filter(pk=lesson.quiz_id).delete()


def test_a_lesson_without_steps_is_no_lesson(lesson):
    field = LessonPage._meta.get_field("steps")
    assert field.stream_block.meta.min_num == 1


def test_there_is_one_home_page(site_home):
    assert not HomePage.can_create_at(site_home.get_parent())


@pytest.mark.parametrize("words", ["Bài 1", "Tóm tắt", "Nội dung 1"])
def test_a_lesson_is_found_by_its_title_summary_and_steps(lesson, words):
    fields = {field.field_name for field in LessonPage.get_search_fields()}
    assert {"title", "summary", "steps"} <= fields
    texts = " ".join(map(str, LessonPage._meta.get_field("steps").get_searchable_content(lesson.steps)))
    assert words in f"{lesson.title} {lesson.summary} {texts}"
