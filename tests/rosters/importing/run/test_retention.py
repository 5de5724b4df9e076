"""Files with children's data are kept no longer than they are needed."""

import datetime as dt

import pytest
from django.utils import timezone

from rosters.importing.run.retention import DAYS_A_FILE_WAITS, forget_contents
from rosters.models import RosterImport

NOW = timezone.now()


@pytest.fixture
def uploaded(people, units):
    def uploaded(days, **fields):
        values = {"content": b"x", "status": RosterImport.Status.PLANNED} | fields
        made = RosterImport.objects.create(
            unit=units.school, user=people.organizer, file_name="ds.xlsx", file_sha256="0", **values
        )
        made.chunks.create(number=0, counts={}, writes=b"", others=b"")
        RosterImport.objects.filter(pk=made.pk).update(created_at=NOW - dt.timedelta(days=days))
        return made

    return uploaded


def content(made):
    return bytes(RosterImport.objects.get(pk=made.pk).content)


def test_a_file_that_nobody_confirmed_in_a_month_is_emptied_with_its_plan(uploaded):
    old, new = uploaded(DAYS_A_FILE_WAITS + 1), uploaded(DAYS_A_FILE_WAITS - 1)
    assert forget_contents(NOW) == 1
    assert (content(old), content(new)) == (b"", b"x")
    assert (old.chunks.count(), new.chunks.count()) == (0, 1)
    old.refresh_from_db()
    assert old.status == RosterImport.Status.OUTDATED


def test_what_was_imported_stays_on_record(uploaded):
    made = uploaded(400, applied_at=NOW - dt.timedelta(days=399), status=RosterImport.Status.APPLIED)
    assert forget_contents(NOW) == 0
    made.refresh_from_db()
    assert (made.status, made.chunks.count()) == (RosterImport.Status.APPLIED, 1)


def test_doing_it_again_finds_nothing_more(uploaded):
    uploaded(DAYS_A_FILE_WAITS + 1)
    assert [forget_contents(NOW), forget_contents(NOW)] == [1, 0]
