"""What visitors and learners see, how many queries it takes, and how much it weighs."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from lessons.models import Certificate, LessonPage
from participation.models import Fact
from quizzes.attempts.presenting import quiz_questions
from quizzes.models import Attempt, Question
from tests.factories import form_of
from tests.pages import page

LESSON = "/danh-tinh-so/bai-1/"
KEY = "6f1c1e0a-0000-4000-8000-000000000001"


def post_quiz(client, lesson, right, key=KEY):
    data = {"key": key} | form_of(*quiz_questions(lesson.quiz), right=right, key=key)
    return client.post(f"{LESSON}kiem-tra/", data, follow=True)


def test_a_visitor_sees_the_courses_and_how_long_they_take(client, lesson):
    html = page(client, "/")
    assert "Danh tính số" in html
    assert "1 bài · khoảng 6 phút" in html
    assert "Đăng nhập" in html


def test_a_visitor_walks_through_a_lesson_by_links_and_nothing_is_kept(client, lesson):
    assert f'href="{LESSON}buoc/2/"' in page(client, f"{LESSON}buoc/1/")
    assert f'href="{LESSON}kiem-tra/"' in page(client, f"{LESSON}buoc/2/")
    assert "Đây là lần làm thử" in post_quiz(client, lesson, right=True).content.decode()
    assert not Fact.objects.exists()
    assert not Attempt.objects.exists()


def test_a_learner_keeps_the_place(as_learner, lesson):
    response = as_learner.post(f"{LESSON}buoc/1/")
    assert response.url == f"{LESSON}buoc/2/"
    html = page(as_learner, "/")
    assert "Chào Ánh" in html
    assert f'href="{LESSON}buoc/2/"' in html
    assert "bước 2 trên 2" in html
    assert "Học tiếp từ bước 2" in page(as_learner, LESSON)


def test_a_practice_question_is_answered_without_javascript_and_changes_nothing(as_learner, lesson):
    question = lesson.steps[0].value["question"]
    html = page(as_learner, f"{LESSON}buoc/1/", form_of(question, right=False))
    assert "Chưa đúng." in html
    assert "Bạn đã chọn, " in html
    assert "Vì luật nói thế." in html
    assert not Fact.objects.exists()


def test_whoever_chooses_nothing_is_told_to_choose(as_learner, lesson):
    assert "Bạn chưa trả lời" not in page(as_learner, f"{LESSON}buoc/1/")
    assert "Bạn chưa trả lời" in page(as_learner, f"{LESSON}buoc/1/?xem=1")


def test_a_lesson_that_is_completed_looks_so(as_learner, lesson):
    for number in (1, 2):
        as_learner.post(f"{LESSON}buoc/{number}/")
    assert "Bạn đã hoàn thành bài này" not in page(as_learner, LESSON)
    post_quiz(as_learner, lesson, right=True)
    html = page(as_learner, LESSON)
    assert "Bạn đã hoàn thành bài này" in html
    assert "Làm lại bài kiểm tra" in html


def test_a_learner_who_takes_a_wrong_way_is_still_greeted_by_name(as_learner, client, lesson):
    html = page(as_learner, "/khong-co/", status=404)
    assert ("who-name" in html, "Trang quản trị" in html) == (True, False)


def test_a_learner_passes_and_gets_a_certificate_that_anyone_can_check(as_learner, client, lesson):
    for number in (1, 2):
        as_learner.post(f"{LESSON}buoc/{number}/")
    html = post_quiz(as_learner, lesson, right=True).content.decode()
    assert "Bạn đạt, đúng 2 trên 2 câu" in html
    assert "Bạn đã hoàn thành khóa học" in html
    certificate = Certificate.objects.get()
    as_learner.logout()
    html = page(client, f"/giay-chung-nhan/{certificate.code.lower()}/")
    assert "Trần Ngọc Ánh" in html
    assert "Giấy chứng nhận hợp lệ" in html


def test_a_learner_who_fails_sees_why_and_may_try_again(as_learner, lesson):
    html = post_quiz(as_learner, lesson, right=False).content.decode()
    assert "Chưa đạt, đúng 0 trên 2 câu" in html
    assert html.count("Vì luật nói thế.") == 2
    assert "Làm lại" in html
    assert Attempt.objects.get().passed is False


def test_the_same_quiz_handed_in_twice_is_one_attempt(as_learner, lesson):
    for _ in range(2):
        post_quiz(as_learner, lesson, right=True)
    assert Attempt.objects.get().passed is True


def test_an_unanswered_question_is_named_and_the_rest_is_kept(as_learner, lesson):
    first = Question.objects.filter(quizquestion__quiz=lesson.quiz).order_by("quizquestion__sort_order").first()
    form = form_of(first, key=KEY)
    response = as_learner.post(f"{LESSON}kiem-tra/", form | {"key": KEY})
    assert response.url == f"{LESSON}kiem-tra/?thieu=1"
    html = page(as_learner, response.url)
    assert "Số câu chưa trả lời: 1" in html
    second = Question.objects.filter(quizquestion__quiz=lesson.quiz).order_by("quizquestion__sort_order").last()
    assert f'href="#cau-{second.pk}"' in html
    assert re.search(rf'<div class="question skipped" id="cau-{second.pk}"', html)
    assert f'<div class="question" id="cau-{first.pk}"' in html
    assert html.count("Chưa trả lời") == 1
    assert re.search(r'role="alert"[^>]*tabindex="-1" autofocus', html), "the focus moves to what is missing"
    assert re.search(rf'value="{form[f"cau-{first.pk}"][0]}" checked', html)
    assert not Attempt.objects.exists()


def test_the_result_of_another_learner_is_not_shown(as_learner, client, lesson, make_member, units):
    post_quiz(as_learner, lesson, right=True)
    attempt = Attempt.objects.get()
    Attempt.objects.update(member=make_member(units.class_b))
    page(as_learner, f"{LESSON}kiem-tra/{attempt.key}/", status=404)


@pytest.mark.parametrize(
    "path",
    ["/khong-co/", f"{LESSON}buoc/0/", f"{LESSON}buoc/9/", f"{LESSON}khac/", f"{LESSON}kiem-tra/x/", "/giay-chung-nhan/ABCD/"],
)
def test_what_is_not_there_is_a_404_in_vietnamese(client, lesson, path):
    assert "Không" in page(client, path, status=404)


def test_a_draft_lesson_is_seen_by_nobody(client, lesson):
    LessonPage.objects.get(pk=lesson.pk).unpublish()
    page(client, LESSON, status=404)
    page(client, f"{LESSON}buoc/1/", status=404)


def test_progress_is_asked_of_learners_only(client, lesson):
    assert client.get("/tien-do/").url == "/dang-nhap/?next=/tien-do/"


def test_the_progress_page_shows_every_course_and_lesson(as_learner, lesson):
    as_learner.post(f"{LESSON}buoc/1/")
    html = page(as_learner, "/tien-do/")
    assert "1 trên 2 bước" in html
    assert "HSANH" in html


def test_a_finished_course_with_a_new_lesson_says_so(as_learner, make_lesson):
    lesson = make_lesson()
    for number in (1, 2):
        as_learner.post(f"{LESSON}buoc/{number}/")
    post_quiz(as_learner, lesson, right=True)
    make_lesson(title="Bài mới thêm")
    assert "Đã có giấy chứng nhận · có bài mới: Bài mới thêm" in page(as_learner, "/")


@pytest.mark.parametrize("path", [LESSON, f"{LESSON}buoc/1/", f"{LESSON}kiem-tra/"])
@pytest.mark.parametrize("cached", [False, True])
def test_a_learners_lesson_page_takes_at_most_eight_queries(as_learner, make_lesson, path, cached):
    make_lesson(steps=8, questions=6)
    as_learner.post(f"{LESSON}buoc/1/")
    if cached:
        as_learner.get(path)
    with CaptureQueriesContext(connection) as queries:
        page(as_learner, path)
    assert len(queries) <= 8, "\n".join(query["sql"][-150:] for query in queries)


def test_a_visitors_page_is_kept_and_asks_the_database_nothing(client, lesson, django_assert_num_queries):
    page(client, f"{LESSON}buoc/1/")
    with django_assert_num_queries(0):
        page(client, f"{LESSON}buoc/1/")


def test_publishing_shows_at_once_even_on_kept_pages(client, lesson):
    page(client, LESSON)
    lesson.title = "Tên mới"
    lesson.save_revision().publish()
    assert "Tên mới" in page(client, LESSON)


def test_the_lessons_of_a_course_that_is_not_published_are_not_either(client, lesson, course):
    course.unpublish()
    page(client, LESSON, status=404)
    page(client, f"{LESSON}buoc/1/", status=404)


def test_an_answer_that_is_no_number_of_a_choice_is_no_answer(client, lesson):
    question = lesson.steps[0].value["question"]
    page(client, f"{LESSON}buoc/1/?cau-{question.pk}={'9' * 5000}")


def test_a_lesson_closed_to_the_public_is_closed_at_once(client, lesson):
    page(client, f"{LESSON}buoc/1/")
    restriction = PageViewRestriction.objects.create(page=lesson.get_parent(), restriction_type="login")
    assert client.get(f"{LESSON}buoc/1/").status_code == 302
    restriction.delete()
    page(client, f"{LESSON}buoc/1/")


def test_a_visitors_page_is_never_given_to_a_learner(as_learner, client, lesson):
    learner_page = page(as_learner, "/")
    client.logout()
    client.cookies.clear()
    visitor_page = page(client, "/")
    assert "Chào Ánh" in learner_page
    assert "Ánh" not in visitor_page


def test_a_lesson_page_weighs_at_most_forty_kilobytes_with_its_styles(client, lesson):
    html = client.get(f"{LESSON}buoc/1/", headers={"Accept-Encoding": "gzip"})
    styles = re.findall(r'href="/static/([^"]+)"', page(client, f"{LESSON}buoc/1/"))
    weight = len(html.content) + sum(Path(finders.find(path)).stat().st_size for path in styles)
    assert weight <= 40 * 1024


def test_public_pages_carry_no_inline_script_or_style(client, lesson):
    for path in ("/", LESSON, f"{LESSON}buoc/1/", f"{LESSON}kiem-tra/", "/dang-nhap/"):
        html = page(client, path)
        assert all(" src=" in tag and " defer" in tag for tag in re.findall("<script[^>]*>", html))
        assert ("<script" in html) == path.endswith("kiem-tra/"), "ticks outlive a page that is loaded again"
        assert not re.search(r'\sstyle="', html)
        assert "script-src" not in client.get(path)["Content-Security-Policy"]
        assert "default-src 'self'" in client.get(path)["Content-Security-Policy"]
