"""A lesson's first page and its steps: what is shown, what a tap does, what is kept."""

import pytest
from wagtail.models import PageViewRestriction

from lessons.models import LessonPage
from participation.models import Fact
from tests.factories import form_of, question, step
from tests.pages import page, page_text

LESSON = "/danh-tinh-so/bai-1/"


def test_the_first_page_says_how_long_it_takes_and_what_comes(client, make_lesson):
    make_lesson(steps=3)
    shown = page_text(client, LESSON)
    assert "Khoảng 6 phút · 3 bước · một bài kiểm tra" in shown
    assert shown.index("Bước 1") < shown.index("Bước 3") < shown.index("Bài kiểm tra")


def test_a_lesson_without_a_quiz_promises_none_and_ends_at_its_course(client, make_lesson):
    make_lesson(steps=1, questions=0)
    assert "một bài kiểm tra" not in page_text(client, LESSON)
    assert 'href="/danh-tinh-so/"' in page(client, f"{LESSON}buoc/1/").partition("bottom-bar")[2]


def test_when_the_steps_are_done_the_quiz_is_next(as_learner, make_lesson):
    make_lesson(steps=1)
    as_learner.post(f"{LESSON}buoc/1/")
    html = page(as_learner, LESSON).partition("actions")[2].partition("</p>")[0]
    assert f'href="{LESSON}kiem-tra/"' in html
    assert "Làm bài kiểm tra" in html


def test_a_step_says_where_one_is_and_how_long_it_still_takes(client, make_lesson):
    make_lesson(steps=3)
    assert "Bước 2 trên 3 · còn khoảng 4 phút" in page_text(client, f"{LESSON}buoc/2/")


def test_the_way_back_leads_to_the_step_before_and_from_the_first_to_the_lesson(client, make_lesson):
    make_lesson(steps=2)
    assert f'href="{LESSON}buoc/1/">Quay lại' in page(client, f"{LESSON}buoc/2/")
    assert f'href="{LESSON}">Quay lại' in page(client, f"{LESSON}buoc/1/")


def test_done_open_and_present_steps_look_different(as_learner, make_lesson):
    make_lesson(steps=3)
    as_learner.post(f"{LESSON}buoc/1/")
    segments = page(as_learner, f"{LESSON}buoc/2/").partition('class="segments"')[2].partition("</ol>")[0]
    assert [word for word in ("done", "here", "open") if f'class="{word}"' in segments] == ["done", "here", "open"]
    assert segments.index("done") < segments.index("here") < segments.index("open")


def test_steps_may_be_taken_in_any_order(as_learner, make_lesson):
    make_lesson(steps=3)
    as_learner.post(f"{LESSON}buoc/3/")
    assert "Học tiếp từ bước 1" in page_text(as_learner, LESSON)


def test_whoever_sends_the_form_and_is_not_logged_in_any_more_is_told_and_nothing_is_kept(client, make_lesson):
    make_lesson(steps=2)
    shown = client.post(f"{LESSON}buoc/1/")
    assert shown.status_code == 403
    assert "Phiên đăng nhập đã hết" in shown.content.decode()
    assert not Fact.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_taken(as_learner, make_lesson, method):
    make_lesson()
    assert getattr(as_learner, method)(f"{LESSON}buoc/1/").status_code == 405


def test_a_step_may_ask_nothing(client, make_lesson):
    lesson = make_lesson()
    lesson.steps = [step("Chỉ đọc")]
    lesson.save_revision().publish()
    assert "Luyện tập" not in page(client, f"{LESSON}buoc/1/")


def test_a_question_of_several_right_answers_takes_several(client, make_lesson):
    asked = question("Chọn mọi ý đúng", right=2, wrong=1)
    lesson = make_lesson()
    lesson.steps = [step("Bước", practice=asked)]
    lesson.save_revision().publish()
    html = page(client, f"{LESSON}buoc/1/")
    assert html.count('type="checkbox"') == 3
    one = page(client, f"{LESSON}buoc/1/", form_of(asked) | {"xem": "1"})
    all_right = page(client, f"{LESSON}buoc/1/", form_of(asked, most=None) | {"xem": "1"})
    assert ("Chưa đúng" in one, "Chưa đúng" in all_right) == (True, False)


def test_a_page_with_an_answer_is_not_kept_for_others(client, make_lesson):
    lesson = make_lesson()
    asked = lesson.steps[0].value["question"]
    assert "Bạn đã chọn" in page(client, f"{LESSON}buoc/1/", form_of(asked))
    assert "Bạn đã chọn" not in page(client, f"{LESSON}buoc/1/")


def test_a_lesson_closed_to_the_public_is_left_to_wagtail(client, as_administrator, make_lesson, course):
    make_lesson()
    PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{LESSON}buoc/1/").status_code == 302
    assert "Bước 1 trên 2" in page_text(as_administrator, f"{LESSON}buoc/1/")


def test_sources_and_the_day_of_the_check_are_told(client, make_lesson):
    lesson = make_lesson()
    lesson.sources = [
        {"type": "source", "value": {"title": "Luật Căn cước 2023", "url": ""}},
        {"type": "source", "value": {"title": "Cổng Dịch vụ công", "url": "https://dichvucong.gov.vn/"}},
    ]
    lesson.save_revision().publish()
    shown = page(client, LESSON)
    assert "Nội dung được kiểm tra ngày 05/09/2026." in shown
    assert "Luật Căn cước 2023" in shown
    assert '<a href="https://dichvucong.gov.vn/">Cổng Dịch vụ công</a>' in shown


def test_competences_are_told_with_their_framework(client, make_lesson):
    from lessons.frameworks.models import Component

    lesson = make_lesson()
    chosen = Component.objects.select_related("framework").first()
    lesson.components = [chosen]
    lesson.save_revision().publish()
    assert f"{chosen.framework.name}: {chosen.code} {chosen.name}" in page_text(client, LESSON)


def test_a_step_that_was_taken_out_is_a_404_and_the_others_keep_what_was_done(as_learner, make_lesson, people):
    lesson = make_lesson(steps=3)
    as_learner.post(f"{LESSON}buoc/2/")
    lesson = LessonPage.objects.get(pk=lesson.pk)
    del lesson.steps[0]
    lesson.save_revision().publish()
    page(as_learner, f"{LESSON}buoc/3/", status=404)
    assert "Học tiếp từ bước 2" in page_text(as_learner, LESSON)
