"""Writing a question in the editor: drafts, publishing, versions, and what is refused in the words of its kind."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from quizzes.attempts.handing_in import hand_in
from quizzes.attempts.submission import Submission
from quizzes.models import Category, Question
from tests import factories
from tests.pages import page, posted, text_of

ADD = reverse("wagtailsnippets_quizzes_question:add")


def items(values):
    """A list block, as the form sends it."""
    sent = {"count": len(values)}
    for number, value in enumerate(values):
        sent[str(number)] = {"value": value, "deleted": "", "order": str(number), "type": "item", "id": ""}
    return sent


def question_form(*choices, kind="single", text="<p>Hỏi gì?</p>", **more):
    """The form of a question with choices (text, whether it is right)."""
    written = [
        {"text": rich_text(f"<p>{said}</p>"), "feedback": "", "percent": "", **({"is_right": "on"} if right else {})}
        for said, right in choices
    ]
    value = {"text": rich_text(text), "choices": items(written), "is_shuffled": "on"}
    if kind == "multiple":
        value["marking"] = "whole"
    fields = {"content": streamfield([(kind, value)]), "explanation": rich_text("<p>Vì thế.</p>"), "hint": "", "source": ""}
    return nested_form_data(fields | {"checked_on": "", "difficulty": "2", **more})


def unescaped(source):
    """The page with what its script is given to show, which is in ASCII."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), source)


@pytest.fixture
def publish(as_administrator):
    """Sends a question to be published; gives what the page says, or "" when it was."""

    def publish(*choices, **more):
        answer = as_administrator.post(ADD, question_form(*choices, **more) | {"action-publish": "1"})
        return unescaped(answer.content.decode()) if answer.status_code == 200 else ""

    return publish


def test_one_right_choice_is_enough(publish):
    assert publish(("Một", True), ("Hai", False)) == ""
    question = Question.objects.get()
    assert (question.text, question.kind, question.live) == ("Hỏi gì?", "single", True)
    assert [(c["text"], c["is_right"]) for c in question.version.content["choices"]] == [("Một", True), ("Hai", False)]


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ([("Một", False), ("Hai", False)], "Chưa có phương án nào được đánh dấu đúng."),
        ([("Một", True), ("Hai", True)], "Có 2 phương án đúng. Chỉ để lại một, hoặc dùng kiểu “Chọn nhiều phương án”."),
        ([("Một", True), ("Một", False)], "Có hai phương án giống nhau."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_do(publish, choices, told):
    assert told in publish(*choices)
    assert not Question.objects.exists()


def test_two_right_choices_are_a_question_of_another_kind(publish):
    assert publish(("Một", True), ("Hai", True), kind="multiple") == ""


def test_a_draft_is_saved_however_unfinished_and_asked_by_nobody(as_administrator):
    answer = as_administrator.post(ADD, question_form(("Một", False), ("", False)))
    assert answer.status_code == 302
    question = Question.objects.get()
    assert (question.live, question.version) == (False, None)


def test_an_editor_writes_drafts_and_does_not_publish(as_editor):
    form = question_form(("Một", True), ("Hai", False))
    as_editor.post(ADD, form | {"action-publish": "1"})
    question = Question.objects.get()
    assert (question.live, question.version) == (False, None)
    assert 'name="action-publish"' not in page(as_editor, reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]))


def test_an_editor_changes_no_right_answer_that_is_asked_today(as_editor, db):
    asked = factories.question("Câu đang hỏi")
    before = asked.version.content
    edit = reverse("wagtailsnippets_quizzes_question:edit", args=[asked.pk])
    as_editor.post(edit, question_form(("Một", True), ("Hai", False)) | {"action-publish": "1"})
    asked.refresh_from_db()
    assert (asked.version.content, asked.has_unpublished_changes) == (before, True)
    assert asked.get_latest_revision_as_object().text == "Hỏi gì?"


def test_what_is_edited_is_a_version_of_its_own_and_the_old_one_stays(as_administrator, db):
    asked = factories.question("Câu đang hỏi")
    edit = reverse("wagtailsnippets_quizzes_question:edit", args=[asked.pk])
    as_administrator.post(edit, question_form(("Một", True), ("Hai", False)) | {"action-publish": "1"})
    asked.refresh_from_db()
    assert [version.number for version in asked.versions.all()] == [1, 2]
    assert asked.version.number == 2
    assert asked.versions.first().content["text"] == "<p>Câu đang hỏi</p>"


def test_what_an_editor_submits_is_published_by_a_moderator(people, db):
    asked = factories.question("Câu đang hỏi")
    asked.hint = "Gợi ý mới"
    asked.save_revision(user=people.editor)
    state = asked.get_workflow().start(asked, people.editor)
    asked.refresh_from_db()
    assert asked.version.hint == ""
    state.current_task_state.approve(user=people.administrator)
    asked.refresh_from_db()
    assert (asked.version.number, asked.version.hint) == (2, "Gợi ý mới")


