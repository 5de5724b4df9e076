"""The results of a quiz in a class or chapter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.bank.models import Quiz
from rosters.models import Unit


class KeptResults(models.Model):
    """All attempts at a quiz of those who were in the unit when they handed in; `packed` as quizzes.kept_results.packing writes it."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    packed = models.TextField()

    class Meta:
        verbose_name = _("kết quả đã gom")
        constraints = [models.UniqueConstraint(fields=["quiz", "unit"], name="kept_results_once")]

    def __str__(self) -> str:
        return f"{self.quiz_id} @ {self.unit_id}"
