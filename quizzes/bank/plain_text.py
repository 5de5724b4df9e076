"""Questions written as plain text, the way teachers have them: pasted or typed, looked over afterwards.

A blank line ends a question. Its first line is what is asked; each further line is a choice, with a star before those that
are right. Numbers and letters in front (`Câu 1:`, `A.`) are left out, a line `Đáp án: B` marks right choices as stars do, and a
line that begins with `>` tells why.

    Câu 1: Ai được hỏi mã OTP của bạn?
    A. Cán bộ phường
    *B. Không ai cả
    > Mã OTP chỉ để bạn tự nhập.
"""

import re
import unicodedata
from dataclasses import dataclass, field

FEWEST_CHOICES, MOST_CHOICES = 2, 8
LONGEST_CHOICE = 255
LETTERS = "ABCDEFGH"
# So much of a line is told in a refusal.
TOLD = 60

# 1. and 1) before a word; in 1.000 they are part of what is asked.
_NUMBER = re.compile(r"^(?:câu(?:\s+hỏi)?\s*\d+\s*[.:)]?|\d+\s*[.:)](?=\s|[^\W\d]))\s*", re.IGNORECASE)
_LETTER = re.compile(
    r"^(?P<star>\*?)\s*(?:(?P<letter>[A-Ha-h])\s*[.):]|[-•+](?=\s|\*))?\s*(?P<also>\*?)\s*(?P<text>.*?)\s*(?P<end>\*?)$"
)
_ANSWERS = re.compile(r"^(?:answers?|đáp án|trả lời)(?: đúng)?\s*[:=]\s*(?P<letters>.+)$", re.IGNORECASE)
_WHY = re.compile(r"^(?:>|(?:vì sao|giải thích|lý do)\s*:)\s*", re.IGNORECASE)


@dataclass
class WrittenQuestion:
    """A question as it was read: `choices` are (text, whether it is right). `line` is where it begins, counted from 1."""

    line: int
    text: str
    choices: list[tuple[str, bool]] = field(default_factory=list)
    explanation: str = ""
    # Letters of answers that no choice has.
    unknown: list[str] = field(default_factory=list)

    @property
    def is_multiple(self) -> bool:
        return sum(right for _text, right in self.choices) > 1


class UnreadableQuestions(ValueError):
    """What is wrong with the text: `problems` are sentences that name the line, all of them at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def read_questions(text: str) -> list[WrittenQuestion]:
    """The questions of `text`, in its order. Raises UnreadableQuestions, also when there is none."""
    questions, problems = [], []
    for lines in _blocks(text):
        question = _read(lines)
        questions.append(question)
        problems += [f"Dòng {line}: {problem}" for line, problem in _problems(question, lines)]
    if not questions:
        problems.append("Chưa có câu hỏi nào. Dòng đầu là câu hỏi, mỗi dòng sau là một phương án.")
    if problems:
        raise UnreadableQuestions(problems)
    return questions


def _blocks(text: str) -> list[list[tuple[int, str]]]:
    """The lines between blank ones, each with its number."""
    blocks: list[list[tuple[int, str]]] = [[]]
    # Texts of a Mac come with accents apart from their letters.
    for number, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), 1):
        if stripped := " ".join(line.split()):
            blocks[-1].append((number, stripped))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _read(lines: list[tuple[int, str]]) -> WrittenQuestion:
    (first, asked), *rest = lines
    question = WrittenQuestion(first, _NUMBER.sub("", asked) or asked)
    right: set[str] = set()
    letters: list[str] = []
    for _number, line in rest:
        if why := _WHY.match(line):
            question.explanation = f"{question.explanation} {line[why.end() :]}".strip()
        elif answers := _answers(line):
            right |= answers
        elif found := _LETTER.match(line):
            letters.append((found["letter"] or LETTERS[len(letters) : len(letters) + 1]).upper())
            question.choices.append((found["text"], bool(found["star"] or found["also"] or found["end"])))
    question.choices = [
        (text, starred or letter in right) for (text, starred), letter in zip(question.choices, letters, strict=True)
    ]
    question.unknown = sorted(right - set(letters))
    return question


def _answers(line: str) -> set[str]:
    """The letters that a line like `Đáp án: A, C` names; none of any other line."""
    found = _ANSWERS.match(line)
    letters = re.split(r"[\s,;&.]+|\bvà\b", found["letters"].upper().replace("VÀ", ",")) if found else []
    named = [letter for letter in letters if letter]
    return set(named) if all(letter in LETTERS for letter in named) else set()


def _problems(question: WrittenQuestion, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """(line, what is wrong and what to do)."""
    shown = question.text if len(question.text) <= TOLD else f"{question.text[:TOLD]}…"
    found = []
    number = len(question.choices)
    if number < FEWEST_CHOICES:
        found.append(
            f"“{shown}” có {number} phương án, cần ít nhất {FEWEST_CHOICES}. Viết mỗi phương án một dòng, ngay dưới câu hỏi."
        )
    elif not any(right for _text, right in question.choices):
        found.append(f"“{shown}” chưa có phương án đúng. Thêm dấu * trước phương án đúng.")
    if question.unknown:
        found.append(f"“{shown}” ghi đáp án {', '.join(question.unknown)} nhưng không có phương án ấy.")
    if number > MOST_CHOICES:
        found.append(f"“{shown}” có {number} phương án, nhiều nhất là {MOST_CHOICES}. Để một dòng trống giữa hai câu hỏi.")
    texts = [text.casefold() for text, _right in question.choices]
    if len(set(texts)) < len(texts):
        found.append(f"“{shown}” có hai phương án giống nhau.")
    if any(len(text) > LONGEST_CHOICE for text in texts):
        found.append(f"“{shown}” có phương án dài hơn {LONGEST_CHOICE} ký tự. Viết ngắn lại.")
    if "" in texts:
        found.append(f"“{shown}” có phương án để trống.")
    return [(question.line, problem) for problem in found]
