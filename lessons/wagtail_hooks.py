"""What lessons add to Wagtail's admin: the competency frameworks as snippets."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from lessons.frameworks.viewsets import CompetencyGroup
from lessons.learner.learning import give_progress
from rosters.people import merging

register_snippet(CompetencyGroup)
# After the facts: what is complete follows from them.
hooks.register(merging.HOOK, give_progress, order=3)
