"""What lessons add to Wagtail's admin: the competency frameworks, who is learning a page that would go, what there is to do."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from lessons.frameworks.viewsets import CompetencyGroup
from lessons.learner.under_way import tell_before_deleting
from lessons.pages.editors_tasks import add_panel

register_snippet(CompetencyGroup)
hooks.register("before_delete_page", tell_before_deleting)
hooks.register("construct_homepage_panels", add_panel)
