"""Procedures to practise, as authors keep them."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from lessons.practice.blocks import GivenBlock, ScreenBlock
from lessons.practice.problems import problems_of
from lessons.practice.procedure import Procedure, procedure_of
from rosters.names import fold


class Practice(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):  # type: ignore[django-manager-missing]
    """A procedure of drawn screens; put into any number of lessons, each of which counts what is done in it by itself."""

    title = models.CharField(_("tên bài thực hành"), max_length=120)
    summary = models.CharField(_("làm được gì sau bài này"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("số phút"), default=5)
    given = StreamField(
        [("given", GivenBlock())],
        blank=True,
        verbose_name=_("thông tin cho sẵn"),
        help_text=_("Người bịa ra để người học nhập, không ai phải nhập số của mình."),
    )
    screens = StreamField(
        [("screen", ScreenBlock())],
        blank=True,
        verbose_name=_("các màn hình"),
        help_text=_("Màn hình đầu tiên là nơi bắt đầu."),
    )
    folded_text = models.TextField(editable=False, default="")

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="practice")

    panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("given"),
        FieldPanel("screens"),
    ]

    class Meta:
        verbose_name = _("bài thực hành")
        verbose_name_plural = _("bài thực hành")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_text = fold(f"{self.title} {self.summary}")
        super().save(*args, **kwargs)

    @property
    def revisions(self) -> Any:
        return self._revisions

    @property
    def procedure(self) -> Procedure:
        """What is written, as playing sees it."""
        return procedure_of(self.title, [each.value for each in self.given], [each.value for each in self.screens])

    def publish(self, revision: Any, user: Any = None, **options: Any) -> None:
        """Raises ValidationError, and publishes nothing, where somebody could not walk it to its end."""
        if problems := problems_of(revision.as_object().procedure):
            raise ValidationError(problems)
        super().publish(revision, user=user, **options)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "lessons/practice/preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from lessons.practice.showing import show_all

        return super().get_preview_context(request, mode_name) | {"screens": show_all(self.procedure)}
