"""Every model of this app, from the room it lives in."""

from lessons.certificates.models import Certificate
from lessons.frameworks.models import CompetencyFramework, Component
from lessons.pages.models import CoursePage, HomePage, LessonPage, ServedByView

# Migration 0001 names lessons.models.ServedByView.
__all__ = ["Certificate", "CompetencyFramework", "Component", "CoursePage", "HomePage", "LessonPage", "ServedByView"]
