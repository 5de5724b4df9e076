"""Taking an import back as a whole: until somebody it made has learned something, or somebody changed what it wrote."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone

from rosters.database.bulk_writes import in_ranges
from rosters.fields.roster_fields import show_value
from rosters.importing.plan.rows import PlanRow
from rosters.importing.run.current_roster import batches
from rosters.importing.run.plan_chunks import chunks_with
from rosters.importing.run.progress import Progress, progress_key
from rosters.models import Member, MemberMerge, Membership, Organizer, RosterImport, Unit, User
from rosters.trees import locked_tree


class CannotUndo(Exception):
    """What the import wrote is in use or was changed since; the message says what, in Vietnamese."""


def undo_import(roster_import: RosterImport) -> None:
    """Put everything back as it was before the import. Undoing twice changes nothing. Raises CannotUndo."""
    try:
        with locked_tree():
            roster_import = (
                RosterImport.objects.select_for_update(of=("self",))
                .select_related("unit")
                .without_content()
                .get(pk=roster_import.pk)
            )
            if roster_import.status == RosterImport.Status.UNDONE:
                return
            if not roster_import.applied_at:
                raise CannotUndo("Lần nhập này chưa được ghi nên không có gì để hoàn tác.")
            _Undo(roster_import).run()
            roster_import.status, roster_import.undone_at, roster_import.problem = (
                RosterImport.Status.UNDONE,
                timezone.now(),
                "",
            )
            roster_import.save(update_fields=["status", "undone_at", "problem"])
    except (CannotUndo, IntegrityError) as error:
        reason = str(error) if isinstance(error, CannotUndo) else "Có người trong danh sách vừa bắt đầu học."
        RosterImport.objects.filter(pk=roster_import.pk).update(status=RosterImport.Status.APPLIED, problem=reason)
        raise CannotUndo(reason) from error


class _Undo:
    def __init__(self, roster_import: RosterImport) -> None:
        self.roster_import = roster_import
        self.written = roster_import.written
        self.created = Member.objects.filter(in_ranges(self.written["members"]))
        # Whoever was created was placed once; the ids of the other new places are known.
        placed = in_ranges(self.written["memberships"]) | in_ranges(self.written["members"], "member_id")
        self.placed = Membership.objects.filter(placed)
        total = sum(roster_import.counts.get(action, 0) for action in ("create", "change", "move"))
        self.progress = Progress(progress_key(roster_import.pk), total)

    def run(self) -> None:
        # Nobody logs in or learns while it is decided: a fact of one of these members waits for us, or we for it.
        list(self.created.select_for_update(of=("self",)).values_list("pk", flat=True)[:1])
        self._refuse_what_is_in_use()
        units = Unit.objects.filter(pk__in=self.written["units"])
        self._restore_values()
        self.placed.delete()
        self.roster_import.place_requests.waiting().delete()
        for batch in batches(self.written["closed"]):
            Membership.objects.filter(pk__among=batch).update(end=None, close_reason="")
        accounts = list(self.created.filter(user__isnull=False).values_list("user_id", flat=True))
        _delete_rows(self.created)
        User.objects.filter(pk__in=accounts).delete()
        for unit in units:
            unit.delete()

    def _refuse_what_is_in_use(self) -> None:
        if somebody := first_in_use(Member, self.created):
            raise CannotUndo(f"{somebody.full_name} ({somebody.code}) đã bắt đầu học nên không hoàn tác được cả lần nhập này.")
        if merged := self.created.filter(Q(merged_into__isnull=False) | Q(merged__isnull=False)).first():
            raise CannotUndo(f"{merged.full_name} ({merged.code}) đã được gộp với một hồ sơ khác sau lần nhập này.")
        self._refuse_merged_since()
        number = sum(last - first + 1 for first, last in self.written["members"])
        if self.created.count() != number:
            raise CannotUndo("Có người trong danh sách này đã bị xóa khỏi hệ thống.")
        places = Membership.objects.filter(in_ranges(self.written["members"], "member_id"))
        if later := places.exclude(tree=self.roster_import.unit.tree).select_related("member").first():
            raise CannotUndo(f"{later.member.full_name} ({later.member.code}) đã được xếp vào đơn vị khác sau lần nhập này.")
        if closed := self.placed.exclude(end=None).select_related("member").first():
            raise CannotUndo(f"{closed.member.full_name} ({closed.member.code}) đã chuyển hoặc thôi sau lần nhập này.")
        self._refuse_later_places()
        self._refuse_closed_units()
        self._refuse_units_in_use()

    def _refuse_merged_since(self) -> None:
        """A merge put places together that this import made or closed; taken apart they would overlap."""
        since = MemberMerge.objects.filter(at__gte=self.roster_import.applied_at)
        merged = {pk for pair in since.values_list("survivor_id", "other_id") for pk in pair}
        placed = in_ranges(self.written["memberships"]) | in_ranges(self.written["members"], "member_id")
        closed = [pk for pk in self.written["closed"] if not Membership.objects.filter(pk=pk).exists()] if merged else []
        touched = Membership.objects.filter(placed | Q(pk__in=self.written["closed"]), member__in=merged)
        number = sum(last - first + 1 for first, last in self.written["memberships"])
        gone = merged and Membership.objects.filter(in_ranges(self.written["memberships"])).count() < number
        if merged and (closed or gone or touched.exists()):
            raise CannotUndo("Có người trong danh sách này đã được gộp với một hồ sơ khác sau lần nhập này.")

    def _refuse_later_places(self) -> None:
        """Whoever was closed by the import may have been placed again since; two open places are not possible."""
        tree = self.roster_import.unit.tree
        for batch in batches(self.written["closed"]):
            members = Membership.objects.filter(pk__among=batch).values("member_id")
            later = Membership.objects.open().filter(member_id__in=members, tree=tree)
            if place := later.exclude(pk__in=self.placed.values("pk")).select_related("member").first():
                raise CannotUndo(f"{place.member.full_name} ({place.member.code}) đã được xếp lớp lại sau lần nhập này.")

    def _refuse_closed_units(self) -> None:
        """Nobody comes back into a unit that was closed since."""
        for batch in batches(self.written["closed"]):
            places = Membership.objects.filter(pk__among=batch, unit__closed_on__isnull=False).select_related("unit")
            if place := places.first():
                raise CannotUndo(f"{place.unit.label} đã đóng sau lần nhập này. Mở lại {place.unit.label} rồi hoàn tác.")

    def _refuse_units_in_use(self) -> None:
        units = self.written["units"]
        foreign = Membership.objects.filter(unit_id__in=units).exclude(pk__in=self.placed.values("pk"))
        in_use = foreign.exists() or Organizer.objects.filter(unit_id__in=units).exists()
        in_use = in_use or Unit.objects.filter(pk__in=units, numchild__gt=0).exists()
        in_use = in_use or RosterImport.objects.filter(unit_id__in=units).exists()
        if in_use or first_in_use(Unit, Unit.objects.filter(pk__in=units)):
            raise CannotUndo("Lớp hoặc chi đoàn mới lập ở lần nhập này đã được dùng cho việc khác.")

    def _restore_values(self) -> None:
        for rows in chunks_with(self.roster_import, ("create", "change", "move")):
            changed = [row for row in rows if any(change.field != "unit" for change in row.changes)]
            for row, member in _members_of(changed):
                self._restore(row, member)
            self.progress.add(len(rows))

    def _restore(self, row: PlanRow, member: Member) -> None:
        fields = [change for change in row.changes if change.field != "unit"]
        for change in fields:
            value = getattr(member, change.field)
            if (value.isoformat() if hasattr(value, "isoformat") else value) != change.new:
                shown = show_value(change.field, value)
                raise CannotUndo(f"{member.full_name} ({member.code}) đã được sửa sau lần nhập này, nay là “{shown}”.")
            setattr(member, change.field, change.old)
        member.set_derived_fields()
        member.save(update_fields=[*(change.field for change in fields), "folded_name", "sort_key"])


def _members_of(rows: list[PlanRow]) -> Iterator[tuple[PlanRow, Member]]:
    members = Member.objects.in_bulk([row.member_id for row in rows])
    for row in rows:
        if row.member_id not in members:
            raise CannotUndo(f"{row.full_name} ({row.code}) không còn trong hệ thống.")
        if members[row.member_id].merged_into_id:
            raise CannotUndo(f"{row.full_name} ({row.code}) đã được gộp với một hồ sơ khác sau lần nhập này.")
        yield row, members[row.member_id]


def first_in_use(model: Any, queryset: Any) -> Any:
    """The first of `queryset` that another app keeps something about - a fact, an attempt - or None.

    What learning is, rosters need not know: it is whatever the apps to the right relate to a member or a unit.
    """
    own = set(apps.get_app_config("rosters").get_models())
    for relation in model._meta.related_objects:
        if relation.related_model not in own and not relation.related_model._meta.auto_created:
            name = relation.field.name
            used = relation.related_model._base_manager.filter(**{f"{name}__in": queryset.values("pk")}).values(name)
            if found := queryset.filter(pk__in=used).first():
                return found
    return None


def _delete_rows(members: Any) -> None:
    """Deletes without fetching: nothing refers to them any more, and the database refuses if something does."""
    members._raw_delete(members.db)
