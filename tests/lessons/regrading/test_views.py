"""Grading anew in the admin: choose, look, confirm, take back."""

import io
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from lessons.regrading import tasks
from participation.models import Fact
from quizzes.attempts.presenting import versions_of
from quizzes.models import Attempt, Regrading
from tests import factories
from tests.lessons.learner.test_completions import FIRST, first_question, hand_in, study
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def seen(answer):
    """The page as a person sees it, and its parts."""
    source = answer.content.decode()
    assert answer.status_code == 200
    return SimpleNamespace(text=text_of(source), soup=BeautifulSoup(source, "html.parser"))


@pytest.fixture
def world(units, make_member, make_lesson):
    lesson = make_lesson(steps=1, questions=2)
    ann = make_member(units.class_a, units.chapter, name="Lê Thị Ánh Nguyệt")
    bob = make_member(units.class_b, name="Trần Văn Bảo")
    for member, chosen in ((ann, (0, 0)), (bob, (1, 0))):
        study(member, lesson, FIRST)
        hand_in(member, lesson, chosen, FIRST)
    question = factories.with_other_right_choice(first_question(lesson), 1)
    return question, lesson


def address(question):
    return reverse("regrade_question", args=[question.pk])


def choice_of(question, rule="corrected", versions=None):
    own = versions or [version.pk for version in question.versions.exclude(pk=question.version_id)]
    return {"rule": rule, "versions": own}


def confirm(client, question, choice, reason="Đáp án B mới đúng", digest=None):
    looked_at = client.get(address(question), choice)
    found = digest or seen(looked_at).soup.select_one("input[name=digest]")["value"]
    query = "&".join([f"rule={choice['rule']}", *(f"versions={pk}" for pk in choice["versions"])])
    return client.post(f"{address(question)}?{query}", {"digest": found, "reason": reason}, follow=True)


def test_the_versions_are_told_with_their_attempts_and_the_earlier_ones_are_ticked(as_administrator, world):
    question, _lesson = world
    shown = seen(as_administrator.get(address(question)))
    labels = [label.get_text(" ", strip=True) for label in shown.soup.select("#id_versions label")]
    assert [label.split(":")[1].strip() for label in labels] == ["0 lượt", "2 lượt"]
    assert "(đang dùng)" in labels[0]
    assert [box.has_attr("checked") for box in shown.soup.select("[name=versions]")] == [False, True]


def test_it_shows_whose_result_changes_before_anything_is_done(as_administrator, world):
    question, _lesson = world
    shown = seen(as_administrator.get(address(question), choice_of(question)))
    assert "2 lượt đổi kết quả, chưa ghi gì" in shown.text
    assert "Từ chưa đạt thành đạt: 1 lượt" in shown.text
    assert "Từ đạt thành chưa đạt: 1 lượt" in shown.text
    assert "1 giấy chứng nhận sẽ bị thu hồi" in shown.text
    assert "Lê Thị Ánh Nguyệt" in shown.text
    assert "100% → 50%" in shown.text
    assert not Regrading.objects.exists()


