"""Tests that were printed, and the results that were typed in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lessons.pages.models import LessonPage
from quizzes.models import Quiz
from rosters.models import Unit


class PrintedTest(models.Model):
    """The quiz of a lesson as it was printed for a unit: what stands on each version never changes."""

    # With the code of a version it gives the order of questions and choices.
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    # None once the lesson is gone: its results cannot be recorded any more.
    lesson = models.ForeignKey(LessonPage, models.SET_NULL, null=True, related_name="+")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="+")
    # Code of a version ("101") -> the questions in their order, each as [id of the version of the question, marks].
    papers = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("đề in")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.quiz}, {self.unit.label}"

    @property
    def codes(self) -> list[str]:
        return sorted(self.papers)


class PaperResults(models.Model):
    """A sheet of answers that was read: looked at, then recorded, or left."""

    test = models.ForeignKey(PrintedTest, models.CASCADE, related_name="results")
    taken_on = models.DateField()
    # [{"member": id, "code": "101", "answers": {question id: response}}]
    rows = models.JSONField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    # Taken back after it was recorded: nothing of it counts.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kết quả trên giấy")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.test_id}: {self.taken_on}"
