"""What a fact is about, and the facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.ledger.querysets import ActivityQuerySet, FactQuerySet
from rosters.models import Member, Unit


class Activity(models.Model):
    """What a fact is about: a course, a lesson or a quiz. Kept in step by publishing, and outlives the page."""

    class Kind(models.TextChoices):
        COURSE = "course", _("khóa học")
        LESSON = "lesson", _("bài học")
        QUIZ = "quiz", _("bài kiểm tra")
        PRACTICE = "practice", _("bài thực hành")

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
        # Of a practice. No figure counts them; its author and organizers see where people hesitate.
        TRIED = "tried", _("bắt đầu thực hành")
        MISSED = "missed", _("làm chưa đúng khi thực hành")
        HINTED = "hinted", _("xem gợi ý khi thực hành")
        PRACTISED = "practised", _("thực hành xong")

    # The same request, sent twice, has the same key.
    key = models.CharField(max_length=160, unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="facts", db_index=False)
    verb = models.CharField(max_length=10, choices=Verb)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="facts", db_index=False)
    course = models.ForeignKey(Activity, models.PROTECT, related_name="+", db_index=False)
    # The step within a lesson, or the screen within a practice.
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
