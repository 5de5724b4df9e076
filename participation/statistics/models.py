"""What is counted from the facts, and the queues of what is not counted yet. Everything here can be made anew.

Read through participation.models, as all models are.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.fields import IntegersField


class PendingFact(models.Model):
    """A fact that is not folded into cells yet; written with the fact, gone when it is folded."""

    fact = models.OneToOneField("participation.Fact", models.CASCADE, primary_key=True, db_constraint=False)

    def __str__(self) -> str:
        return f"waiting: {self.fact_id}"


class MemberChange(models.Model):
    """A member whose place or whose person's data changed, and whose figures are not counted anew yet.

    Written by triggers of the database (migration 0003), so that no way of writing members can forget it. Only ever
    added to by writers: who folds deletes the rows that it read before it read the members.
    """

    member_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"changed: member {self.member_id}"


class CourseChange(models.Model):
    """A course whose lessons or quizzes changed, and with which it is not counted anew yet how far everybody is."""

    course_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"changed: course {self.course_id}"


class Recount(models.Model):
    """A count of everything from the facts that is under way, in tables beside those that are read. At most one.

    It counts the facts that were folded when it began. What is folded meanwhile is remembered in RefoldedFact,
    RefoldedMember and RefoldedCourse, and folded once more into the new tables when they take the place of the old ones.
    """

    class Step(models.TextChoices):
        READING = "reading", _("Đang đọc sự việc")
        STANDING = "standing", _("Đang đếm danh sách và mức phủ")
        DAYS = "days", _("Đang đếm từng ngày")
        SWAPPING = "swapping", _("Đang thay bảng")

    step = models.CharField(max_length=10, choices=Step, default=Step.READING)
    # The parts of the day cells that are written (participation.statistics.rebuild.day_cells.Job.name), of how many.
    parts_done = models.JSONField(default=list)
    parts = models.PositiveIntegerField(default=0)
    facts = models.BigIntegerField(default=0)
    cells = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    # The last sign of life of the process that counts, and who it is.
    beat_at = models.DateTimeField(auto_now_add=True)
    process = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.step}: {self.percent} %"

    @property
    def percent(self) -> int:
        """How much is done, about: reading takes a third of the time."""
        if self.step == self.Step.READING:
            return 5
        if self.step == self.Step.STANDING:
            return 35
        return 98 if self.step == self.Step.SWAPPING else 45 + 50 * len(self.parts_done) // max(self.parts, 1)


class RefoldedFact(models.Model):
    """A fact that was folded while everything is counted anew."""

    fact_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"folded meanwhile: {self.fact_id}"


class RefoldedMember(models.Model):
    """A member who was counted while everything is counted anew."""

    member_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"counted meanwhile: member {self.member_id}"


class RefoldedCourse(models.Model):
    """A course that was counted anew while everything is."""

    course_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"counted meanwhile: course {self.course_id}"


class FoldLock(models.Model):
    """The one row that whoever folds holds locked."""

    def __str__(self) -> str:
        return "the lock of folding"


# The tables below hold nothing but counts that can be made anew from the facts and the rosters. They name units and
# members by plain numbers: a count is no reason why a unit could not be deleted.


class DayCell(models.Model):
    """What happened in a unit (with all units below it) on a day: in one course, or in all (course_id 0), of everybody
    or of one group (participation.rules.groups). Only units above classes and chapters have cells.

    `gaps` and `people` tell how many people were present on the day, by the number of days since each was present
    before: see participation.rules.presence.
    """

    pk = models.CompositePrimaryKey("course_id", "group", "unit_id", "day")
    course_id = models.BigIntegerField()
    group = models.SmallIntegerField()
    unit_id = models.BigIntegerField()
    day = models.DateField()
    turns = models.IntegerField(default=0)
    started = models.IntegerField(default=0)
    completed = models.IntegerField(default=0)
    passed = models.IntegerField(default=0)
    # Quizzes handed in, and the sum of their scores in hundredths of a per cent.
    handed_in = models.IntegerField(default=0)
    score = models.BigIntegerField(default=0)
    gaps = IntegersField(width=2)
    people = IntegersField(width=4)

    def __str__(self) -> str:
        return f"unit {self.unit_id}, course {self.course_id}, group {self.group}, {self.day}"


class BlockCell(models.Model):
    """What the day cells of everybody say of whole weeks and of four weeks together (participation.rules.whole_weeks): a school year
    is read from twenty cells instead of three hundred.
    """

    pk = models.CompositePrimaryKey("course_id", "unit_id", "length", "first")
    course_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    # In days.
    length = models.SmallIntegerField()
    first = models.DateField()
    turns = models.IntegerField(default=0)
    started = models.IntegerField(default=0)
    completed = models.IntegerField(default=0)
    passed = models.IntegerField(default=0)
    handed_in = models.IntegerField(default=0)
    score = models.BigIntegerField(default=0)
    gaps = IntegersField(width=2)
    people = IntegersField(width=4)

    def __str__(self) -> str:
        return f"unit {self.unit_id}, course {self.course_id}, {self.length} days from {self.first}"


class LeafBlock(models.Model):
    """What happened in a class or chapter in four weeks, fact by fact, packed (participation.statistics.packed_facts)."""

    pk = models.CompositePrimaryKey("unit_id", "block")
    unit_id = models.BigIntegerField()
    # The number of the four weeks.
    block = models.IntegerField()
    facts = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"unit {self.unit_id}, block {self.block}"


class TimeCell(models.Model):
    """How many quizzes took how long: handed in in a unit (with all units below it) on a day, of one course or all (0).

    `tens` is the time in steps of ten seconds, rounded up (participation.rules.attempt_times). Attempts of unknown time are left out.
    Only units above classes and chapters have cells.
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


class CountedMember(models.Model):
    """What roster and coverage cells hold for a member, so that it can be taken out again (participation.rules.coverage)."""

    member_id = models.BigIntegerField(primary_key=True)
    counted = models.JSONField()

    def __str__(self) -> str:
        return f"counted: member {self.member_id}"


# What is made anew together, and takes the place of the old together.
COUNTED: tuple[type[models.Model], ...] = (DayCell, BlockCell, LeafBlock, TimeCell, RosterCell, CoverageCell, CountedMember)
