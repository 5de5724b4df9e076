"""What was sent after a log-in had ended, or under another: told at once, kept for its owner alone.

A learner's forms carry a signed mark of whose they are. Without it, a quiz that is handed in when the session is over
would be graded as a visitor's try, in silence.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lessons.learner import kept_quizzes
from lessons.pages.models import LessonPage
from rosters.models import Member

OWNER_FIELD = "nguoi"
DROP_FIELD = "bo-bai-thu"
VISITORS = "-"
_signer = Signer(salt="form-of")


def owner_mark(member: Member | None) -> str:
    """The value of OWNER_FIELD in a form of `member`, or of a visitor."""
    return _signer.sign(str(member.pk)) if member else VISITORS


def is_visitors(request: HttpRequest) -> bool:
    """Whether the form that was sent is one that a visitor opened."""
    return request.POST.get(OWNER_FIELD) == VISITORS


def owner_of(request: HttpRequest) -> int | None:
    """The id of the member whose form was sent; None for a visitor's and for a mark that is not ours."""
    try:
        return int(_signer.unsign(request.POST.get(OWNER_FIELD, "")))
    except BadSignature:
        return None


def is_anothers(request: HttpRequest, member: Member | None) -> bool:
    """Whether the form that was sent belongs to somebody who is not (or no longer) logged in."""
    owner = owner_of(request)
    return owner is not None and (member is None or member.pk != owner)


def refuse(request: HttpRequest, page: LessonPage, member: Member | None) -> HttpResponse:
    """The page that tells it, with what was chosen in a quiz kept until its owner is back. Nothing is written for anybody."""
    is_quiz, owner = bool(request.POST.get("key")), owner_of(request)
    if is_quiz and owner:
        kept_quizzes.keep_own(request, owner, page.title)
    context = {"learner": member, "is_quiz": is_quiz, "path": request.path}
    return render(request, "lessons/ended_session.html", context, status=403)
