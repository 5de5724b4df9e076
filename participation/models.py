"""The ledger of facts, and the cells folded from it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participation.querysets import (
    ActivityQuerySet,
    CampaignQuerySet,
    FactQuerySet,
    PeriodicReportQuerySet,
    ReportScheduleQuerySet,
)
from participation.rules.periods import Period
from participation.statistics.models import (
    COUNTED,
    BlockCell,
    CountedMember,
    CourseChange,
    CoverageCell,
    DayCell,
    FoldLock,
    LeafBlock,
    MemberChange,
    PendingFact,
    Recount,
    RefoldedCourse,
    RefoldedFact,
    RefoldedMember,
    RosterCell,
    TimeCell,
)
from rosters.models import Member, Unit

__all__ = [
    "COUNTED", "Activity", "ApiToken", "BlockCell", "Campaign", "CampaignTarget", "CountedMember", "CourseChange", "CoverageCell", "DayCell", "Fact", "FoldLock", "LeafBlock",
    "MemberChange", "PendingFact", "PeriodicReport", "Recount", "RefoldedCourse", "RefoldedFact", "RefoldedMember", "ReportSchedule",
    "ReportTemplate", "RosterCell", "TimeCell",
]  # fmt: skip


class Activity(models.Model):
    """What a fact is about: a course, a lesson or a quiz. Kept in step by publishing, and outlives the page."""

    class Kind(models.TextChoices):
        COURSE = "course", _("khóa học")
        LESSON = "lesson", _("bài học")
        QUIZ = "quiz", _("bài kiểm tra")

    # Names the thing outside the ledger, for example "page:17" or "quiz:3".
    source = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=255)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # Published now, and so part of what a learner has to complete.
    is_current = models.BooleanField(default=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("hoạt động")

    def __str__(self) -> str:
        return self.title

    @property
    def course(self) -> "Activity":
        """The course this activity belongs to; parents must be loaded or they are fetched."""
        return self if self.parent is None else self.parent.course


class Fact(models.Model):
    """Something a member did, once. Facts are only ever added."""

    class Verb(models.TextChoices):
        STARTED = "started", _("bắt đầu khóa học")
        STEPPED = "stepped", _("xong một bước")
        STUDIED = "studied", _("lượt học")
        HANDED_IN = "handed_in", _("lượt làm bài")
        PASSED = "passed", _("đạt bài kiểm tra")
        COMPLETED = "completed", _("hoàn thành")

    # The same request, sent twice, has the same key.
    key = models.CharField(max_length=160, unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="facts", db_index=False)
    verb = models.CharField(max_length=10, choices=Verb)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="facts", db_index=False)
    course = models.ForeignKey(Activity, models.PROTECT, related_name="+", db_index=False)
    # The step within a lesson.
    detail = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    # The local day of `at`: figures count days in Asia/Ho_Chi_Minh.
    day = models.DateField()
    # Per cent of the points of an attempt that was handed in.
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    # How long an attempt took, where that is known.
    seconds = models.PositiveIntegerField(null=True)
    # The units that the member was in at that time.
    school_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    union_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("sự việc")
        indexes = [
            models.Index(fields=["member", "activity", "verb"], name="fact_member_activity_verb"),
            # What happened in a class or chapter is counted from its facts: all that is counted stands in the index.
            models.Index(
                fields=["school_unit", "day"],
                include=["member", "verb", "activity", "course", "score"],
                name="fact_school_unit_day",
            ),
            models.Index(
                fields=["union_unit", "day"],
                include=["member", "verb", "activity", "course", "score"],
                name="fact_union_unit_day",
            ),
        ]

    def __str__(self) -> str:
        return self.key


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
    remarks = models.TextField(_("nhận xét"), blank=True)
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
