"""What quizzes add to Wagtail's admin: the question bank and quizzes as snippets, and signs of hollow participation."""

from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from quizzes.attempts.answered_questions import keep_answered, keep_answered_in_bulk
from quizzes.attempts.extra_time import ExtraTimeViewSet
from quizzes.bank.viewsets import QuizGroup
from quizzes.integrity import views
from quizzes.pages import files
from quizzes.pages.rights import ADD, VIEW, needs_right
from rosters.pages.frame import stylesheets
from rosters.permissions import VIEW_MEMBERS, needs

QuizGroup.items = (*QuizGroup.items, ExtraTimeViewSet)
register_snippet(QuizGroup)
hooks.register("register_figure_buttons", views.register_button)
hooks.register("before_delete_snippet", keep_answered)
hooks.register("before_bulk_action", keep_answered_in_bulk)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return stylesheets("quizzes/admin", ("signs",))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("so-lieu/<str:code>/dau-hieu/", needs(VIEW_MEMBERS, views.unit_signs), name="figures_signs"),
        path("ngan-hang/nhap/", needs_right(ADD, files.import_page), name="import_questions"),
        path("ngan-hang/xuat/", needs_right(VIEW, files.export_page), name="export_questions"),
        path("ngan-hang/mau/", needs_right(ADD, files.template), name="question_template"),
    ]
