import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from rosters.exporting import RosterResource, roster_workbook
from rosters.files.workbooks import neutralise, write_table
from rosters.importing.run.applying import PlanOutdated, apply_import
from rosters.importing.run.drafting import draft, make_plan, receive
from rosters.models import Member, Membership, RosterImport, Unit

HEADERS = ["Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp", "Đoàn viên"]


def workbook(*rows, headers=HEADERS):
    return write_table(headers, [list(row) for row in rows], "Danh sách")


def run(user, unit, content, name="ds.xlsx"):
    return apply_import(drafted(user, unit, content, name), user)


def drafted(user, unit, content, name="ds.xlsx"):
    roster_import = receive(user, unit, name, content)
    draft(roster_import, user)
    return roster_import


ROWS = [
    ["TNH1", "Nguyễn Thị Hoa", "05/09/2010", "Nữ", "10A1", "x"],
    ["TNH2", "Lê Văn Tám", "06/09/2010", "Nam", "10A3", None],
    [None, "Chau Rươl", "07/09/2010", "Nam", "10A3", None],
]


def test_new_members_are_written_with_their_places_and_new_classes(people, units):
    counts = run(people.organizer, units.school, workbook(*ROWS))
    assert counts["create"] == 3
    hoa = Member.objects.get(code="TNH1")
    assert (hoa.full_name, hoa.sex, hoa.is_union_member) == ("Nguyễn Thị Hoa", "female", True)
    assert hoa.folded_name == "nguyen thi hoa"
    assert hoa.login_nonce
    made = Unit.objects.get(code="TNH-10A3")
    assert made.get_parent() == units.school
    assert set(Membership.objects.filter(unit=made).values_list("member__full_name", flat=True)) == {"Lê Văn Tám", "Chau Rươl"}
    assert Member.objects.get(full_name="Chau Rươl").code == "HV0000001"


def test_importing_again_changes_nothing(people, units):
    run(people.organizer, units.school, workbook(*ROWS))
    plan = make_plan(people.organizer, units.school, "ds.xlsx", workbook(*ROWS))
    assert plan.counts()["unchanged"] == 3
    assert not plan.may_apply()


def test_a_move_closes_one_membership_and_opens_the_next(people, units, make_member):
    member = make_member(units.class_a, code="TNH1", name="Nguyễn Thị Hoa", birth_date="2010-09-05")
    run(people.organizer, units.school, workbook(["TNH1", "Nguyễn Thị Hoa", "05/09/2010", "Nữ", "10A2", None]))
    places = list(member.memberships.order_by("pk"))
    assert [(p.unit_id, p.end is None) for p in places] == [(units.class_a.pk, False), (units.class_b.pk, True)]
    assert places[0].close_reason == "moved"
    assert places[0].end == places[1].start


def test_a_union_roster_places_the_same_people_in_chapters(people, units, make_member, site_home):
    from rosters.organizers import appoint

    appoint(people.organizer, units.branch)
    member = make_member(units.class_a, code="TNH1", name="Nguyễn Thị Hoa")
    run(people.organizer, units.branch, workbook(["TNH1", "Nguyễn Thị Hoa", "10A1"], headers=["Mã", "Họ và tên", "Chi đoàn"]))
    assert set(member.memberships.filter(end=None).values_list("unit__code", flat=True)) == {"TNH-10A1", "CD-10A1"}


def test_a_pupil_is_found_for_a_chapter_by_name_and_birth_date_without_a_code(people, units, make_member):
    from rosters.organizers import appoint

    appoint(people.organizer, units.branch)
    member = make_member(units.class_a, name="Nguyễn Thị Hoa", birth_date=dt.date(2010, 9, 5))
    content = workbook(["NGUYỄN THỊ HOA", "5/9/2010", "10A1"], headers=["Họ và tên", "Ngày sinh", "Chi đoàn"])
    assert run(people.organizer, units.branch, content)["move"] == 1
    assert member.memberships.filter(end=None).count() == 2


