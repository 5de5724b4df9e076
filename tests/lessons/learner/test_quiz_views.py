"""The quiz of a lesson, and what came of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.learner import turns
from lessons.models import KeptQuiz
from lessons.pages import page_cache
from quizzes.attempts.context import DEVICE_COOKIE
from quizzes.attempts.presenting import quiz_questions
from quizzes.bank.writing import choice, choice_question, keep_question
from quizzes.models import Attempt
from rosters.login.learners import account_of
from tests.conftest import LEARNER
from tests.factories import form_of, question, quiz
from tests.pages import page, page_text, text_of

LESSON = "/danh-tinh-so/bai-1/"
QUIZ = f"{LESSON}kiem-tra/"
KEY = "6f1c1e0a-0000-4000-8000-000000000001"


def answers(lesson, right=True, key=KEY):
    return form_of(*quiz_questions(lesson.quiz), right=right, key=key)


def hand_in(client, lesson, *, right=True, key=KEY, **more):
    return client.post(QUIZ, {"key": key, **answers(lesson, right, key), **more}, follow=True).content.decode()


def test_it_says_how_many_questions_there_are_and_what_is_enough(client, make_lesson):
    make_lesson(questions=3)
    assert "3 câu · đúng từ 60% là đạt · làm lại được nhiều lần" in page_text(client, QUIZ)


def test_questions_are_numbered_in_the_order_of_the_quiz(client, make_lesson):
    lesson = make_lesson(questions=0)
    lesson.quiz = quiz(question("Câu về OTP?"), question("Câu về hồ sơ?"))
    lesson.save_revision().publish()
    shown = page_text(client, QUIZ)
    assert shown.index("Câu về OTP?") < shown.index("Câu về hồ sơ?")


def test_a_lesson_without_a_quiz_has_no_such_page(client, make_lesson):
    make_lesson(questions=0)
    page(client, QUIZ, status=404)
    assert client.post(QUIZ, {"key": KEY}).status_code == 404


def test_a_visitor_is_told_before_that_nothing_is_kept(client, as_learner, make_lesson):
    make_lesson()
    assert "Kết quả hiện ngay nhưng không được ghi lại" in page_text(client, QUIZ)
    assert "không được ghi lại" not in page_text(as_learner, QUIZ)


def shown_key(html):
    return re.search(r'name="key" value="([^"]+)"', html)[1]


def test_a_page_that_is_loaded_again_is_the_same_turn_until_it_is_handed_in(as_learner, make_lesson):
    lesson = make_lesson()
    keys = {shown_key(page(as_learner, QUIZ)) for _ in range(3)}
    assert len(keys) == 1
    hand_in(as_learner, lesson, key=keys.pop())
    assert shown_key(page(as_learner, QUIZ)) not in keys


def test_the_next_in_the_same_browser_has_a_turn_of_their_own(client, people, make_member, units, make_lesson):
    make_lesson()
    seen = [shown_key(page(client, QUIZ))]
    for account in (people.learner, account_of(make_member(units.class_a))):
        client.force_login(account, backend=LEARNER)
        seen.append(shown_key(page(client, QUIZ)))
    assert len(set(seen)) == 3


def test_fields_of_another_turn_have_other_names(as_learner, make_lesson):
    """So a browser that goes back puts no tick at another choice."""
    lesson = make_lesson()
    html = page(as_learner, QUIZ)
    hand_in(as_learner, lesson, key=shown_key(html))
    names = [set(re.findall(r'name="(cau-[^"]+)"', each)) for each in (html, page(as_learner, QUIZ))]
    assert not names[0] & names[1]


def test_a_form_that_comes_back_keeps_its_key_and_when_it_was_shown(as_learner, make_lesson):
    lesson = make_lesson()
    html = page(as_learner, QUIZ)
    key = re.search(r'name="key" value="([^"]+)"', html)[1]
    mark = re.search(r'name="luc-mo" value="([^"]+)"', html)[1]
    half = dict(list(answers(lesson, key=key).items())[:1])
    again = page(as_learner, as_learner.post(QUIZ, {"key": key, "luc-mo": mark, **half}).url)
    assert f'name="key" value="{key}"' in again
    assert f'name="luc-mo" value="{mark}"' in again


@pytest.mark.parametrize("who", ["as_learner", "client"])
def test_what_was_chosen_is_there_whenever_the_page_is_opened_again(request, make_lesson, who):
    browser, lesson = request.getfixturevalue(who), make_lesson(questions=3)
    key = re.search(r'name="key" value="([^"]+)"', page(browser, QUIZ))[1]
    half = dict(list(answers(lesson, key=key).items())[:2])
    answer = browser.post(QUIZ, {"key": key, "nguoi": "-" if who == "client" else "", **half})
    assert answer.url == f"{QUIZ}?thieu=1"
    shown = page(browser, answer.url)
    assert ("Số câu chưa trả lời: 1" in shown, shown.count(" checked")) == (True, 2)
    again = page(browser, QUIZ)
    assert ("Số câu chưa trả lời" in again, again.count(" checked"), "Bài chưa nộp" in again) == (False, 2, True)
    assert f'name="key" value="{key}"' in again


def test_a_try_that_was_handed_in_is_not_opened_again(client, make_lesson):
    lesson = make_lesson(questions=2)
    for some in (1, 2):
        key = re.search(r'name="key" value="([^"]+)"', page(client, QUIZ))[1]
        client.post(QUIZ, {"key": key, "nguoi": "-", **dict(list(answers(lesson, key=key).items())[:some])})
    assert " checked" not in page(client, QUIZ)


def test_a_page_on_which_nothing_was_chosen_names_every_question(client, make_lesson):
    make_lesson(questions=2)
    answer = client.post(QUIZ, {"key": KEY, "nguoi": "-"})
    assert answer.status_code == 422
    assert "Số câu chưa trả lời: 2" in answer.content.decode()


def test_the_device_of_a_learner_is_named_once_and_stays(as_learner, make_lesson):
    make_lesson()
    first = as_learner.get(QUIZ)
    assert first.cookies[DEVICE_COOKIE]["httponly"]
    assert first.cookies[DEVICE_COOKIE]["samesite"] == "Lax"
    assert DEVICE_COOKIE not in as_learner.get(QUIZ).cookies


def test_a_visitors_device_is_not_named(client, make_lesson):
    make_lesson()
    assert DEVICE_COOKIE not in client.get(QUIZ).cookies


def test_attempts_of_one_device_are_known_to_be_so_by_a_digest(as_learner, make_lesson):
    lesson = make_lesson()
    cookie = as_learner.get(QUIZ).cookies[DEVICE_COOKIE].value
    for key in (KEY, KEY.replace("1", "2")):
        hand_in(as_learner, lesson, key=key)
    devices = set(Attempt.objects.values_list("device", flat=True))
    assert len(devices) == 1
    assert devices.isdisjoint({"", cookie})


def test_the_result_names_each_question_with_its_reason(as_learner, make_lesson):
    lesson = make_lesson(questions=2)
    shown = text_of(hand_in(as_learner, lesson, right=False))
    assert "Chưa đạt, đúng 0 trên 2 câu" in shown
    assert "Cần đúng từ 60% số câu." in shown
    assert shown.count("Vì luật nói thế.") == 2


def test_whoever_passes_before_reading_is_sent_to_the_steps(as_learner, make_lesson):
    shown = text_of(hand_in(as_learner, make_lesson()))
    assert "Để hoàn thành bài học, bạn còn học từ bước 1." in shown


def test_whoever_completes_a_lesson_is_led_to_the_next(as_learner, make_lesson):
    lesson = make_lesson(steps=1)
    make_lesson(title="Kích hoạt tài khoản")
    as_learner.post(f"{LESSON}buoc/1/")
    shown = text_of(hand_in(as_learner, lesson))
    assert "Bài học này đã hoàn thành." in shown
    assert "Bài tiếp theo: Kích hoạt tài khoản" in shown


def test_the_last_lesson_may_lead_back_to_one_that_was_left_out(as_learner, make_lesson):
    make_lesson(title="Bài bỏ dở")
    last = make_lesson(steps=1)
    as_learner.post("/danh-tinh-so/bai-2/buoc/1/")
    html = as_learner.post("/danh-tinh-so/bai-2/kiem-tra/", {"key": KEY, **answers(last)}, follow=True).content.decode()
    assert "Bài tiếp theo: Bài bỏ dở" in text_of(html)


@pytest.mark.parametrize("who", ["client", "as_learner"])
def test_a_form_and_its_result_show_one_order_and_the_next_form_another(request, make_lesson, who):
    reader = request.getfixturevalue(who)
    lesson = make_lesson(questions=0)
    choices = [choice(f"Phương án {letter}", is_right=letter == "A") for letter in "ABCDEFG"]
    lesson.quiz = quiz(keep_question(*choice_question("Câu hỏi?", choices)))
    lesson.save_revision().publish()

    def order(html):
        return re.findall(r"Phương án [A-G]", html)

    forms = []
    for _ in range(4):
        forms.append(page(reader, QUIZ))
        reader.cookies.pop(turns.COOKIE)
    assert len({tuple(order(html)) for html in forms}) > 1
    key = re.search(r'name="key" value="([^"]+)"', forms[0])[1]
    assert order(reader.post(QUIZ, {"key": key}, follow=True).content.decode()) == order(forms[0])
    assert order(hand_in(reader, lesson, key=key)) == order(forms[0])


def test_the_result_stays_at_its_address(as_learner, make_lesson):
    lesson = make_lesson()
    hand_in(as_learner, lesson)
    assert "Bạn đạt, đúng 2 trên 2 câu" in page_text(as_learner, f"{QUIZ}{KEY}/")


def test_a_result_belongs_to_its_own_quiz(as_learner, make_lesson):
    first, _second = make_lesson(), make_lesson()
    hand_in(as_learner, first)
    page(as_learner, f"/danh-tinh-so/bai-2/kiem-tra/{KEY}/", status=404)


@pytest.mark.parametrize("key", ["6f1c1e0a-0000-4000-8000-000000000009", "khong-phai-khoa"])
def test_a_result_that_is_not_there_is_a_404(as_learner, make_lesson, key):
    make_lesson()
    page(as_learner, f"{QUIZ}{key}/", status=404)


def test_a_visitor_is_shown_no_kept_result(client, as_learner, make_lesson):
    hand_in(as_learner, make_lesson())
    answer = client.get(f"{QUIZ}{KEY}/")
    assert (answer.status_code, answer.url) == (302, f"/dang-nhap/?next={QUIZ}{KEY}/")


def test_an_answer_to_another_question_is_not_taken(as_learner, make_lesson):
    lesson = make_lesson(questions=1)
    stranger = question("Câu của bài khác")
    (right,) = form_of(stranger, key=KEY).values()
    own = next(iter(answers(lesson)))
    response = as_learner.post(QUIZ, {"key": KEY, own: right})
    assert response.url == f"{QUIZ}?thieu=1"
    assert not Attempt.objects.exists()


def test_all_right_choices_of_a_multiple_question_make_it_right(as_learner, make_lesson):
    lesson = make_lesson(questions=0)
    asked = question("Chọn mọi ý đúng", right=2, wrong=1)
    lesson.quiz = quiz(asked)
    lesson.save_revision().publish()
    other = KEY.replace("1", "2")
    one = as_learner.post(QUIZ, {"key": KEY, **form_of(asked, key=KEY)}, follow=True)
    all_right = as_learner.post(QUIZ, {"key": other, **form_of(asked, key=other, most=None)}, follow=True)
    assert "Chưa đạt" in text_of(one.content.decode())
    assert "Bạn đạt, đúng 1 trên 1 câu" in text_of(all_right.content.decode())


def test_a_quiz_of_which_nothing_is_published_asks_nothing_and_counts_nothing(as_learner, make_lesson):
    lesson = make_lesson(questions=0)
    lesson.quiz = quiz(question("Nháp", publish=False))
    lesson.save_revision().publish()
    assert "đang được sửa" in page_text(as_learner, QUIZ, status=404)
    assert as_learner.post(QUIZ, {"key": KEY}).status_code == 404
    assert not Attempt.objects.exists()


def test_a_question_that_was_deleted_since_is_still_counted(as_learner, make_lesson):
    lesson = make_lesson(questions=3)
    hand_in(as_learner, lesson)
    gone = quiz_questions(lesson.quiz)[2]
    lesson.quiz.quiz_questions.filter(question=gone.question_id).delete()
    gone.question.delete()
    assert "Bạn đạt, đúng 3 trên 3 câu" in page_text(as_learner, f"{QUIZ}{KEY}/")


def test_a_form_in_which_nothing_was_answered_is_no_try(client, make_lesson):
    lesson = make_lesson(questions=0)
    lesson.quiz = quiz(question())
    lesson.save_revision().publish()
    (name,) = form_of(*quiz_questions(lesson.quiz), key=KEY)
    client.post(QUIZ, {"key": KEY, "dang-nhap": "1", f"{name}.a1b2c3d4e5": ""})
    assert not KeptQuiz.objects.exists()


def test_a_quiz_page_asks_little_and_least_when_its_content_is_kept(as_learner, make_lesson):
    make_lesson(questions=6, steps=1)
    page_cache.empty()
    with CaptureQueriesContext(connection) as cold:
        as_learner.get(QUIZ)
    with CaptureQueriesContext(connection) as warm:
        as_learner.get(QUIZ)
    assert (len(cold) <= 8, len(warm)) == (True, 2)


def test_whoever_has_something_waiting_finds_it_all_the_same(as_learner, make_lesson, people):
    lesson = make_lesson(questions=2, steps=1)
    version = lesson.quiz.quiz_questions.first().question.version
    shown = page(as_learner, QUIZ)
    key = re.search(r'name="key" value="([^"]+)"', shown)[1]
    as_learner.post(
        QUIZ, {"key": key, "ban": re.search(r'name="ban" value="([^"]+)"', shown)[1], **form_of(version, key=key), "luu": "1"}
    )
    assert page(as_learner, QUIZ).count(" checked") == 1
