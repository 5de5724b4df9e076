"""Lessons that an editor moved: their steps and quizzes are found from their old addresses too.

Wagtail keeps a redirect from the old address of the lesson itself; what stands below that address is ours.
"""

from django.db.models import F
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from lessons.pages.models import LessonPage


def new_path(request: HttpRequest, course_slug: str, lesson_slug: str) -> str:
    """Where the page at the address of `request` is now; empty when no lesson was moved from here."""
    old = f"/{course_slug}/{lesson_slug}"
    redirects = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=old)
    # The redirect of this site comes before that of all sites.
    moved = redirects.exclude(redirect_page=None).order_by(F("site_id").desc(nulls_last=True)).first()
    lesson = LessonPage.objects.filter(pk=moved.redirect_page_id).first() if moved else None
    address = (lesson.get_url(request) or "").rstrip("/") if lesson else ""
    # A lesson that came back is where it was: leading there again would never end.
    is_elsewhere = bool(address) and not address.endswith(old)
    return f"{address}{request.path.removeprefix(old)}" if is_elsewhere else ""
