"""Units of two trees, the members on their rosters, and those who look after them."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from rosters.database import among  # noqa: F401 - registers `among`
from rosters.names import fold, initials, sort_key, split_name
from rosters.nonces import new_nonce
from rosters.querysets import MemberQuerySet, MembershipQuerySet, PlaceRequestQuerySet, RosterImportQuerySet, UnitManager
from rosters.units import TREE_OF_KIND, Tree, UnitKind


# Questions of the bank are locked by a user; their manager has no name for types.
class User(AbstractUser):  # type: ignore[django-manager-missing]
    """An account: of staff, or of a learner from the first log-in on (then it has a member)."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """The name as Vietnamese write it: family and middle names first."""
        return f"{self.last_name} {self.first_name}".strip()


class Unit(MP_Node):
    """A node of the school tree or of the union tree."""

    code = models.CharField(
        _("mã đơn vị"), max_length=40, unique=True, help_text=_("Mã ngắn, không dấu, dùng trong tệp và báo cáo.")
    )
    name = models.CharField(_("tên đơn vị"), max_length=160)
    kind = models.CharField(_("loại đơn vị"), max_length=20, choices=UnitKind)
    tree = models.CharField(_("hệ thống"), max_length=10, choices=Tree, editable=False)
    folded_name = models.CharField(max_length=200, editable=False)
    # From this day on nobody belongs to it; what was learned there stays counted there.
    closed_on = models.DateField(_("đóng từ ngày"), null=True, blank=True, editable=False)

    objects = UnitManager()

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        constraints = [
            models.CheckConstraint(
                name="unit_kind_belongs_to_tree",
                condition=models.Q(tree=Tree.SCHOOL, kind__in=[k for k, t in TREE_OF_KIND.items() if t == Tree.SCHOOL])
                | models.Q(tree=Tree.UNION, kind__in=[k for k, t in TREE_OF_KIND.items() if t == Tree.UNION]),
            ),
        ]
        permissions = [("administer", "Quản trị toàn hệ thống")]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tree = TREE_OF_KIND[UnitKind(self.kind)]
        self.folded_name = fold(self.label)
        super().save(*args, **kwargs)

    @classmethod
    def paths_down_to(cls, path: str) -> list[str]:
        """The paths of the units from the top of the tree down to that with `path`, itself the last."""
        return [path[:end] for end in range(cls.steplen, len(path) + 1, cls.steplen)]

    def in_use_since(self, day: dt.date) -> bool:
        """Whether somebody may have belonged to it on `day` or after it, as in UnitQuerySet.in_use_since."""
        return self.closed_on is None or self.closed_on >= day

    @property
    def label(self) -> str:
        """The name as people say it: a class and a chapter are named with their kind."""
        prefix = {UnitKind.CLASS: "Lớp ", UnitKind.CHAPTER: "Chi đoàn "}.get(UnitKind(self.kind), "")
        return self.name if fold(self.name).startswith(fold(prefix)) else prefix + self.name


class Member(models.Model):
    """A person on a roster."""

    class Sex(models.TextChoices):
        MALE = "male", _("Nam")
        FEMALE = "female", _("Nữ")
        UNKNOWN = "", _("Chưa rõ")

    code = models.CharField(_("mã thành viên"), max_length=40, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    birth_date = models.DateField(_("ngày sinh"), null=True, blank=True)
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex, blank=True, default=Sex.UNKNOWN)
    is_union_member = models.BooleanField(_("là đoàn viên"), default=False)
    # The ministry's code of a pupil; another system's name for the same person, by which lists find each other.
    ministry_code = models.CharField(_("mã định danh Bộ"), max_length=40, blank=True, default="", editable=False)
    # Not the personal identity number but a keyed digest of it, and only where the province switches that on.
    identity_digest = models.CharField(max_length=32, blank=True, default="", editable=False)
    folded_name = models.CharField(max_length=120, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)
    # The login code is derived from this and a key in the environment; a new nonce is a new code.
    login_nonce = models.CharField(max_length=22, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="member", editable=False
    )
    # A second record of somebody, found out: its card and its code stand for the survivor.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("thành viên")
        verbose_name_plural = _("thành viên")
        indexes = [
            models.Index(fields=["folded_name"], name="member_folded_name"),
            models.Index(fields=["ministry_code"], name="member_ministry_code", condition=~Q(ministry_code="")),
            models.Index(fields=["identity_digest"], name="member_identity_digest", condition=~Q(identity_digest="")),
        ]
        constraints = [models.CheckConstraint(condition=Q(code=Upper("code")), name="member_code_in_capitals")]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.code})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_derived_fields()
        super().save(*args, **kwargs)

    def set_derived_fields(self) -> None:
        """Fill what follows from other fields; bulk writes, which do not call save, call this."""
        # HS1 and hs1 are one card.
        self.code = self.code.upper()
        self.folded_name = fold(self.full_name)
        self.sort_key = sort_key(self.full_name)
        self.login_nonce = self.login_nonce or new_nonce()

    @property
    def person(self) -> "Member":
        """The record that stands for this person: itself, or the one that it was merged into."""
        return self.merged_into or self

    @property
    def given_name(self) -> str:
        return split_name(self.full_name)[1]

    @property
    def initials(self) -> str:
        return initials(self.full_name)


class MemberMerge(models.Model):
    """Two records of one person that were made one: who did it, and what the survivor had already."""

    survivor = models.ForeignKey(Member, models.PROTECT, related_name="+")
    other = models.OneToOneField(Member, models.PROTECT, related_name="merge")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    set_aside = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.other_id} -> {self.survivor_id}"


class Membership(models.Model):
    """A member's place in one unit of a tree, from a day on and up to a day (that day not included)."""

    class CloseReason(models.TextChoices):
        MOVED = "moved", _("Chuyển đơn vị")
        LEFT = "left", _("Chuyển đi, thôi sinh hoạt")
        GRADUATED = "graduated", _("Ra trường")

    member = models.ForeignKey(Member, models.CASCADE, related_name="memberships")
    # Without an index of its own: the one on unit and end below begins with it.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", db_index=False)
    tree = models.CharField(max_length=10, choices=Tree)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"), null=True, blank=True)
    close_reason = models.CharField(_("lý do"), max_length=10, choices=CloseReason, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("sinh hoạt tại đơn vị")
        constraints = [
            models.UniqueConstraint(fields=["member", "tree"], condition=Q(end=None), name="one_open_membership_a_tree"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="membership_ends_after_start"),
        ]
        indexes = [models.Index(fields=["unit", "end"], name="membership_unit_end")]

    def __str__(self) -> str:
        return f"{self.member_id} - {self.unit_id} ({self.start} - {self.end or ''})"


class UnitClosing(models.Model):
    """A unit was closed, or made part of another (`into`): who did it, when, and what was changed, for opening it again."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="closings")
    into = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # The ids of the units closed, of the memberships ended, and of the units that went to `into`.
    closed_units = models.JSONField(default=list)
    ended_memberships = models.JSONField(default=list)
    moved_units = models.JSONField(default=list)
    opened_again_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.unit_id} -> {self.into_id or ''}"


class Organizer(models.Model):
    """The role of a user who looks after a unit and all units below it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="organizer_roles", verbose_name=_("người dùng")
    )
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="organizers", verbose_name=_("đơn vị"))
    appointed_at = models.DateTimeField(_("ngày giao"), auto_now_add=True)

    class Meta:
        verbose_name = _("người phụ trách")
        verbose_name_plural = _("người phụ trách")
        constraints = [models.UniqueConstraint(fields=["user", "unit"], name="organizer_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.user} - {self.unit}"


class PlaceRequest(models.Model):
    """A place in `unit` for a member whom somebody else looks after: it waits for their answer.

    Nobody gains rights over a person by naming their code in a list.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Chờ trả lời")
        ACCEPTED = "accepted", _("Đã đồng ý")
        REFUSED = "refused", _("Đã từ chối")

    member = models.ForeignKey(Member, models.CASCADE, related_name="place_requests")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="place_requests")
    roster_import = models.ForeignKey("RosterImport", models.SET_NULL, null=True, related_name="place_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="place_requests")
    asked_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = PlaceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("yêu cầu nhận người")
        verbose_name_plural = _("yêu cầu nhận người")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "unit"], condition=Q(status="waiting"), name="one_waiting_place_request")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} -> {self.unit_id} ({self.get_status_display()})"


class RosterImport(models.Model):
    """A change of many members at once: the file or the guided operation, its plan, and what became of it."""

    class Source(models.TextChoices):
        FILE = "file", _("Tệp danh sách")
        SCHOOL_YEAR = "school_year", _("Lên lớp năm học mới")
        HAND = "hand", _("Thêm bằng tay")

    class Status(models.TextChoices):
        READING = "reading", _("Đang đọc tệp")
        UNREADABLE = "unreadable", _("Chưa đọc được")
        PLANNED = "planned", _("Chờ xác nhận")
        WRITING = "writing", _("Đang ghi")
        APPLIED = "applied", _("Đã nhập")
        OUTDATED = "outdated", _("Danh sách đã đổi, cần xem lại")
        UNDOING = "undoing", _("Đang hoàn tác")
        UNDONE = "undone", _("Đã hoàn tác")

    # The same three stand in RosterImportQuerySet.running.
    RUNNING = (Status.READING, Status.WRITING, Status.UNDOING)

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="roster_imports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="roster_imports")
    source = models.CharField(max_length=12, choices=Source, default=Source.FILE)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    # Kept in the database and not in a folder: rosters must never be reachable by an address. Emptied once written.
    content = models.BinaryField()
    status = models.CharField(max_length=10, choices=Status, default=Status.READING)
    # Why the file could not be read, or the import not be undone.
    problem = models.TextField(blank=True, default="")
    # The row pointed at as the header, counted from 0, where none was recognised.
    header_row = models.PositiveIntegerField(null=True)
    # The organizer's answers to who a row is: key of the row -> member code or `new`.
    decisions = models.JSONField(default=dict)
    # The organizer's answers to doubts about the file as a whole: code of the doubt -> choice.
    answers = models.JSONField(default=dict)
    # Why members who are not in the file are closed; empty to leave them where they are.
    missing_reason = models.CharField(max_length=10, blank=True, default="")
    # What to tell about the file as a whole (rosters.importing.plan.rows.Reading), and how many rows do what.
    reading = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    # What was made and closed, as ids, for undoing it.
    written = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    # How often the step that is under way was begun again because its process had died.
    resumed = models.PositiveSmallIntegerField(default=0)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    # Whether undoing leaves those with whom something was done since, and takes back the rest.
    undo_keeps = models.BooleanField(default=False)

    objects = RosterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần nhập danh sách")
        verbose_name_plural = _("lần nhập danh sách")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_status_display()})"

    @property
    def is_running(self) -> bool:
        return self.status in self.RUNNING

    @property
    def title(self) -> str:
        """What the import is called: by its file, or by how it came without one."""
        return self.file_name if self.source == self.Source.FILE else self.get_source_display()


class PlanChunk(models.Model):
    """Some hundred rows of an import's plan, packed. One row of the table holds many, so that big plans page quickly."""

    roster_import = models.ForeignKey(RosterImport, models.CASCADE, related_name="chunks", db_index=False)
    number = models.PositiveIntegerField()
    counts = models.JSONField()
    # The rows that write something, and the others; see rosters.importing.run.plan_chunks.
    writes = models.BinaryField()
    others = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster_import", "number"], name="plan_chunk_once")]

    def __str__(self) -> str:
        return f"{self.roster_import_id}/{self.number}"


class ColumnSpelling(models.Model):
    """A column header that an organizer mapped to a field by hand; remembered for that organizer's next files."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="column_spellings")
    header = models.CharField(max_length=160)
    field = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "header"], name="column_spelling_once")]

    def __str__(self) -> str:
        return f"{self.header} - {self.field}"


class LoginThrottle(models.Model):
    """How many wrong codes were tried lately for one card or from one address."""

    key = models.CharField(max_length=80, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_failure_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}: {self.failures}"
