"""Certificates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models import Activity
from rosters.models import Member


class Certificate(models.Model):
    """That a member completed a course. Anyone who has the code can check it."""

    code = models.CharField(max_length=12, unique=True)
    member = models.ForeignKey(Member, models.CASCADE, related_name="certificates")
    course = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    course_title = models.CharField(max_length=255)
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name = _("giấy chứng nhận")
        ordering = ["issued_at"]
        constraints = [models.UniqueConstraint(fields=["member", "course"], name="one_certificate_a_course")]

    def __str__(self) -> str:
        return f"{self.code}: {self.full_name}, {self.course_title}"
