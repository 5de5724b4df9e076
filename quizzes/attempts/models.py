"""Attempts at quizzes."""

from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models import Activity
from quizzes.attempts.states import State
from quizzes.bank.models import Quiz
from rosters.models import Member


class Attempt(models.Model):
    """A member's turn at a quiz: under way, or over. See quizzes.attempts.states."""

    class Status(models.TextChoices):
        IN_PROGRESS = State.IN_PROGRESS, _("Đang làm")
        HANDED_IN = State.HANDED_IN, _("Đã nộp")
        EXPIRED = State.EXPIRED, _("Hết giờ")
        ABANDONED = State.ABANDONED, _("Bỏ dở")

    # Drawn when the quiz is shown: handing the same page in twice is one attempt.
    key = models.UUIDField(unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    # Ids of the versions that were shown, in the order of the quiz: a list, for PostgreSQL keeps no order of keys.
    versions = models.JSONField()
    # Question id -> the response, as the kind of the version reads it; None for none.
    answers = models.JSONField()
    # Question id -> the responses that were checked before handing in, in a quiz for practice.
    tries = models.JSONField(default=dict)
    # Question id -> how much of it was right when it was graded, as "1" or "2/3"; "0" as long as it is under way.
    fractions = models.JSONField()
    # Question id -> how many marks it has, as "2.5"; empty where each has one.
    marks = models.JSONField(default=dict)
    # How many were right as a whole.
    right = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField()
    passed = models.BooleanField(default=False)
    state = models.CharField(max_length=11, choices=Status, default=Status.HANDED_IN)
    # Of one that was handed in whole, nothing is known before that.
    started_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    # The number, from 1, of the question that was reached, where there is no way back.
    reached = models.PositiveSmallIntegerField(default=1)
    # None as long as it is under way, and of one that was abandoned.
    handed_in_at = models.DateTimeField(null=True)
    # How long it took from showing the quiz, and a digest of the device (emptied after a while); see quizzes.attempts.context.
    seconds = models.PositiveIntegerField(null=True)
    device = models.CharField(max_length=16, blank=True, default="")
    # Made on paper and typed in: of its time only the day is known.
    on_paper = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("lượt làm bài")
        ordering = ["-handed_in_at"]
        indexes = [
            models.Index(fields=["member", "quiz"], name="attempt_member_quiz"),
            models.Index(fields=["saved_at"], condition=models.Q(state="in_progress"), name="attempt_under_way"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "activity"], condition=models.Q(state="in_progress"), name="one_attempt_under_way"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["handed_in", "expired"], handed_in_at__isnull=False)
                | models.Q(state__in=["in_progress", "abandoned"], handed_in_at__isnull=True),
                name="attempt_has_a_result_once_it_is_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} - {self.quiz_id}: {self.right}/{self.total}"

    @property
    def is_under_way(self) -> bool:
        return self.state == State.IN_PROGRESS

    @property
    def fact_key(self) -> str:
        """The key of the fact that it was handed in."""
        return f"handed_in:{self.key}"

    @property
    def mark(self) -> Fraction:
        """The sum of what the questions earned; half a question is half of its marks."""
        return sum((Fraction(part) * Fraction(self.marks.get(own, 1)) for own, part in self.fractions.items()), Fraction(0))

    @property
    def possible(self) -> Fraction:
        """The sum of all marks."""
        return sum(map(Fraction, self.marks.values()), Fraction(0)) if self.marks else Fraction(self.total)

    @property
    def score(self) -> Fraction:
        """In per cent, exactly."""
        return 100 * self.mark / self.possible if self.possible else Fraction(0)
