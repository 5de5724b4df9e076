"""Campaigns, and what single units are to reach in them."""

import datetime as dt
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from participation.ledger.models import Activity
from participation.rules.periods import Period
from rosters import permissions
from rosters.models import Unit


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "CampaignQuerySet":
        """The campaigns to which a unit is invited that `user` looks after, or one above or below it."""
        if permissions.sees_every_unit(user):
            return self
        condition = Q(pk__in=[])
        for unit in permissions.units_of(user):
            condition |= Q(units__path__in=unit.paths_down_to(unit.path)) | Q(units__path__startswith=unit.path)
        return self.filter(condition).distinct()

    def without_limit(self, course: Any) -> "CampaignQuerySet":
        """Those of `course` alone, or with None of everything, in which every turn of a person counts."""
        chosen = Activity.objects.filter(campaigns=OuterRef("pk")).order_by()
        if course is None:
            return self.filter(~Exists(chosen), most_turns=None)
        return self.filter(Exists(chosen.filter(pk=course.pk)), ~Exists(chosen.exclude(pk=course.pk)), most_turns=None)

    def begun_in(self, period: Any, today: dt.date) -> "CampaignQuerySet":
        """Those that `period` touches and that have begun by its end, and by `today`."""
        return self.filter(first__lte=min(period.last, today), last__gte=period.first)

    def inviting(self, unit: Any) -> "CampaignQuerySet":
        """Those to which `unit`, or a unit above it, is invited."""
        invited = type(unit).objects.filter(campaigns=OuterRef("pk"), path__in=unit.paths_down_to(unit.path)).order_by()
        return self.filter(Exists(invited))

    def with_targets_of(self, unit: Any) -> "CampaignQuerySet":
        """With the targets in numbers that `unit` was given, if any: own_people, own_turns, own_completed."""
        own = FilteredRelation("targets", condition=Q(targets__unit=unit))
        names = ("people", "turns", "completed")
        return self.annotate(own=own).annotate(**{f"own_{name}": F(f"own__{name}") for name in names})


class Campaign(models.Model):
    """A contest over a time with weekly rounds: of some courses and quizzes or of all, with targets for every invited unit."""

    class Window(models.TextChoices):
        DAY = "day", _("mỗi ngày")
        ROUND = "round", _("mỗi vòng (tuần)")
        CAMPAIGN = "campaign", _("cả đợt")

    title = models.CharField(_("tên đợt"), max_length=160)
    first = models.DateField(_("từ ngày"))
    last = models.DateField(_("đến ngày"))
    activities = models.ManyToManyField(
        Activity, blank=True, related_name="campaigns", verbose_name=_("khóa học, bài kiểm tra"),
        help_text=_("Không chọn gì thì tính mọi khóa học."), limit_choices_to={"kind__in": ("course", "quiz")},
    )  # fmt: skip
    most_turns = models.PositiveSmallIntegerField(
        _("mỗi người được tính nhiều nhất (lượt)"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("Để trống thì tính mọi lượt. Học thêm vẫn được, chỉ không tính vào đợt."),
    )  # fmt: skip
    most_turns_in = models.CharField(_("trong"), max_length=8, choices=Window, default=Window.ROUND)
    # Whoever is in one of these units, or below, is invited.
    units = models.ManyToManyField(Unit, related_name="campaigns", verbose_name=_("đơn vị được mời"))
    people_target = models.PositiveSmallIntegerField(
        _("chỉ tiêu người (% danh sách)"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    turns_target = models.PositiveIntegerField(
        _("chỉ tiêu lượt (trên 100 người trong danh sách)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    completed_target = models.PositiveSmallIntegerField(
        _("chỉ tiêu hoàn thành khóa học (% danh sách)"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )  # fmt: skip
    rules = models.TextField(_("thể lệ"), blank=True, help_text=_("Chủ đề, ai được dự, dự mấy lần. Hiện trên trang của đợt."))

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("đợt thi đua")
        verbose_name_plural = _("đợt thi đua")
        ordering = ["-first", "pk"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="campaign_ends_after_start")]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


class CampaignTarget(models.Model):
    """What one unit is to reach in a campaign, where it is not the share of its roster that holds for all."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="campaign_targets")
    people = models.PositiveIntegerField(_("người"), null=True, blank=True)
    turns = models.PositiveIntegerField(_("lượt"), null=True, blank=True)
    completed = models.PositiveIntegerField(_("hoàn thành"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_target_a_unit")]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.unit}"
