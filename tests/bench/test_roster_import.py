"""What the import is timed against does the same work: the same people in the same classes."""

import pytest
from django.db import connection

from bench import roster_import
from bench.roster_rows import write_roster
from rosters.models import Member, Membership
from rosters.trees import add_unit
from rosters.units import UnitKind

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the baselines write by COPY"),
]
ROWS, SCHOOLS = 120, 2


@pytest.fixture
def world(site_home, monkeypatch):
    monkeypatch.setattr(roster_import, "SCHOOLS", SCHOOLS)
    department = add_unit(None, kind=UnitKind.DEPARTMENT, name="Sở Giáo dục và Đào tạo", code="SGD")
    for number in range(SCHOOLS):
        add_unit(department, kind=UnitKind.SCHOOL, name=f"Trường THPT số {number:03d}", code=f"T{number:03d}")


@pytest.fixture
def path(tmp_path):
    path = str(tmp_path / "danh-sach.xlsx")
    write_roster(path, ROWS, SCHOOLS)
    return path


def people():
    """Who is where, as (code, name, birth, sex, school, class)."""
    rows = Membership.objects.select_related("member", "unit")
    return {
        (
            row.member.code,
            row.member.full_name,
            row.member.birth_date,
            row.member.sex,
            row.unit.get_parent().name,
            row.unit.name,
        )
        for row in rows
    }


def test_our_import_writes_every_row(world, path):
    found = roster_import.import_file(path)
    assert (found["rows"], found["create"]) == (ROWS, ROWS)
    assert found["memory"] > 0
    assert len(people()) == ROWS


def test_the_bare_copy_writes_the_same_people(world, path):
    roster_import.import_file(path)
    ours = people()
    Membership.objects.all().delete()
    Member.objects.all().delete()
    roster_import.copy_and_upsert(str(ROWS))
    assert people() == ours


def test_stock_import_export_writes_the_same_people(world, path):
    roster_import.stock_import_export(path)
    stock = people()
    assert len(stock) == ROWS
    Membership.objects.all().delete()
    Member.objects.all().delete()
    roster_import.import_file(path)
    assert people() == stock
