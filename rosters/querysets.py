"""Questions about units, members and memberships that read as sentences."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Length
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from rosters import permissions
from rosters.names import fold

# A database refuses a question of a thousand conditions.
MOST_WORDS = 20


def at_or_below(units: list[Any], path: str = "path") -> Q:
    """The condition that the field `path` lies in the subtree of one of `units`."""
    condition = Q(pk__in=[])
    for unit in units:
        condition |= Q(**{f"{path}__startswith": unit.path})
    return condition


class UnitQuerySet(MP_NodeQuerySet):
    def visible_to(self, user: Any) -> "UnitQuerySet":
        """The units `user` may see: all for administrators, their own and those below for organizers."""
        if permissions.sees_every_unit(user):
            return self
        return self.filter(at_or_below(permissions.units_of(user)))

    def tops_for(self, user: Any) -> list[Any]:
        """Where `user` begins: the tops of both trees for administrators, their own units for organizers."""
        return list(self.filter(depth=1)) if permissions.sees_every_unit(user) else permissions.units_of(user)

    def open(self) -> "UnitQuerySet":
        """Those that are not closed."""
        return self.filter(closed_on=None)

    def choosable(self) -> "UnitQuerySet":
        """What a chooser offers."""
        return self.open()

    def in_use_since(self, day: dt.date) -> "UnitQuerySet":
        """Those that somebody may have belonged to on `day` or after it: they are in the figures of a period from then on."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=day))

    def under(self, unit: Any) -> "UnitQuerySet":
        """`unit` itself and every unit below it."""
        return self.filter(path__startswith=unit.path)

    def directly_below(self, unit: Any) -> "UnitQuerySet":
        return self.filter(path__startswith=unit.path, depth=unit.depth + 1)

    def around(self, code: str) -> list[Any]:
        """The unit with `code`, all units above it and those directly below, in the order of the tree; empty without it.

        One query.
        """
        here = self.model.objects.filter(code=code).order_by().values("path")[:1]
        below = Q(path__startswith=F("here"), depth=Length("here") / self.model.steplen + 1)
        return list(self.annotate(here=Subquery(here)).filter(Q(here__startswith=F("path")) | below).order_by("path"))

    def search(self, text: str) -> "UnitQuerySet":
        folded = fold(text)
        return self.filter(Q(folded_name__contains=folded) | Q(code__icontains=text.strip()))


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class MembershipQuerySet(models.QuerySet):
    def open(self) -> "MembershipQuerySet":
        return self.filter(end=None)

    def on(self, day: dt.date) -> "MembershipQuerySet":
        """Those in force on `day`: begun by then and not yet ended. The day of a move counts for the new unit."""
        return self.filter(Q(end=None) | Q(end__gt=day), start__lte=day)

    def under(self, unit: Any) -> "MembershipQuerySet":
        return self.filter(unit__path__startswith=unit.path, tree=unit.tree)

    def former(self, unit: Any) -> "MembershipQuerySet":
        """The last places at or below `unit` of those who left and were placed nowhere since, the latest first.

        A place in the other tree that they had before is no reason: a pupil who leaves the class is still in the chapter.
        """
        places = self.model._default_manager.filter(member=OuterRef("member"))
        open_places = places.filter(Q(tree=unit.tree) | Q(start__gt=OuterRef("end")), end=None)
        later = places.filter(tree=unit.tree).filter(Q(end__gt=OuterRef("end")) | Q(end=OuterRef("end"), pk__gt=OuterRef("pk")))
        left = self.under(unit).exclude(end=None).exclude(Exists(open_places)).exclude(Exists(later))
        return left.filter(member__merged_into=None).select_related("member", "unit").order_by("-end", "member__sort_key", "pk")

    def as_class_lists(self) -> "MembershipQuerySet":
        """With members and units: unit by unit, each in the order of its class list."""
        places = self.select_related("member", "unit")
        return places.order_by("unit__path", "member__sort_key", "member__code")


