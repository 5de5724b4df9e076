"""Questions and quizzes written as text, kept in the bank as they were written."""

import pytest

from quizzes.bank import writing
from quizzes.bank.plain_text import WrittenQuestion
from quizzes.bank.writing import choice, choice_question, keep_question, write_question, write_quiz
from quizzes.kinds.formatted import plain
from quizzes.models import Question, Quiz

OTP = WrittenQuestion(1, "Ai hỏi mã OTP?", [("Cán bộ", False), ("Không ai", True)], "Mã là của bạn.")
PAPERS = WrittenQuestion(5, "Cần gì?", [("Căn cước", True), ("Ảnh", True), ("Tiền", False)])


@pytest.mark.parametrize(("written", "kind"), [(OTP, "single"), (PAPERS, "multiple")])
def test_a_question_keeps_its_choices_in_their_order_and_their_number_of_right_ones_tells_its_kind(people, written, kind):
    kept = write_question(written, people.administrator)
    assert (kept.text, kept.kind, plain(kept.explanation)) == (written.text, kind, written.explanation)
    assert [(each["text"], each["is_right"]) for each in kept.version.content["choices"]] == written.choices


def test_what_an_editor_writes_waits_for_somebody_who_may_publish(people):
    assert write_question(OTP, people.editor).version is None
    assert write_question(OTP, people.administrator).live


def test_what_a_kind_refuses_is_not_kept(db):
    kind, value = choice_question("Câu?", [choice("A", is_right=False), choice("B", is_right=False)])
    with pytest.raises(ValueError, match="đánh dấu đúng"):
        keep_question(kind, value)
    with pytest.raises(ValueError, match="Unknown kind"):
        keep_question("no-such-kind", value)
    assert not Question.objects.exists()


def test_signs_of_markup_are_letters_like_others(db):
    kind, value = choice_question("a < b & c?", [choice("<b>đậm</b>", is_right=True), choice("x", is_right=False)])
    kept = keep_question(kind, value)
    assert kept.text == "a < b & c?"
    assert kept.version.content["choices"][0]["text"] == "&lt;b&gt;đậm&lt;/b&gt;"


def test_what_is_kept_is_the_first_revision_of_whoever_wrote_it(people):
    revision = write_question(OTP, people.editor).latest_revision
    assert (revision.user, revision.content["text"]) == (people.editor, OTP.text)


def test_a_quiz_asks_its_questions_in_their_order(people):
    kept = write_quiz("Kiểm tra", 70, [OTP, PAPERS], people.editor)
    assert [place.question.text for place in kept.quiz_questions.all()] == [OTP.text, PAPERS.text]
    assert (kept.pass_mark, kept.latest_revision.user) == (70, people.editor)


def test_of_a_quiz_that_cannot_be_kept_nothing_is(db, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(writing.QuizQuestion.objects, "create", fail)
    with pytest.raises(RuntimeError):
        write_quiz("Kiểm tra", 70, [OTP])
    assert not Question.objects.exists()
    assert not Quiz.objects.exists()
