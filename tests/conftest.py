"""Small worlds for tests: two trees, a course, members, and users of every kind."""

import importlib
import itertools
import os
import pickle
import time
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.core.cache import cache, caches
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings
from portal.preparing import prepare_site
from wagtail.models import Collection, Locale, Page

from lessons.models import CoursePage, HomePage, LessonPage
from rosters.files import isolated
from rosters.files.errors import UnreadableFile
from rosters.login.learners import account_of
from rosters.login.sessions import RENEWED
from rosters.models import Member, Unit, User
from rosters.organizers import appoint
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


@pytest.fixture(scope="session")
def uploads(tmp_path_factory):
    """The folder for what tests upload."""
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(autouse=True)
def _quick_and_alone(settings, uploads):
    """No cache is seen by two tests, passwords are hashed in no time, and what is uploaded goes away."""
    settings.MEDIA_ROOT = uploads
    # Tests run in several processes at once: each sees its own progress only.
    shared = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shared"}
    settings.CACHES = {**settings.CACHES, "shared": shared}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    caches["near"].clear()
    caches["shared"].clear()


@pytest.fixture(autouse=True)
def _files_are_read_here(request, monkeypatch):
    """No process is started for each file that a test reads: a tenth of a second. Tests marked `apart` are about that process."""
    if not request.node.get_closest_marker("apart"):
        monkeypatch.setattr(isolated, "in_a_process", _in_this_process)
        # The tests beside it have files read as well.
        monkeypatch.setattr(isolated, "_slot", nullcontext)


def _in_this_process(job: str, arguments: tuple, seconds: int | None) -> tuple:
    module, _colon, function = isolated.JOBS.get(job, job).partition(":")
    # As between two processes, nothing is shared.
    arguments = pickle.loads(pickle.dumps(arguments))
    try:
        return "done", pickle.loads(pickle.dumps(getattr(importlib.import_module(module), function)(*arguments)))
    except UnreadableFile as error:
        return "refused", pickle.loads(pickle.dumps(error))


@pytest.fixture
def units(db) -> SimpleNamespace:
    """Department - two schools - classes; province - two communes - branch - chapters."""
    made = factories.units(
        department=("", Kind.DEPARTMENT, "Sở Giáo dục và Đào tạo", "SGD"),
        school=("department", Kind.SCHOOL, "Trường THPT Thoại Ngọc Hầu", "TNH"),
        other_school=("department", Kind.SCHOOL, "Trường THPT Óc Eo", "OE"),
        class_a=("school", Kind.CLASS, "10A1", "TNH-10A1"),
        class_b=("school", Kind.CLASS, "10A2", "TNH-10A2"),
        other_class=("other_school", Kind.CLASS, "10A1", "OE-10A1"),
        province=("", Kind.PROVINCIAL_UNION, "Tỉnh đoàn An Giang", "TD"),
        commune=("province", Kind.COMMUNE_UNION, "Đoàn phường Long Xuyên", "LX"),
        other_commune=("province", Kind.COMMUNE_UNION, "Đoàn xã Óc Eo", "XOE"),
        branch=("commune", Kind.BRANCH, "Đoàn trường THPT Thoại Ngọc Hầu", "DTNH"),
        chapter=("branch", Kind.CHAPTER, "10A1", "CD-10A1"),
    )
    return SimpleNamespace(**made)


@pytest.fixture
def make_member(db) -> Callable[..., Member]:
    numbers = itertools.count(1)

    def make(*units: Unit, **fields) -> Member:
        return factories.member(*units, **{"code": f"HS{next(numbers):04d}", **fields})

    return make


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only tests that may ask the database: the others say the same there as on SQLite."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    asking = [item for item in items if item.get_closest_marker("django_db") or "db" in item.fixturenames or is_test_case(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def is_test_case(item: pytest.Item) -> bool:
    """Whether it belongs to a class of Django's that asks the database."""
    of = getattr(item, "cls", None)
    return isinstance(of, type) and issubclass(of, TransactionTestCase)


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
