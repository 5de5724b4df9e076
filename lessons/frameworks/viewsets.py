"""The frameworks as snippets in Wagtail's admin."""

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from lessons.frameworks.models import CompetencyFramework, Component


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
