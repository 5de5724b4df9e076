"""The demonstration's learning: what about half of the members did in the last six weeks, by the real verbs."""

import datetime as dt
import random
import uuid

from django.utils import timezone

from lessons.learner.learning import finish_step, hand_in_quiz
from lessons.learner.practising import record_practice
from lessons.models import LessonPage, Practice
from lessons.practice.playing import act, ask_hint, begin, right_values, screen_of
from participation.models import Fact
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import QuestionVersion
from rosters.models import Member

WEEKS = 6


def load_learning(members: list[Member], lessons: list[LessonPage]) -> None:
    """Let about half of the members learn. Does nothing when anything was learned already."""
    if Fact.objects.exists():
        return
    chance = random.Random(757)
    now = timezone.now()
    questions = {lesson.pk: quiz_questions(lesson.quiz) for lesson in lessons if lesson.quiz}
    for number, member in enumerate(members):
        eagerness = 0.9 if number == 0 else chance.random()
        if eagerness < 0.5:
            continue
        at = now - dt.timedelta(days=chance.uniform(1, WEEKS * 7))
        # The learner who is shown has finished one course and is in the middle of the second.
        count = 4 if number == 0 else 1 + int((eagerness - 0.5) * 2 * (len(lessons) - 1) * chance.random())
        for place, lesson in enumerate(lessons[:count]):
            at = _study(chance, member, lesson, questions[lesson.pk], at, leave=number == 0 and place == 3)
            if at > now:
                break
    in_class = [member for member in members if member.memberships.filter(unit__code="THPT-TNH-11A1").exists()]
    late = [member for member in in_class if not member.attempts.exists()][:6]
    lesson = lessons[0]
    _one_taps_for_all(chance, late, lesson, questions[lesson.pk], now - dt.timedelta(hours=5))


def _study(
    chance: random.Random, member: Member, lesson: LessonPage, versions: list[QuestionVersion], at: dt.datetime, *, leave: bool
) -> dt.datetime:
    """One lesson from its first step to its quiz, or left after a step. When the member goes on."""
    for number, step_id in enumerate(lesson.step_ids, 1):
        for practice in lesson.practices_of_steps[number - 1]:
            _practise(chance, member, lesson, practice, at)
        finish_step(member, lesson, step_id, at)
        at += dt.timedelta(minutes=chance.uniform(1, 4))
        if leave or (number == 2 and chance.random() < 0.08):
            return at + dt.timedelta(days=chance.uniform(1, 4))
    careful = chance.random() < 0.75
    _hand_in(chance, member, lesson, versions, at, careful=careful)
    if not careful and chance.random() < 0.8:
        at += dt.timedelta(minutes=6)
        _hand_in(chance, member, lesson, versions, at, careful=True)
    return at + dt.timedelta(days=chance.uniform(0, 5))


def _practise(chance: random.Random, member: Member, lesson: LessonPage, practice: int, at: dt.datetime) -> None:
    """Once through a practice, with a miss and a hint here and there; some give up."""
    procedure = Practice.objects.get(pk=practice).procedure
    state, run = begin(procedure), f"{chance.getrandbits(64):016x}"
    while not state.is_done and chance.random() > 0.02:
        screen = screen_of(procedure, state)
        wrong = [action for action in screen.actions if not action.is_right]
        typed = right_values(screen)
        if wrong and chance.random() < 0.25:
            outcome = act(procedure, state, chance.choice(wrong).id, typed)
        elif screen.hint and state.misses and chance.random() < 0.4:
            outcome = ask_hint(procedure, state, typed)
        else:
            outcome = act(procedure, state, next(action for action in screen.actions if action.is_right).id, typed)
        if outcome is None:
            return
        at += dt.timedelta(seconds=chance.uniform(5, 30))
        record_practice(member, lesson, practice, run, outcome, at)
        state = outcome.state


def _hand_in(
    chance: random.Random,
    member: Member,
    lesson: LessonPage,
    versions: list[QuestionVersion],
    at: dt.datetime,
    *,
    careful: bool,
) -> None:
    answers = {}
    for version in versions:
        choices = version.content["choices"]
        right = [choice["id"] for choice in choices if choice["is_right"]]
        answers[version.question_id] = right if careful or chance.random() < 0.35 else [chance.choice(choices)["id"]]
    key = uuid.UUID(int=chance.getrandbits(128), version=4)
    seconds = round(chance.lognormvariate(4.6, 0.4))
    hand_in_quiz(member, lesson, versions, Submission(answers, key, at, seconds, f"{member.pk:016x}"))


def _one_taps_for_all(
    chance: random.Random, members: list[Member], lesson: LessonPage, versions: list[QuestionVersion], at: dt.datetime
) -> None:
    """Six of a class, one after the other on one phone, with the same answers: what the signs are there to show."""
    answers = {
        version.question_id: [each["id"] for each in version.content["choices"] if each["is_right"] != (place < 2)][:1]
        for place, version in enumerate(versions)
    }
    for member in members:
        at += dt.timedelta(seconds=chance.uniform(25, 50))
        key = uuid.UUID(int=chance.getrandbits(128), version=4)
        seconds = round(chance.uniform(6, 12))
        hand_in_quiz(member, lesson, versions, Submission(answers, key, at, seconds, "demonstration-01"))
