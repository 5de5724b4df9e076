"""What was sent after a log-in had ended, or under another: told at once, kept for its owner alone.

A learner's forms carry a signed mark of whose they are. Without it, a quiz that is handed in when the session is over
would be graded as a visitor's try, in silence.
"""

import re

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from rosters.models import Member

OWNER_FIELD = "nguoi"
DROP_FIELD = "bo-bai-thu"
KEPT = "kept_quiz"
KEPT_FIELDS = re.compile(r"key|luc-mo|cau-\d+")
MOST_KEPT = 4000  # characters of a form; the longest quiz has some hundreds
_signer = Signer(salt="form-of")


def owner_mark(member: Member | None) -> str:
    """The value of OWNER_FIELD in a form of `member`; empty for a visitor's."""
    return _signer.sign(str(member.pk)) if member else ""


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


def refuse(request: HttpRequest, member: Member | None) -> HttpResponse:
    """The page that tells it, with what was chosen in a quiz kept until its owner is back. Nothing is written for anybody."""
    is_quiz = bool(request.POST.get("key"))
    if member is None and is_quiz:
        _keep(request, owner_of(request))
    context = {"learner": member, "is_quiz": is_quiz, "path": request.path}
    return render(request, "lessons/ended_session.html", context, status=403)


def keep_try(request: HttpRequest) -> None:
    """Keeps what a visitor handed in, for whoever logs in next in this browser and says that it is theirs."""
    kept = request.session.get(KEPT)
    if not kept or kept["of"] is None:
        _keep(request, None)


def _keep(request: HttpRequest, owner: int | None) -> None:
    form = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if KEPT_FIELDS.fullmatch(name):
            form.setlist(name, values)
    text = form.urlencode()
    if len(text) <= MOST_KEPT:
        request.session[KEPT] = {"of": owner, "path": request.path, "form": text}


def kept_form(request: HttpRequest, member: Member) -> QueryDict | None:
    """What `member`, or a visitor, had chosen on this page before the log-in. What was another member's is dropped."""
    kept = request.session.get(KEPT)
    if kept and kept["of"] not in (member.pk, None):
        forget(request)
    elif kept and kept["path"] == request.path:
        return QueryDict(kept["form"])
    return None


def is_a_try(request: HttpRequest) -> bool:
    """Whether what is kept was handed in by a visitor."""
    kept = request.session.get(KEPT)
    return kept is not None and kept["of"] is None


def forget(request: HttpRequest) -> None:
    """Drops what was kept, when it was handed in or another came."""
    request.session.pop(KEPT, None)
