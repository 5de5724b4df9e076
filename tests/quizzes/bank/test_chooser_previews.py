"""What is seen of a question or a quiz before it is chosen."""

from types import SimpleNamespace

import pytest

from quizzes.bank.chooser_previews import MOST, of_question, of_quiz
from quizzes.models import Question
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_question_shows_its_choices_and_what_is_right():
    shown = of_question(factories.question("Điều nào đúng?", wrong=2))
    assert shown.text == "Điều nào đúng?"
    assert sorted(line.partition(". ")[2] for line in shown.lines) == ["Ý sai 0", "Ý sai 1", "Ý đúng 0"]
    assert "Ý đúng 0" in shown.right
    assert "Ý sai" not in shown.right


def test_nothing_written_is_nothing_to_see():
    assert of_question(Question()).text == ""


def test_a_quiz_shows_so_many_of_its_questions():
    def quiz(number):
        return SimpleNamespace(places=[SimpleNamespace(question=Question(text=f"Câu {n}?")) for n in range(number)])

    assert of_quiz(quiz(2)).lines == ["1. Câu 0?", "2. Câu 1?"]
    assert len(of_quiz(quiz(MOST)).lines) == MOST
    assert of_quiz(quiz(MOST + 1)).lines[-1] == "…"