class MemberQuerySet(models.QuerySet):
    def _memberships(self) -> "MembershipQuerySet":
        """Those of anybody. Their model is known by the relation: rosters.models imports this module."""
        memberships: Any = self.model._meta.get_field("memberships").related_model
        return memberships.objects.all()

    def under(self, unit: Any) -> "MemberQuerySet":
        """The members who are now in `unit` or a unit below it."""
        return self.filter(Exists(self._memberships().open().under(unit).filter(member=OuterRef("pk"))))

    def visible_to(self, user: Any) -> "MemberQuerySet":
        """The members whom `user` may see: those who are now in a unit that the user may see."""
        if permissions.sees_every_unit(user):
            return self.persons()
        inside = at_or_below(permissions.units_of(user), "unit__path")
        return self.filter(Exists(self._memberships().open().filter(inside, member=OuterRef("pk"))))

    def persons(self) -> "MemberQuerySet":
        """Without the records that were merged into others."""
        return self.filter(merged_into=None)

    def choosable(self) -> "MemberQuerySet":
        """What a chooser offers."""
        return self.persons()

    def alike(self, member: Any) -> "MemberQuerySet":
        """Other records that may be the same person: of the same name, and of no other birth date."""
        same = self.persons().filter(folded_name=member.folded_name).exclude(pk=member.pk)
        return same.filter(Q(birth_date=member.birth_date) | Q(birth_date=None)) if member.birth_date else same

    def with_twins(self, among: "MemberQuerySet") -> "MemberQuerySet":
        """Those with another record in `among` of the same name and birth date."""
        twins = among.filter(folded_name=OuterRef("folded_name"), birth_date=OuterRef("birth_date"))
        return self.persons().exclude(birth_date=None).filter(Exists(twins.exclude(pk=OuterRef("pk"))))

    def without_place_in(self, tree: str) -> "MemberQuerySet":
        """The members who are in no unit of `tree` now."""
        return self.persons().exclude(Exists(self._memberships().open().filter(member=OuterRef("pk"), tree=tree)))

    def search(self, text: str) -> "MemberQuerySet":
        """Members whose name holds every word of `text`, in any order and without accents, or whose code is it."""
        condition = Q()
        for word in fold(text).split()[:MOST_WORDS]:
            condition &= Q(folded_name__contains=word)
        return self.filter(condition | Q(code=text.strip().upper()))

    def with_places(self) -> "MemberQuerySet":
        """Each with the memberships of now, with their units, as the list `places`. One query more."""
        of_now = self._memberships().open().select_related("unit").order_by("tree")
        return self.prefetch_related(Prefetch("memberships", of_now, to_attr="places"))

    def as_class_list(self) -> "MemberQuerySet":
        """By given name in the order of the Vietnamese alphabet, as class lists are."""
        return self.order_by(F("sort_key"), "code")


class PlaceRequestQuerySet(models.QuerySet):
    def waiting(self) -> "PlaceRequestQuerySet":
        return self.filter(status="waiting")

    def for_answer_by(self, user: Any) -> "PlaceRequestQuerySet":
        """Those that wait for `user`; all for administrators.

        A request is answered by those who look after the place that it would end: that in the tree of the unit that asks,
        and only where there is none by those who look after the member in the other tree.
        """
        if permissions.sees_every_unit(user):
            return self.waiting()
        member_model: Any = self.model._meta.get_field("member").related_model
        places = member_model._meta.get_field("memberships").related_model.objects.open().filter(member=OuterRef("member"))
        own = places.filter(at_or_below(permissions.units_of(user), "unit__path"))
        here = {"tree": OuterRef("unit__tree")}
        return self.waiting().filter(Exists(own.filter(**here)) | (~Exists(places.filter(**here)) & Exists(own)))


class RosterImportQuerySet(models.QuerySet):
    def without_content(self) -> "RosterImportQuerySet":
        """Without the bytes of the file, which only reading it needs."""
        return self.defer("content")

    def running(self) -> "RosterImportQuerySet":
        return self.filter(status__in=("reading", "writing", "undoing"))
