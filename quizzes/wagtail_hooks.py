"""What quizzes add to Wagtail's admin: the question bank and quizzes as snippets, and signs of hollow participation."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from quizzes.attempts.answered_questions import keep_answered, keep_answered_in_bulk
from quizzes.attempts.extra_time import ExtraTimeViewSet
from quizzes.attempts.taking import move_ends
from quizzes.bank.models import Question, Quiz
from quizzes.bank.viewsets import QuizGroup, WriteAnother
from quizzes.integrity import views
from quizzes.pages import files, pictures
from quizzes.pages.rights import ADD, VIEW, needs_right
from quizzes.results import answer_views as answers
from quizzes.results import views as results
from rosters.pages.frame import stylesheets
from rosters.permissions import VIEW_FIGURES, VIEW_MEMBERS, needs

QuizGroup.items = (*QuizGroup.items, ExtraTimeViewSet)
register_snippet(QuizGroup)
hooks.register("register_figure_buttons", views.register_button)
hooks.register("register_figure_buttons", results.register_button)
hooks.register("before_delete_snippet", keep_answered)
hooks.register("before_bulk_action", keep_answered_in_bulk)


@hooks.register("register_snippet_action_menu_item")
def write_another(model: type) -> WriteAnother | None:
    return WriteAnother(order=25) if model is Question else None


@hooks.register("after_edit_snippet")
def ends_follow_the_quiz(request: HttpRequest, instance: Any) -> None:
    """Whoever is in the middle of a quiz that was given more time has it at once."""
    if isinstance(instance, Quiz):
        move_ends(instance)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return stylesheets("quizzes/admin", ("signs", "results", "choosers"))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("so-lieu/<str:code>/dau-hieu/", needs(VIEW_MEMBERS, views.unit_signs), name="figures_signs"),
        path("so-lieu/<str:code>/bai-kiem-tra/", needs(VIEW_FIGURES, results.unit_quizzes), name="unit_quizzes"),
        path(
            "so-lieu/<str:code>/bai-kiem-tra/<int:quiz>/nguoi-hoc/",
            needs(VIEW_MEMBERS, results.quiz_learners),
            name="quiz_learners",
        ),
        path(
            "so-lieu/<str:code>/bai-kiem-tra/<int:quiz>/cau-hoi/",
            needs(VIEW_FIGURES, results.quiz_questions),
            name="quiz_questions",
        ),
        path(
            "so-lieu/<str:code>/bai-kiem-tra/<int:quiz>/nguoi-hoc/<str:member>/",
            needs(VIEW_MEMBERS, answers.learner_answers),
            name="learner_answers",
        ),
        path(
            "so-lieu/<str:code>/bai-kiem-tra/<int:quiz>/cau-hoi/<int:question>/",
            needs(VIEW_MEMBERS, answers.question_answers),
            name="question_answers",
        ),
        path("ngan-hang/nhap/", needs_right(ADD, files.import_page), name="import_questions"),
        path("ngan-hang/xuat/", needs_right(VIEW, files.export_page), name="export_questions"),
        path("ngan-hang/mau/", needs_right(ADD, files.template), name="question_template"),
        path("ngan-hang/hinh/<int:pk>/", needs_right(ADD, pictures.question_picture), name="question_picture"),
    ]