def test_the_list_of_all_who_change_is_a_workbook(as_administrator, world):
    question, _lesson = world
    answer = as_administrator.get(address(question), choice_of(question) | {"tep": "xlsx"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[1] for row in rows[1:]] == ["Lê Thị Ánh Nguyệt", "Trần Văn Bảo"]
    assert rows[1][4:] == (100, 50, "Đạt", "Chưa đạt")


def test_once_confirmed_it_is_done_logged_and_taken_back(as_administrator, people, world):
    question, _lesson = world
    done = seen(confirm(as_administrator, question, choice_of(question)))
    assert "2 lượt đổi kết quả" in done.text
    assert "Đáp án B mới đúng" in done.text
    made = Regrading.objects.get()
    assert (made.status, made.made_by) == ("applied", people.administrator)
    assert Fact.objects.get(verb="passed").member.full_name == "Trần Văn Bảo"
    log = seen(as_administrator.get(address(question)))
    assert "Đã chấm lại" in log.text
    undone = seen(as_administrator.post(reverse("undo_regrading", args=[made.pk]), follow=True))
    assert "Đã hoàn tác" in undone.text
    assert Fact.objects.get(verb="passed").member.full_name == "Lê Thị Ánh Nguyệt"
    made.refresh_from_db()
    assert (made.undone_by, undone.soup.select_one("form button.no")) == (people.administrator, None)


def test_who_handed_in_meanwhile_is_shown_first(as_administrator, world):
    question, _lesson = world
    again = seen(confirm(as_administrator, question, choice_of(question), digest="của trang cũ"))
    assert "Kết quả đã đổi sau khi bạn mở trang này" in again.text
    assert again.soup.select_one("input[name=reason]")["value"] == "Đáp án B mới đúng"
    assert not Regrading.objects.exists()


def test_a_reason_is_wanted(as_administrator, world):
    question, _lesson = world
    answer = confirm(as_administrator, question, choice_of(question), reason=" ")
    assert seen(answer).soup.select("#id_reason_error")
    assert not Regrading.objects.exists()


def test_what_is_graded_by_itself_needs_no_grading_anew(as_administrator, world):
    question, _lesson = world
    choice = choice_of(question, versions=[question.version_id])
    assert "là bản đang dùng" in seen(as_administrator.get(address(question), choice)).text
    assert "Chọn ít nhất một phiên bản" in seen(as_administrator.get(address(question), {"rule": "full"})).text


def test_a_version_of_another_kind_can_only_be_given_full_marks(as_administrator, world):
    question, _lesson = world
    question.versions.filter(number=1).update(kind="multiple")
    assert "thuộc kiểu câu hỏi khác" in seen(as_administrator.get(address(question), choice_of(question))).text
    full = seen(as_administrator.get(address(question), choice_of(question, "full")))
    assert "1 lượt đổi kết quả" in full.text


def test_where_nobody_changes_there_is_nothing_to_confirm(as_administrator, world):
    question, _lesson = world
    Attempt.objects.all().delete()
    shown = seen(as_administrator.get(address(question), choice_of(question)))
    assert "Không lượt nào đổi kết quả" in shown.text
    assert not shown.soup.select("input[name=digest]")


def test_many_attempts_are_left_to_the_worker_and_the_page_comes_again(as_administrator, world, monkeypatch):
    question, _lesson = world
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    asked = []
    monkeypatch.setattr(tasks.apply_later.__class__, "enqueue", lambda _task, *given: asked.append(given))
    waiting = confirm(as_administrator, question, choice_of(question))
    assert waiting["Refresh"] == "5"
    assert "Đang chờ" in seen(waiting).text
    [(pk, digest)] = asked
    tasks.run_apply(pk, digest)
    assert Regrading.objects.get().status == "applied"
    as_administrator.post(reverse("undo_regrading", args=[pk]))
    assert asked[1:] == [(pk,)]
    tasks.run_undo(pk)
    assert Regrading.objects.get().status == "undone"


def test_an_earlier_one_is_not_taken_back_before_the_later(as_administrator, world):
    question, _lesson = world
    confirm(as_administrator, question, choice_of(question))
    confirm(as_administrator, question, choice_of(question, "full"))
    _later, earlier = Regrading.objects.all()
    answer = seen(as_administrator.post(reverse("undo_regrading", args=[earlier.pk]), follow=True))
    assert "hoàn tác lần chấm lại mới nhất trước" in answer.text
    assert Regrading.objects.filter(status="applied").count() == 2


def test_who_writes_questions_does_not_grade_anew_and_sees_nobody(as_editor, as_administrator, world):
    question, _lesson = world
    assert as_editor.get(address(question)).status_code == 302
    edit = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    assert address(question) not in as_editor.get(edit).content.decode()
    assert address(question) in as_administrator.get(edit).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_learners(
    as_administrator, world, units, make_member, django_assert_num_queries
):
    question, lesson = world
    [first] = versions_of([question.versions.get(number=1).pk])
    as_administrator.get(address(question), choice_of(question))
    with CaptureQueriesContext(connection) as few:
        as_administrator.get(address(question), choice_of(question))
    for _ in range(5):
        attempt = hand_in(make_member(units.class_a), lesson, (1, 0), FIRST)
        attempt.versions, attempt.answers = [first.pk], {str(question.pk): [first.content["choices"][1]["id"]]}
        attempt.fractions = {str(question.pk): "0"}
        attempt.save()
    with django_assert_num_queries(len(few)):
        assert "7 lượt đổi kết quả" in seen(as_administrator.get(address(question), choice_of(question))).text
