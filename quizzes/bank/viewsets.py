"""The question bank and quizzes as snippets in Wagtail's admin."""

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from quizzes.bank.models import Question, Quiz


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