def test_what_is_unfinished_is_neither_approved_nor_published(as_administrator, people, db):
    """What is approved is the latest draft: somebody may have emptied it since it was submitted."""
    asked = factories.question("Câu đang hỏi")
    asked.save_revision(user=people.editor)
    state = asked.get_workflow().start(asked, people.editor)
    stream = json.loads(asked.get_latest_revision().content["content"])
    stream[0]["value"]["choices"] = []
    asked.content = json.dumps(stream)
    revision = asked.save_revision(user=people.administrator)
    with pytest.raises(ValidationError):
        revision.publish()
    address = reverse(
        "wagtailsnippets_quizzes_question:workflow_action", args=[asked.pk, "approve", state.current_task_state.pk]
    )
    assert "chưa duyệt được" in text_of(posted(as_administrator, address))
    asked.refresh_from_db()
    assert [version.number for version in asked.versions.all()] == [1]


@pytest.mark.parametrize("mode", ["asked", "answered"])
def test_a_preview_shows_what_a_learner_sees(as_administrator, db, mode):
    asked = factories.question("Câu đang hỏi")
    address = reverse("wagtailsnippets_quizzes_question:preview_on_edit", args=[asked.pk])
    form = question_form(("Một", True), ("Hai", False))
    assert as_administrator.post(address, form).json()["is_valid"]
    shown = page(as_administrator, address, {"mode": mode})
    assert "Hỏi gì?" in shown
    assert ("Vì thế." in shown) == (mode == "answered")


def test_a_preview_of_what_is_not_written_says_so(as_administrator):
    address = reverse("wagtailsnippets_quizzes_question:preview_on_add")
    as_administrator.post(address, question_form(("", False), ("", False)))
    assert "chưa viết xong" in page(as_administrator, address, {"mode": "asked"})


def test_a_question_like_one_that_is_there_is_told_and_kept_all_the_same(as_administrator):
    first = factories.question("Mã OTP gửi về điện thoại dùng để làm gì?")
    form = question_form(("Một", True), ("Hai", False), text="<p>Mã OTP gửi về máy điện thoại dùng để làm gì?</p>")
    shown = text_of(posted(as_administrator, ADD, form))
    assert f"Câu này gần giống câu {first.pk}:" in shown
    assert Question.objects.count() == 2


def test_a_question_is_put_into_a_category_with_tags(publish):
    category = Category.at(["An toàn", "OTP"])
    assert publish(("Một", True), ("Hai", False), category=str(category.pk), tags="TT02-1.1, OTP") == ""
    question = Question.objects.get()
    assert (question.category, sorted(tag.name for tag in question.tags.all())) == (category, ["OTP", "TT02-1.1"])


class TestWritingAnother:
    """Saved with one button, and on to the next in the same category."""

    def test_whoever_may_publishes_and_goes_on(self, as_administrator):
        category = Category.at(["Danh tính số"])
        form = question_form(("Một", True), ("Hai", False), category=str(category.pk))
        answer = as_administrator.post(ADD, form | {"viet-cau-khac": "1"})
        assert answer.url == f"{ADD}?danh-muc={category.pk}"
        assert Question.objects.get().live
        following = as_administrator.get(answer.url).content.decode()
        assert re.search(rf'<option value="{category.pk}" selected>', following)
        assert 'name="viet-cau-khac"' in following

    def test_an_editor_keeps_a_draft_and_goes_on(self, as_editor):
        answer = as_editor.post(ADD, question_form(("Một", True), ("Hai", False)) | {"viet-cau-khac": "1"})
        assert answer.url == ADD
        assert not Question.objects.get().live

    def test_from_an_earlier_question_too(self, as_administrator):
        question = factories.question()
        edit = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
        answer = as_administrator.post(edit, question_form(("Ba", True), ("Hai", False)) | {"viet-cau-khac": "1"})
        assert answer.url == ADD
        assert Question.objects.get().version.number == 2

    @pytest.mark.parametrize("category", ["", "x", "99999", "9" * 30])
    def test_a_category_that_is_not_there_is_none(self, as_administrator, category):
        assert as_administrator.get(ADD, {"danh-muc": category}).status_code == 200


def test_an_author_is_told_where_a_question_stands_and_how_often_it_was_answered(
    as_administrator, as_editor, units, make_member
):
    question = factories.question()
    edit = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    assert "đã được trả lời" not in page(as_editor, edit)
    quiz = factories.quiz(question)
    activity = next(iter(factories.activities().values()))
    answers = Submission(factories.answers_of(question))
    hand_in(make_member(units.class_a), quiz, [question.version], activity, answers)
    assert "Câu này có trong 1 bài kiểm tra, 0 bài học và đã được trả lời 1 lượt." in text_of(page(as_editor, edit))
