"""Questions typed as plain text, with a star before each right choice: see quizzes.bank.plain_text. No database."""

from quizzes.bank.plain_text import UnreadableQuestions, read_questions
from quizzes.formats.questions_of_files import FoundQuestion, FoundQuestions, Problem
from quizzes.kinds.formatted import as_html, as_line
from quizzes.kinds.written import listed


def read_starred(text: str) -> FoundQuestions:
    """The questions of a text with stars."""
    found = FoundQuestions()
    try:
        written = read_questions(text)
    except UnreadableQuestions as error:
        for problem in error.problems:
            number = problem.removeprefix("Dòng ").partition(":")[0]
            found.problems.append(Problem(int(number) if number.isdecimal() else 1, "starred", problem))
        return found
    for each in written:
        choices = [
            {"text": as_line(words), "is_right": right, "feedback": "", "percent": None} for words, right in each.choices
        ]
        value = {"text": as_html(each.text), "choices": listed(choices), "is_shuffled": True}
        kind = "multiple" if each.is_multiple else "single"
        value |= {"marking": "whole"} if each.is_multiple else {}
        found.questions.append(FoundQuestion(each.line, kind, value, as_html(each.explanation)))
    return found
