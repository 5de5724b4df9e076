"""Questions and quizzes as the database keeps them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from quizzes.attempts.presenting import quiz_questions
from quizzes.models import Question, QuestionVersion, Quiz, QuizQuestion
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_question_that_is_asked_somewhere_cannot_be_deleted():
    asked = factories.question()
    factories.quiz(asked)
    with pytest.raises(ProtectedError):
        asked.delete()


def test_a_question_that_nobody_asks_goes_with_its_versions():
    factories.question().delete()
    assert not QuestionVersion.objects.exists()


class TestVersions:
    """What was published stays as it was."""

    def test_the_first_is_what_was_published_first(self):
        version = factories.question("OTP là gì?", explanation="<p>Vì thế.</p>", source="Luật").version
        said = (version.number, version.kind, version.content["text"], version.explanation, version.source)
        assert said == (1, "single", "<p>OTP là gì?</p>", "<p>Vì thế.</p>", "Luật")

    def test_one_never_changes(self):
        version = factories.question().version
        version.explanation = "Khác"
        with pytest.raises(ValueError, match="never changes"):
            version.save()

    def test_publishing_the_same_again_makes_no_other(self):
        asked = factories.question()
        asked.save_revision().publish()
        assert asked.versions.count() == 1

    @pytest.mark.parametrize("field", ["explanation", "hint", "source"])
    def test_another_explanation_is_another_version(self, field):
        asked = factories.question()
        setattr(asked, field, "<p>Khác</p>")
        asked.save_revision().publish()
        asked.refresh_from_db()
        assert (asked.version.number, getattr(asked.version, field)) == (2, "<p>Khác</p>")

    def test_a_draft_makes_none_and_its_revision_does_not_bring_an_old_one_back(self):
        asked = factories.question()
        asked.hint = "Một"
        draft = asked.save_revision()
        asked.hint = "Hai"
        asked.save_revision().publish()
        draft.publish()
        asked.refresh_from_db()
        assert [version.hint for version in asked.versions.all()] == ["", "Hai", "Một"]
        assert asked.version.hint == "Một"

    def test_an_empty_question_cannot_be_one(self):
        with pytest.raises(ValueError, match="no content"):
            QuestionVersion.of(Question())


def test_deleting_a_quiz_leaves_its_questions_in_the_bank():
    asked = factories.question()
    factories.quiz(asked).delete()
    asked.refresh_from_db()
    assert not QuizQuestion.objects.exists()


@pytest.mark.parametrize("mark", [0, 101, 1000])
def test_a_pass_mark_is_a_percentage(mark):
    with pytest.raises(ValidationError, match="Mức đạt là một số từ 1 đến 100"):
        Quiz(title="Kiểm tra", pass_mark=mark).full_clean()
    with pytest.raises(IntegrityError):
        Quiz.objects.create(title="Kiểm tra", pass_mark=mark)


@pytest.mark.parametrize("mark", [1, 100])
def test_the_least_and_the_greatest_pass_mark_are_taken(mark):
    Quiz(title="Kiểm tra", pass_mark=mark).full_clean()


def test_one_question_may_stand_in_two_quizzes():
    asked = factories.question("Chung")
    for each in (factories.quiz(asked), factories.quiz(asked, factories.question("Riêng"))):
        assert quiz_questions(each)[0].question == asked


def test_everything_is_named_by_its_words():
    asked = factories.question("OTP là gì?")
    quiz = factories.quiz(asked, title="Kiểm tra OTP")
    assert [str(each) for each in (asked, asked.version, quiz, quiz.quiz_questions.first())] == [
        "OTP là gì?", f"{asked.pk}.1", "Kiểm tra OTP", "OTP là gì?",
    ]  # fmt: skip


def test_a_question_that_is_not_written_yet_says_so():
    assert str(Question()) == "Câu hỏi chưa viết"
    assert (Question().kind_label, factories.question().kind_label) == ("", "Chọn một phương án")
