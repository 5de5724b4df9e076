"""How often the signs of hollow participation err: in classes that answer honestly, and how many hollow ones they see.

python -m bench.hollow_signs [CLASSES]

Made-up classes of 40, each of whom answers one quiz of five questions (about 150 syllables with their choices) for the
first time. Honest: reading at 4.5 syllables a second, spread as readers are (lognormal, 0.35), plus 2 to 6 seconds a
question to think; wrong answers lean towards the likeliest mistake. Practised: the same questions stood in the lesson a
minute ago, so half of the text is read and thinking takes 1 to 3 seconds. Shared: as honest, but the class hands one phone
around, half a minute and more to log in. Hollow: one phone, one person who taps the same answers through, 15 to 45 seconds
each. Five of them: only five of the class, the others honest.
"""

import datetime as dt
import random
import sys
import types

# The signs are plain functions; nothing of Django is needed.
from quizzes.integrity.signs import Answered, alike, fast, quickest_seconds, sequences

CLASS, QUESTIONS, SYLLABLES = 40, 5, 150
QUICKEST = quickest_seconds(["tiếng " * (SYLLABLES // QUESTIONS)] * QUESTIONS)
MORNING = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


KINDS = {
    "honest": "honest, own phones", "practised": "honest, practised", "shared": "honest, one phone", "hollow": "one taps for all",
    "five": "one taps for five",
}  # fmt: skip


def honest_seconds(chance: random.Random, *, practised: bool = False) -> float:
    reading = SYLLABLES / (4.5 * chance.lognormvariate(0, 0.35)) * (0.5 if practised else 1)
    return reading + sum(chance.uniform(1, 3) if practised else chance.uniform(2, 6) for _ in range(QUESTIONS))


def answers(chance: random.Random, easy: list[float]) -> tuple[frozenset, int]:
    chosen, wrong = set(), 0
    for question, right in enumerate(easy):
        is_right = chance.random() < right
        wrong += not is_right
        chosen.add((question, 0 if is_right else 1 if chance.random() < 0.7 else 2))
    return frozenset(chosen), wrong


def school_class(chance: random.Random, kind: str, unit: int, easy: list[float]) -> list[Answered]:
    at, found = MORNING + dt.timedelta(days=unit), []
    same, same_wrong = answers(chance, easy)
    while kind in ("hollow", "five") and same_wrong < 2:
        same, same_wrong = answers(chance, easy)
    for member in range(CLASS):
        is_hollow = kind == "hollow" or (kind == "five" and member < 5)
        pattern, wrong = (same, same_wrong) if is_hollow else answers(chance, easy)
        seconds = chance.uniform(5, 15) if is_hollow else honest_seconds(chance, practised=kind == "practised")
        at += dt.timedelta(seconds=seconds + (chance.uniform(10, 30) if is_hollow else chance.uniform(30, 90)))
        on_one = is_hollow or kind == "shared"
        when = at if on_one else MORNING + dt.timedelta(days=unit, seconds=chance.uniform(0, 3600))
        device = f"{unit}" if on_one else f"{unit}-{member}"
        found.append(Answered(unit * 100 + member, unit, 1, when, round(seconds), device, pattern, wrong, is_first=True))
    return found


def main() -> None:
    classes = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    chance = random.Random(757)
    print(f"{classes} classes of {CLASS} of each kind; the quiz cannot be read in less than {QUICKEST} s")
    for kind, name in KINDS.items():
        counted = types.SimpleNamespace(fast=0, members=0, sequences=0, alike=0)
        for _number in range(classes):
            # Ten classes of a school are looked at together: choices are as likely as the school makes them.
            easy = [chance.uniform(0.5, 0.95) for _ in range(QUESTIONS)]
            school = [each for unit in range(9) for each in school_class(chance, "honest", unit, easy)]
            own = school_class(chance, kind, 9, easy)
            counted.fast += sum(len(row.members) for row in fast(own, {1: QUICKEST}))
            counted.members += len(own)
            counted.sequences += bool(sequences(own))
            counted.alike += any(row.unit == 9 for row in alike(school + own))
        print(
            f"{name:20} fast: {100 * counted.fast / counted.members:6.2f} % of attempts   "
            f"one device: {100 * counted.sequences / classes:6.2f} % of classes   "
            f"same answers: {100 * counted.alike / classes:6.2f} % of classes"
        )


if __name__ == "__main__":
    main()
