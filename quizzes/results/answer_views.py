"""What was answered, for those who look after a unit: one learner's attempts, and a class's answers to one question."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quizzes.attempts.presenting import versions_of
from quizzes.kinds.formatted import plain
from quizzes.results.answers import SameAnswer, answers_in, right_answer, same_answers
from quizzes.results.attempts_of_unit import TooMany, Which, chosen
from quizzes.results.views import Asked, asked_of, crumbs_of, frame_of, query_of, too_many, which_filter, which_of
from rosters import permissions
from rosters.models import Member
from rosters.pages.frame import admin_page, visible_unit


@require_safe
def learner_answers(request: HttpRequest, code: str, quiz: int, member: str) -> HttpResponse:
    """The attempts of one learner as they gave them, the last first."""
    visible_unit(request, code, permissions.VIEW_MEMBERS)
    learner = get_object_or_404(Member.objects.visible_to(request.user), code=member)
    asked = asked_of(request, code, quiz, permissions.VIEW_MEMBERS, learner)
    own = asked.attempts
    if not own:
        raise Http404
    versions = {version.pk: version for version in versions_of({pk for attempt in own for pk in attempt.versions})}
    turns = [
        {"number": number, "attempt": attempt, "answers": answers_in(attempt, versions)}
        for number, attempt in enumerate(own, 1)
    ]
    context = frame_of(asked.unit, asked.selection) | {"quiz": asked.quiz, "learner": learner, "turns": turns[::-1]}
    above = f"{reverse('quiz_learners', args=[code, quiz])}?{query_of(asked.selection)}"
    crumbs = [*crumbs_of(request, asked), (above, _("Ai làm bài thế nào"))]
    return admin_page(request, "quizzes/admin/learner_answers.html", learner.full_name, "list-ul", crumbs, context)


@require_safe
def question_answers(request: HttpRequest, code: str, quiz: int, question: int) -> HttpResponse:
    """What a class answered to one question, and who; wrong answers first, to talk about."""
    try:
        asked = asked_of(request, code, quiz, permissions.VIEW_MEMBERS)
    except TooMany:
        return too_many(request, code, permissions.VIEW_MEMBERS)
    which = which_of(request)
    attempts = chosen(asked.attempts, which)
    versions = {version.pk: version for version in versions_of({pk for attempt in attempts for pk in attempt.versions})}
    own = [version for version in versions.values() if version.question_id == question]
    rows = same_answers(attempts, question, versions)
    if not rows:
        raise Http404
    newest = max(own, key=lambda version: version.number)
    context = frame_of(asked.unit, asked.selection) | {
        "filter": which_filter(asked.selection, which),
        "quiz": asked.quiz,
        "text": plain(newest.content["text"]),
        "right": right_answer(newest),
        "is_all": which == Which.ALL,
        "rows": _named(request, rows),
    }
    return admin_page(
        request, "quizzes/admin/question_answers.html", _("Ai trả lời gì"), "help", _crumbs(request, asked), context
    )


def _crumbs(request: HttpRequest, asked: Asked) -> list[tuple[str, str]]:
    above = f"{reverse('quiz_questions', args=[asked.unit.code, asked.quiz.pk])}?{query_of(asked.selection)}"
    return [*crumbs_of(request, asked), (above, _("Câu hỏi có tốt không"))]


def _named(request: HttpRequest, rows: list[SameAnswer]) -> list[dict[str, Any]]:
    """The rows with names in place of ids; those who are elsewhere now are only counted."""
    seen = Member.objects.visible_to(request.user).filter(pk__among=sorted({pk for row in rows for pk in row.members}))
    by_pk = {member.pk: member for member in seen}
    return [
        {
            "answer": row,
            "members": [by_pk[pk] for pk in row.members if pk in by_pk],
            "elsewhere": sum(pk not in by_pk for pk in row.members),
        }
        for row in rows
    ]
