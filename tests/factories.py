"""Whatever a test needs, made in one call with what matters to that test; the rest has a sensible value."""

import datetime as dt
import itertools
import json
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from lessons.models import CoursePage, HomePage, LessonPage
from participation.ledger.activities import keep_activity
from participation.models import Activity, Fact
from participation.rules.periods import Period
from quizzes.bank.showing import field_of, turn_of
from quizzes.bank.writing import choice, choice_question, keep_question
from quizzes.models import Question, QuestionVersion, Quiz, QuizQuestion
from rosters.fields.roster_fields import MEMBER_FIELDS
from rosters.importing.plan.matching import ExistingMember
from rosters.importing.run.drafting import draft, receive
from rosters.models import Member, Membership, RosterImport, Unit, User
from rosters.names import fold
from rosters.units import TREE_OF_KIND, UnitKind

# The school year of the tests begins here.
STARTED = dt.date(2026, 9, 5)
_numbers = itertools.count(1)


def units(**wanted: tuple[str, str, str, str]) -> dict[str, Unit]:
    """New units by a name each has here: (the name here of the unit above or "", kind, name, code), from the top down.

    Two queries: treebeard makes several for each unit.
    """
    made: dict[str, Unit] = {}
    roots = Unit.objects.filter(depth=1).count()
    for name, (above_name, kind, called, code) in wanted.items():
        above = made.get(above_name)
        place = above.numchild if above else roots
        path = Unit._get_path(above.path if above else "", above.depth + 1 if above else 1, place + 1)
        tree = TREE_OF_KIND[UnitKind(kind)]
        unit = Unit(path=path, depth=len(path) // Unit.steplen, numchild=0, kind=kind, tree=tree, name=called, code=code)
        unit.folded_name = fold(unit.label)
        made[name] = unit
        if above:
            above.numchild += 1
        else:
            roots += 1
    Unit.objects.bulk_create(made.values())
    return made


def member(*units: Unit, name: str = "Nguyễn Thị Hoa", start: dt.date = STARTED, **fields: Any) -> Member:
    """Somebody who belongs to `units` since `start`."""
    made = Member.objects.create(full_name=name, **{"code": f"HS{next(_numbers):05d}", **fields})
    for unit in units:
        Membership.objects.create(member=made, unit=unit, tree=unit.tree, start=start)
    return made


def existing_member(pk: int, code: str, full_name: str, **values: Any) -> ExistingMember:
    """A member as an import finds them: what is kept of them by its name, and the other fields of ExistingMember."""
    own = {"full_name": full_name, **values}
    others = {name: own.pop(name) for name in ExistingMember._fields if name in own}
    return ExistingMember(pk, code, tuple(own.get(name, each.empty) for name, each in MEMBER_FIELDS.items()), **others)


def staff(name: str, group: str = "", **fields: Any) -> User:
    """An account with a password, in a group of prepare_site where one is named."""
    user = User.objects.create_user(name, password="mot-mat-khau-dai", **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def question(
    text: str = "Điều nào đúng?",
    right: int = 1,
    wrong: int = 2,
    *,
    is_shuffled: bool = True,
    publish: bool = True,
    **fields: Any,
) -> Question:
    """A question, published unless `publish` is False, with so many right and wrong choices, the right ones first."""
    choices = [choice(f"Ý đúng {number}", is_right=True) for number in range(right)]
    choices += [choice(f"Ý sai {number}", is_right=False, feedback="Chưa phải.") for number in range(wrong)]
    kind, value = choice_question(text, choices, is_shuffled=is_shuffled)
    values = {"explanation": "<p>Vì luật nói thế.</p>", "source": "Luật", "checked_on": STARTED, **fields}
    return keep_question(kind, value, publish=publish, **values)


def with_other_right_choice(asked: Question, right: int) -> Question:
    """The question as its editor mends it: of its choices the one at this place is right now, and it is published."""
    draft = asked.get_latest_revision_as_object()
    data = draft.content.get_prep_value()
    for place, choice_of in enumerate(data[0]["value"]["choices"]):
        choice_of["value"]["is_right"] = place == right
    draft.content = Question.content.field.to_python(json.dumps(data))
    draft.save_revision().publish(skip_permission_checks=True)
    return Question.objects.select_related("version").get(pk=asked.pk)


def version_of(asked: Question | QuestionVersion) -> QuestionVersion:
    """The version of a question that is asked today; a version is its own."""
    return asked if isinstance(asked, QuestionVersion) else asked.version


def choices_of(asked: Question | QuestionVersion, *, right: bool = True) -> list[str]:
    """The ids of the right or of the wrong choices of a question."""
    return [each["id"] for each in version_of(asked).content["choices"] if each["is_right"] == right]


def form_of(
    *asked: Question | QuestionVersion, right: bool = True, key: str = "", most: int | None = 1
) -> dict[str, list[str]]:
    """What the form of the turn `key` sends when the right, or the wrong, choices are ticked: the first `most` of them."""
    fields = {}
    for version in map(version_of, asked):
        turn = turn_of(version, key)
        fields[field_of(version.question_id)] = [turn.mark(own_id) for own_id in choices_of(version, right=right)][:most]
    return fields


def answers_of(*asked: Question | QuestionVersion, right: bool = True) -> dict[int, list[str]]:
    """The responses that have the first right, or wrong, choice of each question."""
    return {version.question_id: choices_of(version, right=right)[:1] for version in map(version_of, asked)}


def quiz(*questions: Question, title: str = "Kiểm tra", pass_mark: int = 60) -> Quiz:
    """A quiz of `questions`, in their order."""
    made = Quiz.objects.create(title=title, pass_mark=pass_mark)
    for order, each in enumerate(questions):
        QuizQuestion.objects.create(quiz=made, question=each, sort_order=order)
    return made


def quiz_form(*questions: Question, quiz: Quiz | None = None, **fields: str) -> dict[str, str]:
    """What the form of a quiz in the admin sends, with these questions, or with those that `quiz` has already."""
    places = list(quiz.quiz_questions.all()) if quiz else []
    data = {
        "title": "Bài", "pass_mark": "80", "minutes_between": "0", "grading": "best",
        "review_at_once": "2", "review_later": "2", "review_closed": "2",
    }  # fmt: skip
    for name, initial, total in (("quiz_questions", len(places), len(questions) or len(places)), ("random_questions", 0, 0)):
        data |= {f"{name}-TOTAL_FORMS": str(total), f"{name}-INITIAL_FORMS": str(initial)}
        data |= {f"{name}-MIN_NUM_FORMS": "0", f"{name}-MAX_NUM_FORMS": "1000"}
    for number, asked in enumerate(questions or [place.question for place in places]):
        name = f"quiz_questions-{number}"
        data |= {f"{name}-question": str(asked.pk), f"{name}-mark": "1", f"{name}-ORDER": str(number + 1)}
        data |= {f"{name}-id": str(places[number].pk)} if places else {}
    return data | fields


def course(home: HomePage, title: str = "Danh tính số", slug: str = "danh-tinh-so") -> CoursePage:
    """A published course below `home`."""
    made = CoursePage(title=title, slug=slug, summary="VNeID", drawing="shield")
    home.add_child(instance=made)
    made.save_revision().publish()
    return made


def step(title: str = "Bước", text: str = "<p>Nội dung</p>", practice: Question | None = None) -> dict[str, Any]:
    """A step as StreamField keeps it."""
    value = {"title": title, "body": [{"type": "text", "value": text}], "question": practice.pk if practice else None}
    return {"type": "step", "id": str(uuid.uuid4()), "value": value}


def lesson(above: CoursePage, number: int = 1, *, steps: int = 2, questions: int = 2, **fields: Any) -> LessonPage:
    """A published lesson of a course, with so many steps and a quiz of so many questions (0: none)."""
    own = quiz(*(question(f"Câu {n}") for n in range(questions)), title=f"Kiểm tra {number}") if questions else None
    data = [step(f"Bước {n}", f"<p>Nội dung {n}</p>", question()) for n in range(1, steps + 1)]
    values = {
        "title": f"Bài {number}", "slug": f"bai-{number}", "summary": "Tóm tắt", "minutes": 6, "checked_on": STARTED,
        "steps": data, "quiz": own, **fields,
    }  # fmt: skip
    made = LessonPage(**values)
    above.add_child(instance=made)
    made.save_revision().publish()
    return LessonPage.objects.get(pk=made.pk)


def activities(courses: Sequence[str] = "AB", lessons: int = 2) -> dict[str, Activity]:
    """Courses with lessons, each with a quiz, as the ledger knows them: {"A": course, "A1": lesson, "A1q": quiz, ...}."""
    made = {}
    for name in courses:
        made[name] = keep_activity(f"page:{name}", "course", f"Khóa {name}", None, is_current=True)
        for number in range(1, lessons + 1):
            own = keep_activity(f"page:{name}{number}", "lesson", f"Bài {name}{number}", made[name], is_current=True)
            made[f"{name}{number}"] = own
            made[f"{name}{number}q"] = keep_activity(f"quiz:{name}{number}", "quiz", "Kiểm tra", own, is_current=True)
    return made


def fact(who: Member, verb: str, activity: Activity, day: dt.date, *, score: float | None = None, **fields: Any) -> Fact:
    """A fact as `record` writes it, where the member was on that day; what is counted from it waits to be folded."""
    from django.db import transaction

    from participation.ledger.recording import record

    key = f"test:{next(_numbers)}"
    at = dt.datetime.combine(day, dt.time(9), tzinfo=timezone.get_current_timezone())
    with transaction.atomic():
        record(who, verb, activity, key, at=at, score=None if score is None else Decimal(str(score)), **fields)
    return Fact.objects.get(key=key)


def period(first: str, last: str) -> Period:
    """The period between two days written as 2026-11-02."""
    return Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def roster_import(unit: Unit, user: User, content: bytes, name: str = "ds.xlsx") -> RosterImport:
    """A roster file that was read and planned at `unit`."""
    made = receive(user, unit, name, content)
    draft(made, user)
    return made
