"""Competency frameworks and their components: tables an administrator keeps as the decrees say."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class CompetencyFramework(models.Model):
    """A published framework of digital competences."""

    code = models.CharField(_("mã khung"), max_length=40, unique=True)
    name = models.CharField(_("tên khung"), max_length=255)
    source = models.CharField(_("văn bản"), max_length=255)

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("source")]

    class Meta:
        verbose_name = _("khung năng lực số")
        verbose_name_plural = _("khung năng lực số")

    def __str__(self) -> str:
        return self.name


class Component(models.Model):
    """A component of a framework. `confirmed_on` is empty until an editor held it against the decree itself."""

    framework = models.ForeignKey(CompetencyFramework, models.CASCADE, related_name="components", verbose_name=_("khung"))
    code = models.CharField(_("số"), max_length=10)
    name = models.CharField(_("tên thành phần"), max_length=255)
    confirmed_on = models.DateField(_("ngày đối chiếu văn bản gốc"), null=True, blank=True)

    panels = [FieldPanel("framework"), FieldPanel("code"), FieldPanel("name"), FieldPanel("confirmed_on")]

    class Meta:
        verbose_name = _("thành phần năng lực")
        verbose_name_plural = _("thành phần năng lực")
        ordering = ["framework", "code"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="component_code_once_a_framework")]

    def __str__(self) -> str:
        return f"{self.framework.code} · {self.code} {self.name}"
