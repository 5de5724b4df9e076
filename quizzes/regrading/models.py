"""What was graded anew, by whom, why, and what came of it."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.attempts.grading import Rule


class Regrading(models.Model):
    """An act: from now on the responses to some versions of a question are graded otherwise than these versions say."""

    class Rules(models.TextChoices):
        CORRECTED = Rule.CORRECTED, _("Chấm theo phiên bản đang dùng")
        EITHER = Rule.EITHER, _("Đúng theo phiên bản cũ hoặc phiên bản đang dùng đều được điểm")
        FULL = Rule.FULL, _("Mọi người được đủ điểm câu này")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Đang chờ")
        APPLIED = "applied", _("Đã chấm lại")
        UNDOING = "undoing", _("Đang hoàn tác")
        UNDONE = "undone", _("Đã hoàn tác")
        FAILED = "failed", _("Không thực hiện được, chưa đổi gì")

    question = models.ForeignKey("quizzes.Question", models.PROTECT, related_name="regradings")
    # Id of a version that is graded otherwise -> id of the regrading that held for it before, or None.
    versions = models.JSONField()
    rule = models.CharField(max_length=10, choices=Rules)
    corrected = models.ForeignKey("quizzes.QuestionVersion", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("lý do"), max_length=255)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # [{"member": id, "quiz": id, "activity": id of the quiz in the ledger, "facts": [...]}]: facts that were true no more, as
    # they stood. Taking it back brings them again for whoever passes then.
    withdrawn = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("lần chấm lại")
        verbose_name_plural = _("lần chấm lại")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.get_rule_display()}"

    @property
    def version_ids(self) -> list[int]:
        return [int(pk) for pk in self.versions]


class RegradedAttempt(models.Model):
    """An attempt whose result another regrading changed: how much of the question was right, and whether it passed, before and after."""

    regrading = models.ForeignKey(Regrading, models.CASCADE, related_name="attempts")
    attempt = models.ForeignKey("quizzes.Attempt", models.CASCADE, related_name="+")
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    # Of the whole attempt, in per cent, exactly.
    score_before = models.CharField(max_length=40)
    passed_before = models.BooleanField()
    passed_after = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regrading", "attempt"], name="attempt_regraded_once_by_each")]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.before} → {self.after}"
