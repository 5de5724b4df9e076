"""The page of figures that everybody may see."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participation.figures.public import public_period, public_trees
from participation.rules.ranking import SMALL_ROSTER
from rosters.login.learners import learner_of

SECONDS_CACHED = 3600


@require_safe
def public_figures(request: HttpRequest) -> HttpResponse:
    """Totals and ranking of both trees, from the school year's begin to the last Sunday. Counted once an hour at most."""
    period = public_period(timezone.localdate())
    trees = cache.get_or_set(f"public-figures:{period.last}", lambda: public_trees(period), SECONDS_CACHED)
    context = {
        "period": period,
        "trees": trees,
        "smallest": settings.SMALLEST_PUBLIC_GROUP,
        "difference": settings.SMALLEST_PUBLIC_GROUP - 1,
        "small_roster": SMALL_ROSTER,
        "learner": learner_of(request),
    }
    response = render(request, "participation/public.html", context)
    response.same_for_everybody = True  # type: ignore[attr-defined]
    return response
