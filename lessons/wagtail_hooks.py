"""What lessons add to Wagtail's admin: the competency frameworks, who is learning a page that would go, what there is to do."""

from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from lessons.frameworks.viewsets import CompetencyGroup
from lessons.learner.under_way import remember_before_deleting_many, tell_before_deleting
from lessons.pages.editors_tasks import add_panel
from lessons.pages.practices_in_use import keep_practices_in_use, keep_practices_in_use_in_bulk
from lessons.pages.questions_in_use import keep_questions_in_use, keep_questions_in_use_in_bulk, tell_use
from lessons.pages.unfinished import refuse_unfinished
from lessons.practice import viewsets as practices
from lessons.printed import views as printed
from lessons.printed.printed_questions import keep_printed, keep_printed_in_bulk
from lessons.regrading import views as regrading
from lessons.uploads.pictures_in_use import keep_pictures_in_use_in_bulk
from quizzes.pages.rights import REGRADE, needs_right
from rosters.pages.frame import stylesheets
from rosters.permissions import IMPORT_ROSTER, PRINT_CARDS, needs

register_snippet(CompetencyGroup)
register_snippet(practices.PracticeViewSet)
hooks.register("register_figure_buttons", printed.register_button)
hooks.register("before_delete_page", tell_before_deleting)
hooks.register("construct_homepage_panels", add_panel)
hooks.register("before_delete_snippet", keep_questions_in_use)
hooks.register("before_delete_snippet", keep_practices_in_use)
hooks.register("before_bulk_action", keep_practices_in_use_in_bulk)
hooks.register("before_delete_snippet", keep_printed)
hooks.register("before_bulk_action", keep_printed_in_bulk)
hooks.register("before_edit_snippet", tell_use)
hooks.register("before_unpublish_question", keep_questions_in_use)
hooks.register("before_bulk_action", keep_pictures_in_use_in_bulk)
hooks.register("before_bulk_action", remember_before_deleting_many)
hooks.register("before_bulk_action", keep_questions_in_use_in_bulk)
hooks.register("before_bulk_action", refuse_unfinished)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return stylesheets("lessons/admin", ("practice",))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("thuc-hanh/<int:pk>/so-do/", needs_right(practices.CHANGE, practices.practice_diagram), name="practice_diagram"),
        path("thuc-hanh/<int:pk>/di-thu/", needs_right(practices.CHANGE, practices.walk_practice), name="walk_practice"),
        path("ngan-hang/<int:question>/cham-lai/", needs_right(REGRADE, regrading.regrade_question), name="regrade_question"),
        path("so-lieu/<str:code>/in-de/", needs(PRINT_CARDS, printed.printed_tests), name="printed_tests"),
        path("so-lieu/<str:code>/in-de/<int:pk>/", needs(PRINT_CARDS, printed.printed_test), name="printed_test"),
        path(
            "so-lieu/<str:code>/in-de/<int:test>/ket-qua/<int:pk>/",
            needs(IMPORT_ROSTER, printed.paper_results),
            name="paper_results",
        ),
        path(
            "so-lieu/<str:code>/in-de/<int:test>/ket-qua/<int:pk>/ghi/",
            needs(IMPORT_ROSTER, printed.record_results),
            name="record_paper_results",
        ),
        path(
            "so-lieu/<str:code>/in-de/<int:test>/ket-qua/<int:pk>/rut-lai/",
            needs(IMPORT_ROSTER, printed.take_back_results),
            name="take_back_paper_results",
        ),
        path("so-lieu/<str:code>/in-de/<int:pk>/<str:what>/", needs(PRINT_CARDS, printed.printed_file), name="printed_file"),
        path("ngan-hang/cham-lai/<int:pk>/", needs_right(REGRADE, regrading.regrading), name="regrading"),
        path("ngan-hang/cham-lai/<int:pk>/hoan-tac/", needs_right(REGRADE, regrading.undo_regrading), name="undo_regrading"),
    ]
