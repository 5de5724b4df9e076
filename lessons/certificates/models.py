"""Certificates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models import Activity
from rosters.models import Member


class CertificateQuerySet(models.QuerySet):
    def valid(self) -> "CertificateQuerySet":
        return self.filter(revoked_at=None)


class Certificate(models.Model):
    """That a member completed a course. Anyone who has the code can check it."""

    code = models.CharField(max_length=12, unique=True)
    member = models.ForeignKey(Member, models.CASCADE, related_name="certificates")
    course = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    # The day on which the name was seen to have been corrected in the roster after the certificate was given.
    corrected_on = models.DateField(null=True)
    # Who certified it: as the operator was called that day.
    issuer = models.CharField(max_length=200, blank=True, default="")
    course_title = models.CharField(max_length=255)
    issued_at = models.DateTimeField()
    # Void since then: the page of the code says so, and why.
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=255, blank=True, default="")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy chứng nhận")
        ordering = ["issued_at"]
        constraints = [models.UniqueConstraint(fields=["member", "course"], name="one_certificate_a_course")]

    def __str__(self) -> str:
        return f"{self.code}: {self.full_name}, {self.course_title}"

    @property
    def shown_code(self) -> str:
        """The code in groups of four, which are easier to type."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))
