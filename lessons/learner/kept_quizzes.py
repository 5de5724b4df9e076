"""Keeping what was chosen in a quiz until it can be handed in."""

import datetime as dt
import re
import secrets

from django.conf import settings
from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from lessons.learner.models import KeptQuiz
from lessons.pages.models import LessonPage
from rosters.login.along import may_have
from rosters.models import Member

# The cookie of a visitor who handed in a try.
BROWSER_COOKIE = "bai-lam-thu"
KEPT_FIELDS = re.compile(r"key|luc-mo|ban|cau-\d+(?:-\w{1,8})?(?:\.\w{1,10})?")
MOST_KEPT = 40_000  # characters of a form; a Vietnamese letter with two marks takes nine
LONGEST_PATH = 255
# Course, lesson, `kiem-tra`.
PARTS_OF_A_PATH = 3
# So many of one owner or browser; the oldest give way.
MOST_OF_ONE = 12
# What is asked along with an account: whether something waits.
KEPT = "has_kept_quiz"
OWN_KEPT, TRY_KEPT = dt.timedelta(days=14), dt.timedelta(days=1)


def keep_own(request: HttpRequest, owner: int, title: str) -> bool:
    """Keeps the form that was sent for the member with the id `owner`. False where it is none that can be kept."""
    form = _fields_of(request)
    if not form or not Member.objects.filter(pk=owner).exists():
        return False
    values = {"title": title, "form": form, "at": timezone.now()}
    KeptQuiz.objects.update_or_create(owner_id=owner, browser="", path=request.path, defaults=values)
    _only_some(KeptQuiz.objects.filter(owner=owner))
    return True


def keep_sent(request: HttpRequest, owner: int) -> None:
    """The same of a form that came to no view, because its token was too old."""
    if page := _lesson_at(request.path):
        keep_own(request, owner, page.title)


def keep_try(request: HttpRequest, response: HttpResponse, title: str) -> bool:
    """Keeps the form of a visitor, and for whoever logs in next in this browser; `response` tells the browser.

    False where nothing was chosen that could be kept.
    """
    form = _fields_of(request)
    if not form or "cau-" not in form:
        return False
    browser = _browser_of(request) or secrets.token_urlsafe(18)
    values = {"title": title, "form": form, "at": timezone.now()}
    KeptQuiz.objects.update_or_create(owner=None, browser=browser, path=request.path, defaults=values)
    _only_some(KeptQuiz.objects.filter(owner=None, browser=browser))
    response.set_cookie(
        BROWSER_COOKIE, browser, max_age=TRY_KEPT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return True


def kept_for(request: HttpRequest, member: Member) -> list[KeptQuiz]:
    """What waits for `member`: their own, the newest first, and then what a visitor left in this browser."""
    own = list(KeptQuiz.objects.filter(owner=member).order_by("-at"))
    browser = _browser_of(request)
    tries = KeptQuiz.objects.filter(owner=None, browser=browser).order_by("-at") if browser else []
    return own + [each for each in tries if each.path not in {kept.path for kept in own}]


def waiting_for(request: HttpRequest, member: Member) -> list[KeptQuiz]:
    """Those of `kept_for` whose quiz is still there: a lesson may have been taken back, or have another address."""
    return [kept for kept in kept_for(request, member) if _is_there(kept)]


def _is_there(kept: KeptQuiz) -> bool:
    page = _lesson_at(kept.path)
    return bool(page and page.is_open() and page.quiz_id)


def _lesson_at(path: str) -> LessonPage | None:
    """The lesson whose quiz stands at `path`."""
    parts = path.strip("/").split("/")
    return LessonPage.objects.at_address(*parts[:2]) if len(parts) == PARTS_OF_A_PATH else None


def exists_for_user(model: type[Model], owner: str, condition: str = "TRUE") -> RawSQL:
    """Whether a row of `model` belongs to the member of a User, or to the record into which that one was merged.

    As it is sent: putting such a condition together anew for each request takes longer than the database does for it.
    `owner` and `condition` are written here and hold nothing that anybody typed.
    """
    member, table = Member._meta.db_table, model._meta.db_table
    own = f'"{table}"."{owner}" IN ("{member}"."id", "{member}"."merged_into_id")'
    sql = f'EXISTS (SELECT 1 FROM "{table}" WHERE {own} AND {condition})'  # noqa: S608 - names of columns, none from outside
    return RawSQL(sql, (), BooleanField())  # noqa: S611


def kept_here(request: HttpRequest, member: Member) -> KeptQuiz | None:
    """What waits for `member` on this page."""
    if not may_have(request.user, KEPT) and not _browser_of(request):
        return None
    return next((kept for kept in kept_for(request, member) if kept.path == request.path), None)


def try_of_turn(request: HttpRequest, key: str) -> KeptQuiz | None:
    """What a visitor left on this page in the turn `key`, which is not handed in yet."""
    browser = _browser_of(request)
    kept = KeptQuiz.objects.filter(owner=None, browser=browser, path=request.path).first() if browser else None
    return kept if kept and form_of(kept).get("key") == key else None


def first_path(request: HttpRequest, member: Member) -> str:
    """Where a log-in leads when something waits; empty when nothing does."""
    return next((kept.path for kept in waiting_for(request, member)), "")


def forget(request: HttpRequest, member: Member) -> None:
    """Drops what was kept for this page, when it was handed in or is not theirs."""
    if may_have(request.user, KEPT):
        KeptQuiz.objects.filter(owner=member, path=request.path).delete()
    if browser := _browser_of(request):
        KeptQuiz.objects.filter(owner=None, browser=browser, path=request.path).delete()


def forget_old(now: dt.datetime) -> int:
    """Drops what nobody came back for. How many."""
    own = KeptQuiz.objects.filter(at__lt=now - OWN_KEPT)
    tries = KeptQuiz.objects.filter(owner=None, at__lt=now - TRY_KEPT)
    return own.delete()[0] + tries.delete()[0]


def drop_of_merged(survivor: Member, other: Member) -> None:
    """Two records of one person are made one: what the other did not hand in is not handed in."""
    KeptQuiz.objects.filter(owner=other).delete()


def form_of(kept: KeptQuiz) -> QueryDict:
    return QueryDict(kept.form)


def _fields_of(request: HttpRequest) -> str:
    """The fields of a quiz that were sent; empty when they are too many."""
    form = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        # Empty fields and lists are sent as well; they are no answers.
        if KEPT_FIELDS.fullmatch(name) and any(values):
            form.setlist(name, values)
    text = form.urlencode()
    return text if len(text) <= MOST_KEPT and len(request.path) <= LONGEST_PATH else ""


def _browser_of(request: HttpRequest) -> str:
    return request.COOKIES.get(BROWSER_COOKIE, "")[:32]


def _only_some(rows: QuerySet[KeptQuiz]) -> None:
    old = list(rows.order_by("-at").values_list("pk", flat=True)[MOST_OF_ONE:])
    KeptQuiz.objects.filter(pk__in=old).delete()
