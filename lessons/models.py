"""Every model of this app, from the room it lives in."""

from lessons.certificates.models import Certificate
from lessons.frameworks.models import CompetencyFramework, Component
from lessons.learner.models import GoneLesson, KeptQuiz
from lessons.pages.information import InformationPage, Operator
from lessons.pages.models import CoursePage, HomePage, LessonPage
from lessons.pages.served_by_view import ServedByView
from lessons.practice.models import Practice
from lessons.printed.models import PaperResults, PrintedTest

# Migration 0001 names lessons.models.ServedByView.
__all__ = [
    "Certificate", "CompetencyFramework", "Component", "CoursePage", "GoneLesson", "HomePage", "InformationPage", "KeptQuiz", "LessonPage", "Operator",
    "PaperResults", "Practice", "PrintedTest", "ServedByView",
]  # fmt: skip
