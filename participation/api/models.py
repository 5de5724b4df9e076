"""Keys of the API."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rosters.models import Unit


class ApiToken(models.Model):
    """A key with which another system reads the figures of a unit and of those below it. Only its digest is kept."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("tên hệ thống"), max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    # The day is enough to see whether a key is in use, and is not written at every request.
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("khóa API")
        verbose_name_plural = _("khóa API")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} - {self.unit}"
