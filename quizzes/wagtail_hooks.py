"""What quizzes add to Wagtail's admin: the question bank and quizzes as snippets, and signs of hollow participation."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from quizzes.attempts.handing_in import give_attempts
from quizzes.integrity import views
from quizzes.models import Question, Quiz
from rosters.people import merging


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = "Ngân hàng câu hỏi"
    list_display = ["text", "kind", "checked_on"]
    list_filter = ["kind"]
    add_to_admin_menu = False


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "form"
    menu_label = "Bài kiểm tra"
    list_display = ["title", "pass_mark"]
    search_fields = ["title"]
    add_to_admin_menu = False


class QuizGroup(SnippetViewSetGroup):
    """One menu for both."""

    items = (QuestionViewSet, QuizViewSet)
    menu_label = "Câu hỏi và bài kiểm tra"
    menu_icon = "help"
    menu_order = 130


register_snippet(QuizGroup)
hooks.register(merging.HOOK, give_attempts, order=2)
hooks.register("register_figure_buttons", views.register_button)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [path("so-lieu/<str:code>/dau-hieu/", views.unit_signs, name="figures_signs")]
