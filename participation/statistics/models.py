"""What is counted from the facts. Everything here can be rebuilt.

Cells name units and members by plain numbers: a count is no reason why a unit could not be deleted.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.fields import IntegersField
from participation.rules.measures import MEASURES


class Rebuild(models.Model):
    """A rebuild that is under way, in tables beside those that are read. At most one.

    It counts the facts that were folded when it began. What is folded meanwhile is remembered in FoldedDuringRebuild and
    folded once more into the new tables. A rebuild that was killed is begun again.
    """

    class Step(models.TextChoices):
        READING = "reading", _("Đang đọc sự việc")
        COVERAGE = "coverage", _("Đang đếm danh sách và mức phủ")
        DAYS = "days", _("Đang đếm từng ngày")
        SWAPPING = "swapping", _("Đang thay bảng")

    step = models.CharField(max_length=10, choices=Step, default=Step.READING)
    # How much is done, in per cent.
    percent = models.PositiveSmallIntegerField(default=0)
    facts = models.BigIntegerField(default=0)
    cells = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    # The last sign of life of the process that counts.
    beat_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.step}: {self.percent} %"


class FoldedDuringRebuild(models.Model):
    """A fact or a member that was folded while a rebuild runs, and is folded again when it is done."""

    class Kind(models.TextChoices):
        FACT = "fact"
        MEMBER = "member"

    kind = models.CharField(max_length=6, choices=Kind)
    ref = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["ref", "kind"], name="folded_during_rebuild")]

    def __str__(self) -> str:
        return f"folded meanwhile: {self.kind} {self.ref}"


class FoldLock(models.Model):
    """The one row that whoever folds holds locked."""

    def __str__(self) -> str:
        return "the lock of folding"


class Cell(models.Model):
    """The measures, and the people by gap (participation.rules.presence), of a unit with all units below it."""

    gaps = IntegersField(width=2)
    people = IntegersField(width=4)

    class Meta:
        abstract = True


for measure in MEASURES:
    kind = models.BigIntegerField if measure.amount == "score" else models.IntegerField
    Cell.add_to_class(measure.name, kind(default=0))


class DayCell(Cell):
    """What happened on a day: in one course, or in all (course_id 0), of everybody or of one group.

    Only units above classes and chapters have cells.
    """

    pk = models.CompositePrimaryKey("course_id", "group", "unit_id", "day")
    course_id = models.BigIntegerField()
    group = models.SmallIntegerField()
    unit_id = models.BigIntegerField()
    day = models.DateField()

    def __str__(self) -> str:
        return f"unit {self.unit_id}, course {self.course_id}, group {self.group}, {self.day}"


class WeeksCell(Cell):
    """What the day cells of everybody say of one and of four whole weeks: a school year is read from twenty cells."""

    pk = models.CompositePrimaryKey("course_id", "unit_id", "length", "first")
    course_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    # In days.
    length = models.SmallIntegerField()
    first = models.DateField()

    def __str__(self) -> str:
        return f"unit {self.unit_id}, course {self.course_id}, {self.length} days from {self.first}"


class TimeCell(models.Model):
    """How many quizzes took how long: handed in in a unit (with all units below it) on a day, of one course or all (0).

    `tens` is the time in steps of ten seconds, rounded up (participation.rules.attempt_times). Attempts of unknown time are
    left out. Only units above classes and chapters have cells.
    """

    pk = models.CompositePrimaryKey("course_id", "unit_id", "day", "tens")
    course_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    day = models.DateField()
    tens = models.SmallIntegerField()
    number = models.IntegerField()

    def __str__(self) -> str:
        return f"unit {self.unit_id}, course {self.course_id}, {self.day}, {10 * self.tens} s: {self.number}"


class RosterCell(models.Model):
    """By how many the roster of a unit (with all units below it) changed on a day, of everybody or of one group."""

    pk = models.CompositePrimaryKey("unit_id", "group", "day")
    unit_id = models.BigIntegerField()
    group = models.SmallIntegerField()
    day = models.DateField()
    change = models.IntegerField()

    def __str__(self) -> str:
        return f"unit {self.unit_id}, group {self.group}, {self.day}: {self.change:+}"


class CoverageCell(models.Model):
    """How far those are who are in a unit now: with one course, or with any (course_id 0), of everybody or a group."""

    pk = models.CompositePrimaryKey("course_id", "group", "unit_id")
    course_id = models.BigIntegerField()
    group = models.SmallIntegerField()
    unit_id = models.BigIntegerField()
    # Counted with course_id 0 only: who is there now does not depend on the course.
    members = models.IntegerField(default=0)
    started = models.IntegerField(default=0)
    completed = models.IntegerField(default=0)
    passed = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"unit {self.unit_id}, course {self.course_id}, group {self.group}"


class MemberContribution(models.Model):
    """What roster and coverage cells hold for a member, so that it can be taken out again (participation.rules.coverage)."""

    member_id = models.BigIntegerField(primary_key=True)
    counted = models.JSONField()

    def __str__(self) -> str:
        return f"counted: member {self.member_id}"


# What is rebuilt together, and takes the place of the old together.
ROLLUP_MODELS: tuple[type[models.Model], ...] = (DayCell, WeeksCell, TimeCell, RosterCell, CoverageCell, MemberContribution)
CELL_TABLES = [model._meta.db_table for model in ROLLUP_MODELS]
