"""What the figures of a question say, in plain words. No database."""

from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

from quizzes.statistics.calculations import QuestionFigures

# Below this many attempts a figure may be chance alone; up to the second it is only a hint.
TOO_FEW, FEW = 10, 30
EASY, HARD = 95.0, 20.0
WEAK = 20.0


@dataclass(frozen=True)
class Remark:
    """`level`: `bad` wants a look at the question, `note` is worth knowing."""

    level: str
    text: str


def remarks(figures: QuestionFigures, guess: float | None, never_chosen: list[str], *, is_few: bool) -> list[Remark]:
    """What does not work about a question. `guess` is what guessing earns, in per cent; `never_chosen` wrong choices."""
    if figures.number == 0:
        return []
    if figures.number < TOO_FEW:
        text = _("Mới có %(n)s lượt: chưa nói được gì chắc chắn.") % {"n": figures.number}
        return [Remark("note", text)]
    found = [*_of_facility(figures, guess), *_of_discrimination(figures)]
    if never_chosen and not is_few:
        text = _("Không ai chọn: %(choices)s. Phương án ấy không đánh lừa được ai, nên thay.")
        found.append(Remark("note", text % {"choices": "; ".join(never_chosen[:4])}))
    if found and is_few:
        found.append(Remark("note", _("Mới có %(n)s lượt: xem như gợi ý.") % {"n": figures.number}))
    return found


def _of_facility(figures: QuestionFigures, guess: float | None) -> list[Remark]:
    facility = figures.facility
    if facility is None:
        return []
    if facility >= EASY:
        return [Remark("note", _("Quá dễ: hầu như ai cũng đúng, nên câu này không cho biết ai hiểu hơn ai."))]
    if guess is not None and facility < guess:
        return [Remark("bad", _("Đúng ít hơn cả đoán mò. Xem lại đáp án, hoặc câu hỏi dễ hiểu nhầm."))]
    if facility < HARD:
        return [Remark("note", _("Rất khó: ít người đúng. Xem bài học đã dạy điều này chưa."))]
    return []


def _of_discrimination(figures: QuestionFigures) -> list[Remark]:
    index = figures.discrimination
    if index is None or (figures.facility or 0) >= EASY:
        return []
    if index < -_chance(figures.number):
        text = _("Người yếu các câu khác lại làm đúng câu này nhiều hơn người khá. Thường là đáp án sai, hoặc câu đánh đố.")
        return [Remark("bad", text)]
    if index < WEAK:
        return [Remark("note", _("Ít phân biệt: người khá và người yếu làm gần như nhau."))]
    return []


def _chance(number: int) -> float:
    """How far from 0 a correlation of `number` attempts may be by chance, in per cent: two standard errors."""
    return 200 / sqrt(number) if number else 100.0


def is_few(number: int) -> bool:
    return number < FEW
