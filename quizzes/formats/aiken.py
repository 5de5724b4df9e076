"""Aiken, a plain format for one right choice of several: docs.moodle.org/en/Aiken_format. No database.

Ai được hỏi mã OTP của bạn?
A. Cán bộ phường
B. Không ai cả
ANSWER: B
"""

import re

from quizzes.formats.questions_of_files import CannotSay, FoundQuestion, FoundQuestions, KeptQuestion, Problem, is_plain
from quizzes.kinds.formatted import as_html, as_line, plain
from quizzes.kinds.written import listed

LETTERS = "ABCDEFGHIJKL"
_CHOICE = re.compile(r"^([A-Z])\s*[.)]\s+(.*)$")
_ANSWER = re.compile(r"^ANSWER\s*:\s*(.*)$", re.IGNORECASE)


def read_aiken(text: str) -> FoundQuestions:
    """The questions of a text in Aiken; each ends with its line ANSWER. Problems tell their line."""
    found = FoundQuestions()
    asked: list[tuple[int, str]] = []
    choices: list[tuple[str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if answer := _ANSWER.match(said):
            _close(found, asked, choices, number, answer[1].strip().upper())
            asked, choices = [], []
        elif (choice := _CHOICE.match(said)) and asked:
            choices.append((choice[1], choice[2].strip()))
        elif said:
            if choices:
                _refuse(found, number, "answer_missing", "trước dòng này thiếu dòng “ANSWER:” của câu trên.")
                asked, choices = [], []
            asked.append((number, said))
    if asked:
        _refuse(found, asked[0][0], "answer_missing", "câu cuối tệp thiếu dòng “ANSWER:”.")
    if not found.questions and not found.problems:
        found.problems.append(Problem(1, "no_questions", "Tệp không có câu hỏi nào."))
    return found


def _close(found: FoundQuestions, asked: list[tuple[int, str]], choices: list[tuple[str, str]], line: int, right: str) -> None:
    if not asked:
        _refuse(found, line, "question_missing", "dòng “ANSWER:” này không có câu hỏi ở trên.")
    elif right not in [letter for letter, _text in choices]:
        _refuse(found, line, "answer_unknown", f"đáp án “{right[:10]}” không phải là chữ cái của một phương án.")
    elif len({letter for letter, _text in choices}) < len(choices):
        _refuse(found, asked[0][0], "letters", "có hai phương án cùng một chữ cái.")
    else:
        values = [
            {"text": as_line(text), "is_right": letter == right, "feedback": "", "percent": None} for letter, text in choices
        ]
        value = {"text": as_html(" ".join(said for _line, said in asked)), "choices": listed(values), "is_shuffled": True}
        found.questions.append(FoundQuestion(asked[0][0], "single", value))


def _refuse(found: FoundQuestions, line: int, code: str, message: str) -> None:
    found.problems.append(Problem(line, code, f"Dòng {line}: {message}"))


def write_aiken(question: KeptQuestion) -> str:
    """A question in Aiken. Raises CannotSay for all that is more than words and one right choice."""
    content = question.content
    if question.kind != "single":
        raise CannotSay("Aiken chỉ có kiểu chọn một phương án.")
    choices = content["choices"]
    if question.explanation or any(choice["feedback"] for choice in choices):
        raise CannotSay("Aiken không có lời giải thích.")
    if any(choice["percent"] not in ("0", "100") for choice in choices):
        raise CannotSay("Aiken không có phần điểm.")
    if len(choices) > len(LETTERS) or not is_plain(content["text"]) or any("<" in choice["text"] for choice in choices):
        raise CannotSay("Aiken không có chữ đậm, chữ nghiêng, hình hay nhiều đoạn.")
    lettered = list(zip(LETTERS, choices, strict=False))
    lines = [plain(content["text"]), *(f"{letter}. {plain(choice['text'])}" for letter, choice in lettered)]
    return "\n".join([*lines, f"ANSWER: {next(letter for letter, choice in lettered if choice['is_right'])}"])
