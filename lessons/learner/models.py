"""What a learner chose and could not hand in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rosters.models import Member


class GoneLesson(models.Model):
    """The address of a lesson that was deleted after somebody had learned it: they meet a page that says so."""

    # course/lesson, as they stand in the address.
    path = models.CharField(max_length=255, unique=True)
    title = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("bài đã xóa")

    def __str__(self) -> str:
        return self.path


class KeptQuiz(models.Model):
    """What was chosen in a quiz when the log-in was over: kept for its owner alone.

    Of a visitor's, for whoever logs in next in the same browser and says that it is theirs.
    """

    owner = models.ForeignKey(Member, models.CASCADE, null=True, related_name="kept_quizzes")
    # A random text that a cookie holds; of a visitor's alone.
    browser = models.CharField(max_length=32, blank=True, default="")
    path = models.CharField(max_length=255)
    # Of the lesson.
    title = models.CharField(max_length=255)
    # The fields of the form, as an address holds them.
    form = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("bài chưa nộp")
        constraints = [
            models.UniqueConstraint(fields=["owner", "path"], condition=Q(browser=""), name="one_kept_of_owner"),
            models.UniqueConstraint(fields=["browser", "path"], condition=Q(owner=None), name="one_kept_of_browser"),
            models.CheckConstraint(
                condition=Q(owner=None, browser__gt="") | Q(owner__isnull=False, browser=""), name="kept_of_owner_or_browser"
            ),
        ]
        indexes = [models.Index(fields=["at"], name="kept_quiz_at")]

    def __str__(self) -> str:
        return f"{self.path}: {self.title}"
