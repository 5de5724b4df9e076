"""Small worlds for tests: two trees, a course, members, and users of every kind."""

import itertools
import os
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.cache import cache, caches
from django.test import Client
from hypothesis import HealthCheck, settings
from portal.preparing import prepare_site
from wagtail.models import Collection, Locale, Page

from lessons.models import CoursePage, HomePage, LessonPage
from rosters.login.learners import account_of
from rosters.login.sessions import RENEWED
from rosters.models import Member, Unit, User
from rosters.organizers import appoint
from rosters.trees import add_unit
from rosters.units import UnitKind as Kind
from tests import factories
from tests.factories import STARTED  # noqa: F401 - tests take it from here

_EVERY_RUN = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
# The same examples in every run, so that a change is judged by what it changed. To look for new ones:
# HYPOTHESIS_PROFILE=search pytest tests/participation
settings.register_profile("project", max_examples=60, derandomize=True, **_EVERY_RUN)
# Few examples for each of some thousand mutants.
settings.register_profile("mutation", max_examples=12, derandomize=True, **_EVERY_RUN)
settings.register_profile("search", max_examples=600, **_EVERY_RUN)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))


@pytest.fixture(autouse=True)
def _quick_and_alone(settings):
    """No cache is seen by two tests, and passwords are hashed in no time."""
    # Tests run in several processes at once: each sees its own progress only.
    shared = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shared"}
    settings.CACHES = {**settings.CACHES, "shared": shared}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
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

    def make(*units: Unit, **fields) -> Member:
        return factories.member(*units, **{"code": f"HS{next(numbers):04d}", **fields})

    return make


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The empty database of pytest-django, with what `prepare_site` makes: half a second that each test would pay."""
    with django_db_blocker.unblock():
        prepare_site()


@pytest.fixture
def site_home(db) -> HomePage:
    return HomePage.objects.first() or _prepare_again()


def _prepare_again() -> HomePage:
    """After a test with real transactions, which leaves every table empty."""
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
    return factories.course(site_home)


@pytest.fixture
def make_lesson(course) -> Callable[..., LessonPage]:
    numbers = itertools.count(1)
    return lambda **fields: factories.lesson(course, next(numbers), **fields)


@pytest.fixture
def lesson(make_lesson) -> LessonPage:
    return make_lesson()


@pytest.fixture
def people(site_home, units, make_member) -> SimpleNamespace:
    """A user of each kind. `organizer` looks after the school TNH, `other_organizer` after OE."""
    organizer, other = factories.staff("phutrach"), factories.staff("nguoikhac")
    appoint(organizer, units.school)
    appoint(other, units.other_school)
    member = make_member(units.class_a, units.chapter, name="Trần Ngọc Ánh", code="HSANH")
    return SimpleNamespace(
        learner=account_of(member),
        member=Member.objects.get(pk=member.pk),
        organizer=organizer,
        other_organizer=other,
        editor=factories.staff("bientap", "Biên tập viên"),
        administrator=factories.staff("quantri", "Quản trị viên"),
    )


STAFF, LEARNER = "rosters.backends.StaffBackend", "rosters.backends.LearnerBackend"


def logged_in(user: User, backend: str = STAFF) -> Client:
    """A browser of its own in which `user` is logged in."""
    client = Client()
    client.force_login(user, backend=backend)
    # As after a log-in of a moment ago: the page that comes next does not write that the session goes on.
    session = client.session
    session[RENEWED] = int(time.time())
    session.save()
    return client


@pytest.fixture
def as_learner(people) -> Client:
    return logged_in(people.learner, LEARNER)


@pytest.fixture
def as_organizer(people) -> Client:
    return logged_in(people.organizer)


@pytest.fixture
def as_other_organizer(people) -> Client:
    return logged_in(people.other_organizer)


@pytest.fixture
def as_editor(people) -> Client:
    return logged_in(people.editor)


@pytest.fixture
def as_administrator(people) -> Client:
    return logged_in(people.administrator)
