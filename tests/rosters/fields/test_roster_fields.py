"""The fields of a roster are declared once; whatever handles a roster follows."""

import datetime as dt
import io
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from openpyxl import load_workbook

from rosters.exporting import RosterResource, sample_workbook
from rosters.fields.roster_fields import (
    CELL_FIELDS,
    FIELD_OF_SPELLING,
    KEPT_FIELDS,
    MEMBER_FIELDS,
    ROSTER_FIELDS,
    label_of,
    show_value,
)
from rosters.importing.recognise.headings import field_of, header_key
from rosters.models import Member
from rosters.pages.forms import MemberForm
from rosters.pages.import_columns import FIELD_CHOICES

ROOT = Path(__file__).resolve().parents[3]


def test_no_header_means_two_fields():
    spellings = [spelling for field in ROSTER_FIELDS for spelling in field.spellings]
    assert len(spellings) == len(set(spellings)) == len(FIELD_OF_SPELLING)


@pytest.mark.parametrize("field", [field for field in ROSTER_FIELDS if field.spellings], ids=lambda field: field.name)
def test_a_spelling_is_written_as_headers_are_looked_up(field):
    for spelling in field.spellings:
        assert header_key(spelling) == spelling.strip(" :.")
        assert field_of(spelling.upper(), {}) == field.name


def test_what_is_exported_is_recognised_when_it_comes_back():
    for header in RosterResource().get_export_headers():
        assert FIELD_OF_SPELLING[header_key(header)] in CELL_FIELDS


def test_what_is_kept_is_a_field_of_a_member_and_has_a_name_for_people():
    columns = {field.name for field in Member._meta.get_fields()}
    assert set(MEMBER_FIELDS) <= columns
    assert all(label_of(name) for name in MEMBER_FIELDS)
    assert label_of("unit") == "Đơn vị"


def test_a_kept_value_survives_the_plan_it_waits_in():
    born = dt.date(2010, 9, 5)
    assert KEPT_FIELDS["birth_date"].load(born.isoformat()) == born
    assert KEPT_FIELDS["union_member"].load(False) is False


@pytest.mark.parametrize(
    ("stored_as", "value", "shown"),
    [
        ("birth_date", "2010-09-05", "05/09/2010"), ("birth_date", dt.date(2010, 9, 5), "05/09/2010"), ("birth_date", None, ""),
        ("sex", "female", "Nữ"), ("sex", "", ""), ("is_union_member", False, "không"), ("identity_digest", "ab12", "đã ghi"),
        ("full_name", "Trần Ngọc Ánh", "Trần Ngọc Ánh"), ("unit", "10A1", "10A1"),
    ],
)  # fmt: skip
def test_values_are_shown_as_people_write_them(stored_as, value, shown):
    assert show_value(stored_as, value) == shown


def test_an_organizer_can_point_at_every_field_that_a_file_may_hold():
    offered = dict(FIELD_CHOICES)
    assert set(CELL_FIELDS) <= set(offered)
    assert offered[""] == "Không dùng"


def test_an_organizer_mends_what_the_model_lets_be_edited():
    assert list(MemberForm().fields) == ["full_name", "birth_date", "sex", "is_union_member"]


@pytest.mark.parametrize(("unit", "place"), [("class_a", "Lớp"), ("chapter", "Chi đoàn")])
def test_the_sample_has_the_columns_of_its_tree_and_two_examples(units, unit, place):
    sheet = load_workbook(io.BytesIO(sample_workbook(getattr(units, unit)))).active
    header, *examples = [[cell.value for cell in row] for row in sheet]
    assert header == ["Mã học sinh", "Họ và tên", "Ngày sinh", "Giới tính", place, "Đoàn viên"]
    assert len(examples) == 2


ETHNICITY = """    RosterField("ethnicity", "Dân tộc", ("dan toc",), read=values.read_text, stored_as="ethnicity", choice="Dân tộc"),
)  # fmt: skip
"""
USED = """
import io
from django.core.management import call_command
from rosters.exporting import RosterResource
from rosters.files.workbooks import write_table
from rosters.importing.run.applying import apply_import
from rosters.importing.run.drafting import draft, receive
from rosters.models import Member, Unit
from rosters.pages.import_columns import FIELD_CHOICES
from rosters.pages.forms import MemberForm
from rosters import permissions

call_command("migrate", verbosity=0)
department = Unit.add_root(name="Sở", code="SO", kind="department")
school = department.add_child(name="Trường THPT Thoại Ngọc Hầu", code="TNH", kind="school")

def bring(ethnicity):
    rows = [["HS1", "Néang Sóc Kha", "Nữ", "10A1", ethnicity]]
    content = write_table(["Mã HS", "Họ và tên", "Giới tính", "Lớp", "Dân tộc"], rows, "DS")
    kept = receive(permissions.MACHINE, Unit.objects.get(code="TNH"), "ds.xlsx", content)
    draft(kept, permissions.MACHINE)
    kept.refresh_from_db()
    apply_import(kept, permissions.MACHINE)
    return Member.objects.get(code="HS1")

assert bring("Khơ-me").ethnicity == "Khơ-me"
assert bring("Khmer").ethnicity == "Khmer"
exported = RosterResource().export_unit(Unit.objects.get(code="TNH")).dict
assert exported[0]["Dân tộc"] == "Khmer", exported
assert ("ethnicity", "Dân tộc") in FIELD_CHOICES
assert "ethnicity" in MemberForm().fields
print("carried")
"""


def test_a_new_field_is_one_entry_one_field_of_the_model_and_one_migration(tmp_path, django_db_setup, django_db_blocker):
    """In a copy of the code: an entry for `Dân tộc`, then a file with that column is imported, changed and exported."""
    with django_db_blocker.unblock(), sqlite3.connect(tmp_path / "db.sqlite3") as copy:
        # The tables as they are today, made once for all tests.
        connection.ensure_connection()
        connection.connection.backup(copy)
    for part in ("rosters", "participation", "quizzes", "lessons", "site", "manage.py"):
        source = ROOT / part
        shutil.copytree(source, tmp_path / part) if source.is_dir() else shutil.copy(source, tmp_path / part)
    declared, models = tmp_path / "rosters/fields/roster_fields.py", tmp_path / "rosters/models.py"
    text = declared.read_text(encoding="utf-8")
    declared.write_text(text.replace(")  # fmt: skip\n", ETHNICITY, 1), encoding="utf-8")
    anchor = "    folded_name = models.CharField(max_length=120, editable=False)\n    sort_key"
    field = '    ethnicity = models.CharField(_("dân tộc"), max_length=40, blank=True, default="")\n'
    text = models.read_text(encoding="utf-8")
    assert anchor in text
    models.write_text(text.replace(anchor, field + anchor), encoding="utf-8")
    env = os.environ | {"PORTAL_MODE": "development", "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    env.pop("DJANGO_SETTINGS_MODULE", None)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "ethnicity" in run("makemigrations", "rosters")
    assert run("shell", "-v", "0", "-c", USED).strip().endswith("carried")
