"""Small worlds for tests: two trees, a course, members, and users of every kind."""

import datetime as dt
import itertools
import os
import uuid
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.cache import cache, caches
from hypothesis import HealthCheck, settings
from portal.preparing import prepare_site
from wagtail.models import Collection, Locale, Page

from lessons.models import CoursePage, HomePage, LessonPage
from quizzes.models import Choice, Question, Quiz, QuizQuestion
from rosters.models import Member, Membership, Unit, User
from rosters.organizers import appoint
from rosters.trees import add_unit
from rosters.units import UnitKind as Kind

_EVERY_RUN = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
# The same examples in every run, so that a change is judged by what it changed. To look for new ones:
# HYPOTHESIS_PROFILE=search pytest tests/participation
settings.register_profile("project", max_examples=60, derandomize=True, **_EVERY_RUN)
settings.register_profile("search", max_examples=600, **_EVERY_RUN)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))

STARTED = dt.date(2026, 9, 5)


@pytest.fixture(autouse=True)
def _empty_cache(settings):
    # Tests run in several processes at once: each sees its own progress only.
    shared = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shared"}
    settings.CACHES = {**settings.CACHES, "shared": shared}
    cache.clear()
    caches["shared"].clear()


@pytest.fixture
def units(db) -> SimpleNamespace:
    """Department - two schools - classes; province - two communes - branch - chapters."""
    department = add_unit(None, kind=Kind.DEPARTMENT, name="Sở Giáo dục và Đào tạo", code="SGD")
    school = add_unit(department, kind=Kind.SCHOOL, name="Trường THPT Thoại Ngọc Hầu", code="TNH")
    other_school = add_unit(department, kind=Kind.SCHOOL, name="Trường THPT Óc Eo", code="OE")
    class_a = add_unit(school, kind=Kind.CLASS, name="10A1", code="TNH-10A1")
    class_b = add_unit(school, kind=Kind.CLASS, name="10A2", code="TNH-10A2")
    other_class = add_unit(other_school, kind=Kind.CLASS, name="10A1", code="OE-10A1")
    province = add_unit(None, kind=Kind.PROVINCIAL_UNION, name="Tỉnh đoàn An Giang", code="TD")
    commune = add_unit(province, kind=Kind.COMMUNE_UNION, name="Đoàn phường Long Xuyên", code="LX")
    other_commune = add_unit(province, kind=Kind.COMMUNE_UNION, name="Đoàn xã Óc Eo", code="XOE")
    branch = add_unit(commune, kind=Kind.BRANCH, name="Đoàn trường THPT Thoại Ngọc Hầu", code="DTNH")
    chapter = add_unit(branch, kind=Kind.CHAPTER, name="10A1", code="CD-10A1")
    made = {name: Unit.objects.get(pk=unit.pk) for name, unit in locals().items() if isinstance(unit, Unit)}
    return SimpleNamespace(**made)


@pytest.fixture
def make_member(db) -> Callable[..., Member]:
    numbers = itertools.count(1)

    def make(*places: Unit, name: str = "Nguyễn Thị Hoa", start: dt.date = STARTED, **fields) -> Member:
        member = Member.objects.create(full_name=name, **{"code": f"HS{next(numbers):04d}", **fields})
        for unit in places:
            Membership.objects.create(member=member, unit=unit, tree=unit.tree, start=start)
        return member

    return make


@pytest.fixture
def site_home(db) -> HomePage:
    make_roots()
    return prepare_site()


def make_roots() -> None:
    """What Wagtail's migrations made, and a test with real transactions emptied away."""
    if not Page.objects.exists():
        Locale.objects.get_or_create(language_code="vi")
        Page.add_root(title="Root", slug="root")
        Collection.add_root(name="Root")


@pytest.fixture
def course(site_home) -> CoursePage:
    course = CoursePage(title="Danh tính số", slug="danh-tinh-so", summary="VNeID", drawing="shield")
    site_home.add_child(instance=course)
    course.save_revision().publish()
    return course


def make_question(text: str = "Điều nào đúng?", right: int = 1, wrong: int = 2, kind: str = "single") -> Question:
    question = Question.objects.create(text=text, kind=kind, explanation="Vì luật nói thế.", source="Luật", checked_on=STARTED)
    for number in range(right):
        Choice.objects.create(question=question, text=f"Ý đúng {number}", is_right=True, sort_order=number)
    for number in range(wrong):
        Choice.objects.create(question=question, text=f"Ý sai {number}", feedback="Chưa phải.", sort_order=10 + number)
    return question


@pytest.fixture
def make_lesson(course) -> Callable[..., LessonPage]:
    numbers = itertools.count(1)

    def make(steps: int = 2, questions: int = 2, **fields) -> LessonPage:
        number = next(numbers)
        quiz = None
        if questions:
            quiz = Quiz.objects.create(title=f"Kiểm tra {number}", pass_mark=60)
            for order in range(questions):
                QuizQuestion.objects.create(quiz=quiz, question=make_question(f"Câu {order}"), sort_order=order)
        data = [
            {
                "type": "step",
                "id": str(uuid.uuid4()),
                "value": {
                    "title": f"Bước {step}",
                    "body": [{"type": "text", "value": f"<p>Nội dung {step}</p>"}],
                    "question": make_question().pk,
                },
            }
            for step in range(1, steps + 1)
        ]
        lesson = LessonPage(
            **{
                "title": f"Bài {number}",
                "slug": f"bai-{number}",
                "summary": "Tóm tắt",
                "minutes": 6,
                "checked_on": STARTED,
                "steps": data,
                "quiz": quiz,
                **fields,
            }
        )
        course.add_child(instance=lesson)
        lesson.save_revision().publish()
        return LessonPage.objects.get(pk=lesson.pk)

    return make


@pytest.fixture
def lesson(make_lesson) -> LessonPage:
    return make_lesson()


@pytest.fixture
def people(site_home, units, make_member) -> SimpleNamespace:
    """A user of each kind. `organizer` looks after the school TNH, `other_organizer` after OE."""
    from django.contrib.auth.models import Group

    from rosters.login.learners import account_of

    def staff(name: str, group: str | None = None) -> User:
        user = User.objects.create_user(name, password="mot-mat-khau-dai")
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    organizer, other = staff("phutrach"), staff("nguoikhac")
    appoint(organizer, units.school)
    appoint(other, units.other_school)
    member = make_member(units.class_a, units.chapter, name="Trần Ngọc Ánh", code="HSANH")
    return SimpleNamespace(
        learner=account_of(member),
        member=Member.objects.get(pk=member.pk),
        organizer=organizer,
        other_organizer=other,
        editor=staff("bientap", "Biên tập viên"),
        administrator=staff("quantri", "Quản trị viên"),
    )


@pytest.fixture
def as_learner(client, people):
    client.force_login(people.learner, backend="rosters.backends.LearnerBackend")
    return client


@pytest.fixture
def as_organizer(client, people):
    client.force_login(people.organizer, backend="rosters.backends.StaffBackend")
    return client
