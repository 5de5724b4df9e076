"""What lessons add to Wagtail's admin: the competency frameworks as snippets."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from lessons.learner.learning import give_progress
from lessons.models import CompetencyFramework, Component
from rosters.people import merging


class FrameworkViewSet(SnippetViewSet):
    model = CompetencyFramework
    icon = "list-ul"
    menu_label = "Khung năng lực"
    list_display = ["code", "name", "source"]


class ComponentViewSet(SnippetViewSet):
    model = Component
    icon = "tag"
    menu_label = "Thành phần năng lực"
    list_display = ["code", "name", "framework", "confirmed_on"]
    list_filter = ["framework"]


class CompetencyGroup(SnippetViewSetGroup):
    """Both tables under one menu; an administrator keeps them as the decrees say."""

    items = (FrameworkViewSet, ComponentViewSet)
    menu_label = "Năng lực số"
    menu_icon = "tag"
    menu_order = 140


register_snippet(CompetencyGroup)
# After the facts: what is complete follows from them.
hooks.register(merging.HOOK, give_progress, order=3)
