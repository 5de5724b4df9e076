"""Signs of hollow participation, shown to whoever looks after a unit. They are there to be looked into, not to punish."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.figures.crumbs import figure_crumbs
from participation.figures.filter import two_days
from participation.figures.selection import read_selection
from quizzes.integrity import signs
from quizzes.integrity.attempts_of_unit import MOST_ATTEMPTS, Signs, TooMany, signs_of
from rosters import permissions
from rosters.pages.frame import admin_page, visible_unit


@require_safe
def unit_signs(request: HttpRequest, code: str) -> HttpResponse:
    """What was seen in a unit's attempts of a period, each with its reason and its innocent explanations."""
    here = visible_unit(request, code, permissions.VIEW_MEMBERS)
    selection = read_selection(request.GET, timezone.localdate())
    context: dict[str, Any] = {"unit": here, "selection": selection, "most": MOST_ATTEMPTS, "rules": signs}
    context["filter"] = two_days(selection)
    try:
        found = signs_of(here, selection.period, request.user)
    except TooMany:
        context["too_many"] = True
    else:
        context |= {"found": found, **_rows(found)}
    crumbs = figure_crumbs(request.user, here, with_self=True)
    return admin_page(request, "quizzes/admin/signs.html", _("Dấu hiệu cần xem lại"), "view", crumbs, context)


def _rows(found: Signs) -> dict[str, list[dict[str, Any]]]:
    """The three tables with names in place of ids."""

    def people(members: list[int]) -> dict[str, Any]:
        """Those whom the user may see by name; of others, who are elsewhere now, how many."""
        shown = [found.members[pk] for pk in members if pk in found.members]
        named = [{"name": m.full_name, "code": m.code, "url": reverse("roster_member", args=[m.code])} for m in shown]
        return {"number": len(members), "named": named, "elsewhere": len(members) - len(named)}

    return {
        "fast": [{"unit": found.units[row.unit], "people": people(row.members), "of": row.of} for row in found.fast],
        "sequences": [
            {
                "units": [found.units[pk] for pk in row.units],
                "people": people(row.members),
                "first": row.first,
                "last": row.last,
            }
            for row in found.sequences
        ],
        "alike": [
            {"unit": found.units[row.unit], "quiz": found.quizzes[row.quiz], "people": people(row.members), "wrong": row.wrong}
            for row in found.alike
        ],
    }


def register_button(user: Any, unit: Any, query: str) -> list[tuple[str, str, str]]:
    """The way here from a unit's figures."""
    if not permissions.has_permission(user, permissions.VIEW_MEMBERS, unit):
        return []
    return [(f"{reverse('figures_signs', args=[unit.code])}?{query}", _("Dấu hiệu cần xem lại"), "view")]
