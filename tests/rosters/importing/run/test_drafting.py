"""From an uploaded file to a plan that is kept."""

import zlib

import pytest

from rosters.files.workbooks import write_table
from rosters.importing.run.drafting import draft, make_plan, receive, spellings_of
from rosters.models import ColumnSpelling, RosterImport
from rosters.permissions import MACHINE
from tests import factories
from tests.rosters.importing.rosters_on_file import workbook

Status = RosterImport.Status
TAM = ["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"]


def test_a_file_is_kept_with_its_digest_until_it_is_read(people, units):
    roster_import = receive(people.organizer, units.school, "ds.xlsx", workbook(TAM))
    assert (roster_import.status, roster_import.user, roster_import.unit, roster_import.file_name) == (
        Status.READING,
        people.organizer,
        units.school,
        "ds.xlsx",
    )
    assert len(roster_import.file_sha256) == 64
    assert bytes(roster_import.content) == bytes(RosterImport.objects.get().content)


def test_a_plan_says_how_many_do_what_and_what_was_read(people, units):
    roster_import = factories.roster_import(units.school, people.organizer, workbook(TAM, ["T2", "Lê An", "", "", "12A9"]))
    assert roster_import.status == Status.PLANNED
    assert (roster_import.counts["rows"], roster_import.counts["create"]) == (2, 2)
    assert roster_import.reading["new_units"] == [[units.school.pk, "Trường THPT Thoại Ngọc Hầu", "12A9"]]
    assert roster_import.reading["places"]["full_name"] == 1


@pytest.mark.parametrize("content", [b"khong phai excel", b"PK hong", b"\xd0\xcf\x11\xe0 hong"])
def test_what_cannot_be_read_keeps_the_reason_for_the_organizer(people, units, content):
    roster_import = receive(people.organizer, units.school, "ds.xlsx", content)
    draft(roster_import, people.organizer)
    assert roster_import.status == Status.UNREADABLE
    assert roster_import.problem.endswith(".")
    assert not roster_import.reading.get("no_header")


def test_a_file_without_a_header_can_be_helped(people, units):
    roster_import = receive(people.organizer, units.school, "ds.xlsx", write_table(["a", "b"], [["1", "2"]], "DS"))
    draft(roster_import, people.organizer)
    assert (roster_import.status, roster_import.reading["no_header"]) == (Status.UNREADABLE, True)


def test_what_an_organizer_told_of_columns_is_used_for_the_next_file(people, units):
    ColumnSpelling.objects.create(user=people.organizer, header="quy danh", field="full_name")
    content = write_table(["Mã HS", "Quý danh", "Lớp"], [["T1", "Lê An", "10A1"]], "DS")
    assert factories.roster_import(units.school, people.organizer, content).counts["create"] == 1
    assert spellings_of(people.organizer) == {"quy danh": "full_name"}
    assert spellings_of(people.other_organizer) == {}
    assert spellings_of(MACHINE) == {}


def test_an_identity_number_leaves_no_trace_unless_the_province_keeps_digests(people, units, settings):
    content = write_table(
        ["Mã HS", "Họ và tên", "Lớp", "Số định danh cá nhân"], [["T1", "Lê An", "10A1", "089210001234"]], "DS"
    )
    for keeps in (False, True):
        settings.KEEP_IDENTITY_NUMBERS = keeps
        roster_import = factories.roster_import(units.school, people.organizer, content)
        packed = b"".join(bytes(chunk.writes) for chunk in roster_import.chunks.all())
        text = zlib.decompress(packed).decode()
        assert "089210001234" not in text
        assert ("identity_digest" in text) is keeps


def test_those_who_are_missing_from_a_class_list_are_told(people, units, make_member):
    make_member(units.class_b, code="T9", name="Ngô Vy")
    roster_import = factories.roster_import(
        units.class_b, people.organizer, workbook(["T1", "Lê Văn Tám", "01/02/2010", "Nam", ""])
    )
    assert roster_import.counts["missing"] == 1


@pytest.mark.parametrize("rows", [[], [["", "", "", "", ""]]])
def test_a_file_without_people_is_told_and_is_no_plan_that_changes_nothing(people, units, rows):
    made = factories.roster_import(units.school, people.organizer, workbook(*rows))
    assert made.status == Status.UNREADABLE
    assert "không có người nào" in made.problem
    assert not made.chunks.exists()


def test_a_remark_beside_a_name_is_told_and_not_written(people, units):
    row = ["T1", "Đ/c Lê Văn Tám (lớp trưởng)", "01/02/2010", "Nam", "10A1"]
    plan = make_plan(people.organizer, units.school, "ds.xlsx", workbook(row))
    assert (plan.rows[0].action, plan.rows[0].full_name) == ("create", "Lê Văn Tám")
    assert [(each.code, "lớp trưởng" in each.message) for each in plan.rows[0].warnings] == [("name_remark", True)]


def test_somebody_who_is_said_to_be_gone_holds_the_file_back(people, units):
    row = ["T1", "Lê Văn Tám (chuyển trường)", "01/02/2010", "Nam", "10A1"]
    plan = make_plan(people.organizer, units.school, "ds.xlsx", workbook(row))
    assert [issue.code for issue in plan.rows[0].issues] == ["name_status"]
    assert not plan.may_apply()
