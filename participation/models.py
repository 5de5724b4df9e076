"""The ledger of facts, and the cells folded from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.querysets import ActivityQuerySet, FactQuerySet
from rosters.models import Member, Unit


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
    # The units that the member was in at that time.
    school_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    union_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("sự việc")
        indexes = [
            models.Index(fields=["member", "activity", "verb"], name="fact_member_activity_verb"),
            models.Index(fields=["activity", "verb", "member"], name="fact_activity_verb_member"),
            models.Index(fields=["course", "verb", "member"], name="fact_course_verb_member"),
        ]

    def __str__(self) -> str:
        return self.key


class PendingFact(models.Model):
    """A fact that is not folded into cells yet; written with the fact, gone when it is folded."""

    fact = models.OneToOneField(Fact, models.CASCADE, primary_key=True)

    def __str__(self) -> str:
        return f"waiting: {self.fact_id}"


class FoldLock(models.Model):
    """The one row that whoever folds holds locked."""

    def __str__(self) -> str:
        return "the lock of folding"


class DayCell(models.Model):
    """What happened in a unit (with all units below it) on a day: in one course, or in all (course_id 0)."""

    unit = models.ForeignKey(Unit, models.CASCADE, db_index=False)
    course_id = models.BigIntegerField()
    day = models.DateField()
    turns = models.IntegerField(default=0)
    started = models.IntegerField(default=0)
    completed = models.IntegerField(default=0)
    passed = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "course_id", "day"], name="one_day_cell")]

    def __str__(self) -> str:
        return f"unit {self.unit_id}, course {self.course_id}, {self.day}"


class PresenceCell(models.Model):
    """How many members were present in a unit on a day, by the day on which each was present before.

    The people of a period [a, b] are the presences with a day in it and a previous day before it:
    each person is counted at the first of their days. `previous_day` is 0001-01-01 for a first day.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, db_index=False)
    course_id = models.BigIntegerField()
    day = models.DateField()
    previous_day = models.DateField()
    people = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "course_id", "day", "previous_day"], name="one_presence_cell")]

    def __str__(self) -> str:
        return f"unit {self.unit_id}, course {self.course_id}, {self.day} after {self.previous_day}: {self.people}"
