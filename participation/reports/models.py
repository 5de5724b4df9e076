"""Reports with the figures they keep, the templates of administrators, and who has reports made by themselves."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from participation.ledger.models import Activity
from rosters import permissions
from rosters.models import Unit
from rosters.querysets import at_or_below


class PeriodicReportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "PeriodicReportQuerySet":
        """The reports of units that `user` may see."""
        if permissions.sees_every_unit(user):
            return self
        return self.filter(at_or_below(permissions.units_of(user), "unit__path"))


class PeriodicReport(models.Model):
    """A report on a period that a unit sends upwards, with the figures it was made with. A signed one does not change."""

    class Layout(models.TextChoices):
        OFFICE = "office", _("Cơ quan, trường học (Nghị định 30/2020/NĐ-CP)")
        UNION = "union", _("Văn bản của Đoàn")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    course = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    first = models.DateField()
    last = models.DateField()
    layout = models.CharField(_("thể thức"), max_length=10, choices=Layout)
    superior_body = models.CharField(_("cơ quan chủ quản"), max_length=160, blank=True)
    issuing_body = models.CharField(_("cơ quan ban hành"), max_length=160)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    place = models.CharField(_("địa danh"), max_length=80)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=120)
    signer_name = models.CharField(_("họ tên người ký"), max_length=120, blank=True)
    recipients = models.TextField(_("nơi nhận"), blank=True, help_text=_("Mỗi nơi một dòng."))
    basis = models.CharField(
        _("căn cứ"), max_length=255, blank=True, default="",
        help_text=_("Văn bản mà báo cáo thực hiện, ví dụ: Kế hoạch số 12-KH/TĐTN ngày 05/9/2026 của Tỉnh đoàn."),
    )  # fmt: skip
    remarks = models.TextField(_("nhận xét"), blank=True)
    directions = models.TextField(_("phương hướng, nhiệm vụ kỳ tới"), blank=True, default="")
    proposals = models.TextField(_("kiến nghị"), blank=True)
    # As participation.reports.making.figures_to_keep gives them.
    figures = models.JSONField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    # The Word file as it was signed: a template that is replaced later does not change it.
    signed_docx = models.BinaryField(null=True)

    objects = PeriodicReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo định kỳ")
        verbose_name_plural = _("báo cáo định kỳ")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.unit} {self.first:%d/%m/%Y}-{self.last:%d/%m/%Y}"


class ReportTemplate(models.Model):
    """An administrator's own Word template for the reports of one layout, in place of the built-in one."""

    layout = models.CharField(max_length=10, choices=PeriodicReport.Layout, primary_key=True)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("mẫu báo cáo")
        verbose_name_plural = _("mẫu báo cáo")

    def __str__(self) -> str:
        return f"{self.layout}: {self.file_name}"


class ReportScheduleQuerySet(models.QuerySet):
    def due(self, every: str, period: Any) -> "ReportScheduleQuerySet":
        """Those of this kind whose unit is open and has no report of all courses on `period` yet."""
        same = PeriodicReport.objects.filter(unit=OuterRef("unit"), first=period.first, last=period.last, course=None)
        return self.filter(~Exists(same), every=every, unit__closed_on=None)


class ReportSchedule(models.Model):
    """A unit whose report is made by itself when a week or a month is over, to be mended and signed."""

    class Every(models.TextChoices):
        WEEK = "week", _("hằng tuần, vào thứ Hai")
        MONTH = "month", _("hằng tháng, vào ngày đầu tháng")

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="report_schedule")
    every = models.CharField(max_length=5, choices=Every)

    objects = ReportScheduleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.unit}: {self.every}"
