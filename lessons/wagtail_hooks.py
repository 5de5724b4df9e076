"""What lessons add to Wagtail's admin: the competency frameworks as snippets, and who is learning a page that would go."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from lessons.frameworks.viewsets import CompetencyGroup
from lessons.learner.under_way import tell_before_deleting

register_snippet(CompetencyGroup)
hooks.register("before_delete_page", tell_before_deleting)
