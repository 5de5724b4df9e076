"""What waits to be counted. Writers only ever add rows here; the engine takes them away."""

from django.db import models


class PendingFact(models.Model):
    """A fact that is not folded into cells yet; written with the fact, gone when it is folded."""

    fact = models.OneToOneField("participation.Fact", models.CASCADE, primary_key=True, db_constraint=False)

    def __str__(self) -> str:
        return f"waiting: {self.fact_id}"


class MemberChange(models.Model):
    """A member whose memberships or personal data changed, and whose figures are not counted yet.

    Written by triggers of the database (participation.statistics.fold.member_triggers), so that no way of writing members
    can forget it. Folding deletes the rows that it read before it read the members.
    """

    member_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"changed: member {self.member_id}"


class CourseChange(models.Model):
    """A course whose lessons or quizzes changed, and whose coverage is not counted yet (run_periodic does it)."""

    course_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"changed: course {self.course_id}"
