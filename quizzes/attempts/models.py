"""Attempts at quizzes."""

from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models import Activity
from quizzes.bank.models import Quiz
from rosters.models import Member


class Attempt(models.Model):
    """A quiz that a member handed in."""

    # Drawn when the quiz is shown: handing the same page in twice is one attempt.
    key = models.UUIDField(unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    # Ids of the versions that were shown, in the order of the quiz: a list, for PostgreSQL keeps no order of keys.
    versions = models.JSONField()
    # Question id -> the response, as the kind of the version reads it; None for none.
    answers = models.JSONField()
    # Question id -> how much of it was right when it was graded, as "1" or "2/3".
    fractions = models.JSONField()
    # How many were right as a whole.
    right = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    handed_in_at = models.DateTimeField()
    # How long it took from showing the quiz, and a digest of the device (emptied after a while); see quizzes.attempts.context.
    seconds = models.PositiveIntegerField(null=True)
    device = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        verbose_name = _("lượt làm bài")
        ordering = ["-handed_in_at"]
        indexes = [models.Index(fields=["member", "quiz"], name="attempt_member_quiz")]

    def __str__(self) -> str:
        return f"{self.member_id} - {self.quiz_id}: {self.right}/{self.total}"

    @property
    def mark(self) -> Fraction:
        """The sum of what the questions earned; half a question is half a mark."""
        return sum(map(Fraction, self.fractions.values()), Fraction(0))
