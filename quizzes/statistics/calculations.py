"""Classical figures of a test and of its questions. Plain functions on marks.

The definitions and their small-number rules are Moodle's, of its page "Quiz statistics calculations" (docs.moodle.org/dev), so
that the same attempts give the same figures in both. The standard deviation is that of a sample (n - 1); skewness and kurtosis
are Fisher's g1 and g2 of k-statistics; the coefficient of internal consistency is Cronbach's alpha, in per cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

Marks = Sequence[float]


@dataclass(frozen=True)
class QuestionFigures:
    """What a question, or a place in a quiz, did in `number` attempts. All but the deviation in per cent; None where the
    attempts do not tell.

    - `facility`: the mean mark as a part of the most that could be had.
    - `deviation`: the standard deviation of the marks, as a part of the most that could be had, in per cent.
    - `intended_weight`: its marks as a part of those of the quiz.
    - `effective_weight`: how much of the spread of the whole marks comes from it; None where it works against the others.
    - `discrimination`: the correlation of its marks with the marks of all other questions.
    - `efficiency`: that as a part of the largest that these marks allow.
    """

    number: int
    facility: float | None
    deviation: float | None
    intended_weight: float | None
    effective_weight: float | None
    discrimination: float | None
    efficiency: float | None
    is_against: bool = False


@dataclass(frozen=True)
class QuizFigures:
    """What a quiz did: marks in marks, `consistency` and `error_ratio` in per cent."""

    number: int
    mean: float | None
    median: float | None
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    consistency: float | None
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True)
class _Spread:
    """Of one question: its variance, its covariance with the other marks, the largest that could be, and that with the whole."""

    number: int
    mean: float
    variance: float | None
    other_variance: float | None
    covariance: float | None
    largest_covariance: float | None
    with_whole: float | None


def _mean(values: Marks) -> float:
    return fsum(values) / len(values) if values else 0.0


def _spread(marks: Marks, others: Marks, wholes: Marks) -> _Spread:
    number = len(marks)
    mean, other_mean, whole_mean = _mean(marks), _mean(others), _mean(wholes)
    if number < 2:
        return _Spread(number, mean, None, None, None, None, None)
    below = number - 1
    apart = [mark - mean for mark in marks]
    other_apart = [other - other_mean for other in others]
    sorted_products = ((mark - mean) * (other - other_mean) for mark, other in zip(sorted(marks), sorted(others), strict=True))
    return _Spread(
        number,
        mean,
        _exact_zero(fsum(each * each for each in apart) / below),
        _exact_zero(fsum(each * each for each in other_apart) / below),
        fsum(a * b for a, b in zip(apart, other_apart, strict=True)) / below,
        _exact_zero(fsum(sorted_products) / below),
        fsum(a * (whole - whole_mean) for a, whole in zip(apart, wholes, strict=True)) / below,
    )


def _exact_zero(value: float) -> float:
    """What is zero but for rounding is zero: nothing is divided by it."""
    return 0.0 if abs(value) < 1e-15 else value


def _figures(spread: _Spread, most: float, of_all: float | None, weights: float) -> QuestionFigures:
    """`of_all` are the marks of the whole quiz, None where the question has no place of its own in it."""
    against = spread.with_whole is not None and spread.with_whole < 0
    effective = None
    if of_all is not None and not against and spread.with_whole is not None and weights:
        effective = 100 * sqrt(spread.with_whole) / weights
    return QuestionFigures(
        number=spread.number,
        facility=100 * spread.mean / most if most and spread.number else None,
        deviation=None if spread.variance is None or not most else 100 * sqrt(spread.variance) / most,
        intended_weight=100 * most / of_all if of_all else None,
        effective_weight=effective,
        discrimination=_discrimination(spread),
        efficiency=None
        if not spread.largest_covariance or spread.covariance is None
        else 100 * spread.covariance / spread.largest_covariance,
        is_against=against,
    )


def _discrimination(spread: _Spread) -> float | None:
    if not spread.variance or not spread.other_variance or spread.covariance is None:
        return None
    return 100 * spread.covariance / sqrt(spread.variance * spread.other_variance)


def of_places(marks: Sequence[Marks], most: Marks) -> list[QuestionFigures]:
    """The figures of each place of a quiz. `marks` has a row for each attempt, `most` what each place gives at most."""
    wholes = [fsum(row) for row in marks]
    spreads = []
    for place in range(len(most)):
        own = [row[place] for row in marks]
        others = [whole - mark for whole, mark in zip(wholes, own, strict=True)]
        spreads.append(_spread(own, others, wholes))
    weights = fsum(sqrt(each.with_whole) for each in spreads if each.with_whole is not None and each.with_whole >= 0)
    of_all = fsum(most)
    return [_figures(spread, own, of_all, weights) for spread, own in zip(spreads, most, strict=True)]


def of_question(marks: Marks, wholes: Marks, most: float) -> QuestionFigures:
    """The figures of a question that stood at several places, as one drawn at random: its marks are held against the whole
    marks of the attempts that it was part of, as Moodle does for such questions."""
    return _figures(_spread(marks, wholes, wholes), most, None, 0.0)


def of_quiz(marks: Sequence[Marks], places: int) -> QuizFigures:
    """The figures of the whole quiz; `marks` has a row for each attempt."""
    wholes = sorted(fsum(row) for row in marks)
    number = len(wholes)
    if not number:
        return QuizFigures(0, *[None] * 8)
    mean = _mean(wholes)
    middle = number // 2
    median = wholes[middle] if number % 2 else (wholes[middle - 1] + wholes[middle]) / 2
    powers = [fsum((whole - mean) ** power for whole in wholes) for power in (2, 3, 4)]
    deviation = sqrt(powers[0] / (number - 1)) if number > 1 else None
    skewness, kurtosis = _shape(number, powers)
    consistency = _consistency(marks, places, powers[0])
    ratio = None if consistency is None else 100 * sqrt(max(0.0, 1 - consistency / 100))
    error = None if ratio is None or deviation is None else ratio * deviation / 100
    return QuizFigures(number, mean, median, deviation, skewness, kurtosis, consistency, ratio, error)


def _shape(number: int, powers: Sequence[float]) -> tuple[float | None, float | None]:
    """Skewness of three attempts and more, kurtosis of four; None where all have the same mark."""
    if number < 3 or not _exact_zero(powers[0]):
        return None, None
    second, third, fourth = (power / number for power in powers)
    k2 = number * second / (number - 1)
    k3 = number**2 * third / ((number - 1) * (number - 2))
    skewness = k3 / k2**1.5
    if number < 4:
        return skewness, None
    k4 = number**2 * ((number + 1) * fourth - 3 * (number - 1) * second**2) / ((number - 1) * (number - 2) * (number - 3))
    return skewness, k4 / k2**2


def _consistency(marks: Sequence[Marks], places: int, power: float) -> float | None:
    """Cronbach's alpha in per cent, of three attempts and two places at least."""
    number = len(marks)
    if number < 3 or places < 2 or not _exact_zero(power):
        return None
    variances = 0.0
    for place in range(places):
        own = [row[place] for row in marks]
        mean = _mean(own)
        variances += fsum((mark - mean) ** 2 for mark in own) / (number - 1)
    return 100 * places / (places - 1) * (1 - variances / (power / (number - 1)))