def test_a_confirmed_import_writes_once_however_often_it_is_confirmed(people, units):
    content = workbook(*ROWS)
    roster_import = drafted(people.organizer, units.school, content)
    apply_import(roster_import, people.organizer)
    apply_import(roster_import, people.organizer)
    assert Member.objects.filter(code__startswith="TNH").count() == 2


def test_a_roster_that_changed_after_the_preview_is_not_written(people, units, make_member):
    content = workbook(*ROWS)
    roster_import = drafted(people.organizer, units.school, content)
    make_member(units.class_b, code="TNH1", name="Nguyễn Thị Hoa")
    with pytest.raises(PlanOutdated):
        apply_import(roster_import, people.organizer)
    assert Member.objects.filter(code="TNH2").count() == 0
    assert RosterImport.objects.get().status == "outdated"


def test_people_of_another_school_cannot_be_pulled_in_or_looked_up(people, units, make_member):
    make_member(units.other_class, code="OE1", name="Trần Văn Kín")
    plan = make_plan(
        people.organizer, units.school, "ds.xlsx", workbook(["OE1", "Ai Đó Lạ", "05/09/2010", "Nam", "10A1", None])
    )
    assert plan.counts()["request"] == 1
    assert "Kín" not in str([row.as_list() for row in plan.rows])


def test_an_exported_roster_imports_back_unchanged(people, units):
    run(people.organizer, units.school, workbook(*ROWS))
    from django.db.models import Prefetch

    members = Member.objects.under(units.school).prefetch_related(
        Prefetch("memberships", Membership.objects.open().select_related("unit"))
    )
    content = roster_workbook(RosterResource().export(members.as_class_list()))
    plan = make_plan(people.organizer, units.school, "ds.xlsx", content)
    assert plan.counts()["unchanged"] == len(plan.rows) == 4


def test_cells_that_begin_like_formulas_are_neutralised():
    assert neutralise("=1+1") == "'=1+1"
    content = write_table(["Họ và tên"], [["=CMD()"]], "S")
    assert load_workbook(io.BytesIO(content)).active["A2"].value == "'=CMD()"


def test_an_organizer_moves_nobody_out_of_a_chapter_of_another_branch(people, units, make_member):
    from rosters.organizers import appoint
    from rosters.trees import add_unit

    appoint(people.organizer, units.branch)
    other_branch = add_unit(units.other_commune, kind="branch", name="Đoàn trường khác", code="DK")
    other_chapter = add_unit(other_branch, kind="chapter", name="10A1", code="CD-KHAC")
    make_member(units.class_a, other_chapter, code="TNH1", name="Nguyễn Thị Hoa")
    plan = make_plan(
        people.organizer,
        units.branch,
        "ds.xlsx",
        workbook(["TNH1", "Nguyễn Thị Hoa", "10A1"], headers=["Mã", "Họ và tên", "Chi đoàn"]),
    )
    assert (plan.rows[0].action, plan.rows[0].warnings[0].code) == ("request", "code_elsewhere")


def test_somebody_without_a_place_is_not_told_by_a_code_alone(people, units, make_member):
    make_member(code="HV0000001", name="Nguyễn Bí Mật", birth_date=dt.date(2010, 9, 5))
    plan = make_plan(
        people.organizer, units.school, "ds.xlsx", workbook(["HV0000001", "Ai Đó Lạ", "01/01/2010", "Nam", "10A1", None])
    )
    assert plan.counts()["request"] == 1
    assert "Bí Mật" not in str([row.as_list() for row in plan.rows])


def test_a_class_name_that_is_a_sentence_is_told_and_not_written(people, units):
    plan = make_plan(
        people.organizer, units.school, "ds.xlsx", workbook(["T1", "Lê Văn Tám", "01/02/2010", "Nam", "x" * 300, None])
    )
    assert plan.rows[0].issues[0].code == "unit_name_long"
