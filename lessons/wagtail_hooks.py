"""What lessons add to Wagtail's admin: the competency frameworks as snippets."""

from wagtail.snippets.models import register_snippet

from lessons.frameworks.viewsets import CompetencyGroup

register_snippet(CompetencyGroup)
