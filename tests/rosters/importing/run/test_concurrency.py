"""Two organizers, or one who presses twice, at the same moment."""

import pytest
from django.db import connection

from rosters.files.workbooks import write_table
from rosters.importing.run.applying import PlanOutdated, apply_import
from rosters.importing.run.drafting import draft, receive
from rosters.login.learners import account_of
from rosters.models import Member, Membership, Unit, User
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def plan_of(user, unit, codes):
    rows = [[code, f"Lê Văn {'ABCDEFGHIK'[n]}an", "01/02/2010", "10A9"] for n, code in enumerate(codes)]
    content = write_table(["Mã HS", "Họ và tên", "Ngày sinh", "Lớp"], rows, "DS")
    roster_import = receive(user, unit, "ds.xlsx", content)
    draft(roster_import, user)
    return roster_import


def test_confirming_twice_at_once_writes_once(people, units):
    roster_import = plan_of(people.organizer, units.school, ["T1", "T2"])
    run_all(*[lambda: apply_import(roster_import, User.objects.get(pk=people.organizer.pk))] * 4)
    assert Member.objects.filter(code__in=["T1", "T2"]).count() == 2
    assert Unit.objects.filter(name="10A9").count() == 1


def test_two_overlapping_files_at_once_make_nobody_twice(people, units):
    plans = [plan_of(people.organizer, units.school, codes) for codes in (["T1", "T2"], ["T2", "T3"])]
    outdated = []

    def apply(roster_import):
        try:
            apply_import(roster_import, User.objects.get(pk=people.organizer.pk))
        except PlanOutdated:
            outdated.append(roster_import)

    run_all(*[lambda roster_import=roster_import: apply(roster_import) for roster_import in plans])
    assert len(outdated) == 1
    assert Member.objects.filter(code="T2").count() == 1
    assert Membership.objects.filter(member__code__startswith="T", end=None).count() == 2


def test_the_first_log_in_from_two_phones_makes_one_account(people, units, make_member):
    member = make_member(units.class_b)
    run_all(*[lambda: account_of(Member.objects.get(pk=member.pk))] * 4)
    assert User.objects.filter(username=f"hv-{member.code}").count() == 1
