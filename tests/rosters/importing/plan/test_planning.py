import datetime as dt
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.fields.roster_fields import show_value
from rosters.importing.plan.placing import ExistingUnit, ExistingUnits
from rosters.importing.plan.planning import ExistingRoster, missing_rows, plan_import, same_effect, unplan_row
from rosters.importing.plan.rows import ACTIONS, Change, PlanRow
from rosters.importing.recognise.rows import Issue, ReadRoster, RosterRow
from tests.factories import existing_member

BORN = dt.date(2010, 9, 5)
SCHOOL = ExistingUnit(1, "Trường THPT Thoại Ngọc Hầu", "TNH")
UNITS = (ExistingUnit(10, "10A1", "TNH-10A1", 1), ExistingUnit(11, "10A2", "TNH-10A2", 1))


def person(pk, code, name, born=BORN, sex="female", unit_name="10A1", unit_id=10, **more):
    return existing_member(pk, code, name, birth_date=born, sex=sex, unit_name=unit_name, unit_id=unit_id, **more)


HOA = person(1, "HS1", "Nguyễn Thị Hoa")


def roster(*rows):
    read = [RosterRow("S", number, dict(values), list(issues)) for number, (values, *issues) in enumerate(rows, 2)]
    fields = {name for values, *_issues in rows for name in values} | {"class_name"}
    return ReadRoster(read, ["Họ và tên"], [], [], fields)


def plan(*rows, members=(HOA,), leaf=None, may_add=True, units=UNITS, uppers=(SCHOOL,), field="class_name", decisions=None):
    existing = ExistingUnits(field, units, uppers, leaf, frozenset({1}) if may_add else frozenset())
    return plan_import(roster(*rows), ExistingRoster(list(members), existing), decisions)


def values(**changes):
    return {"code": "HS1", "full_name": "Nguyễn Thị Hoa", "birth_date": BORN, "sex": "female", "class_name": "10A1"} | changes


def new(**changes):
    return values(code="HS9", full_name="Lê Văn Tám") | changes


def test_a_row_that_says_nothing_new_changes_nothing():
    made = plan((values(),))
    assert made.rows[0].action == "unchanged"
    assert not made.may_apply()


def test_an_unknown_code_is_a_new_member():
    made = plan((values(code="HS9", full_name="Lê Văn Tám"),))
    assert (made.rows[0].action, made.rows[0].unit_id) == ("create", 10)
    assert made.may_apply()


def test_a_change_is_shown_with_its_old_and_new_value():
    [row] = plan((values(birth_date=dt.date(2010, 9, 6)),)).rows
    assert row.action == "change"
    assert [(c.field, show_value(c.field, c.old), show_value(c.field, c.new)) for c in row.changes] == [
        ("birth_date", "05/09/2010", "06/09/2010")
    ]


def test_an_empty_cell_takes_nothing_away():
    row = values()
    del row["birth_date"], row["sex"]
    assert plan((row,)).rows[0].action == "unchanged"


def test_another_class_is_a_move():
    [row] = plan((values(class_name="10A2"),)).rows
    assert (row.action, row.unit_id) == ("move", 11)
    assert (row.changes[0].old, row.changes[0].new) == ("10A1", "10A2")


def test_a_new_class_is_told_before_it_is_made():
    made = plan((new(class_name="10A9"),), (new(code="HS8", full_name="Lê Văn Chín", class_name="lớp 10a9"),))
    assert made.reading.new_units == [[1, "Trường THPT Thoại Ngọc Hầu", "10A9"]]


def test_where_no_class_may_be_made_an_unknown_one_is_refused():
    [row] = plan((new(class_name="10A9"),), may_add=False).rows
    assert row.issues[0].code == "unit_unknown"


def test_without_a_code_a_person_is_found_by_name_and_birth_date():
    row = values(full_name="NGUYỄN THỊ HOA".title())
    del row["code"]
    assert plan((row,)).rows[0].member_id == 1


def without_code(**changes):
    row = values(**changes)
    del row["code"]
    return row


def test_namesakes_of_one_birth_date_are_told_apart_by_their_class():
    twin = person(2, "HS2", "Nguyễn Thị Hoa", unit_name="10A2", unit_id=11)
    assert plan((without_code(),), members=(HOA, twin)).rows[0].member_id == 1
    assert plan((without_code(class_name="10A2"),), members=(HOA, twin)).rows[0].member_id == 2


def test_namesakes_of_one_birth_date_and_class_are_put_to_the_organizer():
    twin = person(2, "HS2", "Nguyễn Thị Hoa")
    [asked] = plan((without_code(),), members=(HOA, twin)).rows
    assert asked.action == "ask"
    assert [each.code for each in asked.candidates] == ["HS1", "HS2"]
    [answered] = plan((without_code(),), members=(HOA, twin), decisions={asked.key: "HS2"}).rows
    assert (answered.action, answered.member_id) == ("unchanged", 2)
    [new_person] = plan((without_code(),), members=(HOA, twin), decisions={asked.key: "new"}).rows
    assert new_person.action == "create"


def test_an_answer_that_was_not_offered_is_asked_again():
    twin = person(2, "HS2", "Nguyễn Thị Hoa")
    other = person(3, "HS3", "Lê Văn Tám")
    [asked] = plan((without_code(),), members=(HOA, twin, other), decisions={"2|S": "HS3"}).rows
    assert asked.action == "ask"


def test_a_repeated_person_is_refused_with_the_first_row():
    made = plan((new(),), (new(full_name="Lê Văn Chín"),))
    assert [row.action for row in made.rows] == ["create", "refuse"]
    assert "dòng 2" in made.rows[1].issues[0].message


def test_a_row_that_says_the_same_once_more_is_left_out_and_asked_about():
    made = plan((new(),), (new(),))
    assert [row.action for row in made.rows] == ["create", "skip"]
    assert [doubt.code for doubt in made.reading.doubts] == ["said_again"]


def test_a_code_of_another_school_becomes_a_request_without_telling_whose_it_is():
    other = person(5, "HS5", "Trần Văn Kín", sex="male", unit_name="12C3", unit_id=99, reachable=False, visible=False)
    [row] = plan((values(code="HS5"),), members=(other,)).rows
    assert (row.action, row.member_id, row.changes) == ("request", 5, ())
    assert "Trần Văn Kín" not in json.dumps(row.as_list(), ensure_ascii=False)


def test_somebody_unseen_is_asked_for_whatever_is_known_of_them():
    unseen = person(5, "HS5", "Trần Văn Kín", sex="male", unit_name="", unit_id=None, reachable=True, visible=False)
    assert plan((values(code="HS5"),), members=(unseen,)).rows[0].action == "request"
    known = values(code="HS5", full_name="Trần Văn Kín", sex="male")
    assert plan((known,), members=(unseen,)).rows[0].action == "request"


def test_a_roster_for_one_class_needs_no_column_and_refuses_another_class():
    leaf = UNITS[0]
    row = new()
    del row["class_name"]
    assert plan((row,), leaf=leaf).rows[0].unit_id == 10
    assert plan((new(class_name="10A2"),), leaf=leaf).rows[0].issues[0].code == "other_unit"


def test_one_refused_row_holds_the_whole_plan():
    made = plan((new(),), (values(code="HS8"), Issue("Ngày sinh", "x", "date_form", "Cần ngày")))
    assert {name: n for name, n in made.counts().items() if n} == {"rows": 2, "create": 1, "refuse": 1}
    assert not made.may_apply()


def test_a_code_on_the_wrong_row_does_not_turn_one_person_into_another():
    [row] = plan((values(full_name="Lê Văn Tám", birth_date=dt.date(2010, 1, 1)),)).rows
    assert (row.action, row.issues[0].code) == ("refuse", "code_of_another")
    assert plan((values(full_name="Nguyễn Thị Hoa Mai"),)).rows[0].action == "change"


def test_spellings_of_a_class_are_one_class():
    for spelling in ("10 A1", "10a1", "Lớp 10A1", "CĐ 10A1", "chi đoàn 10A1"):
        assert plan((values(class_name=spelling),)).rows[0].action == "unchanged", spelling


def test_every_mistake_of_a_row_is_told_at_once():
    broken = (new(class_name="10A9"), Issue("Ngày sinh", "x", "date_form", "Cần ngày"))
    [_first, second] = plan((new(),), broken, may_add=False).rows
    assert [issue.code for issue in second.issues] == ["date_form", "unit_unknown", "repeated"]


def test_the_same_person_under_another_code_is_put_to_the_organizer():
    [row] = plan((values(code="DV7"),)).rows
    assert (row.action, row.issues[0].code) == ("ask", "person_known")
    [answered] = plan((values(code="DV7"),), decisions={row.key: "HS1"}).rows
    assert (answered.member_id, answered.code) == (1, "HS1")
    assert answered.warnings[0].code == "code_kept"


def test_a_name_without_a_birth_date_is_never_taken_for_somebody():
    row = values(full_name="Nguyễn Thị Hoa")
    del row["code"], row["birth_date"]
    assert (plan((row,)).rows[0].action, plan((row,)).rows[0].issues[0].code) == ("ask", "person_ambiguous")


def test_names_that_differ_in_an_accent_are_two_people():
    twin = person(2, "HS2", "Lê Minh Ánh")
    row = values(full_name="Lê Minh Anh")
    del row["code"]
    assert plan((row,), members=(twin,)).rows[0].action == "create"
    row["full_name"] = "LÊ MINH ÁNH".title()
    assert plan((row,), members=(twin,)).rows[0].member_id == 2


BRANCHES = (ExistingUnit(2, "Đoàn trường THPT A", "DA"), ExistingUnit(3, "Đoàn trường THPT B", "DB"))
CHAPTERS = (ExistingUnit(20, "10A1", "CD-A", 2), ExistingUnit(30, "10A1", "CD-B", 3))


def test_a_chapter_name_that_two_branches_share_keeps_who_is_there_and_asks_about_the_rest():
    here = person(1, "HS1", "Nguyễn Thị Hoa", unit_id=20)
    options = {"members": (here,), "units": CHAPTERS, "uppers": BRANCHES, "field": "chapter_name"}
    assert plan((values(chapter_name="10A1"),), **options).rows[0].action == "unchanged"
    assert plan((new(chapter_name="10A1"),), **options).rows[0].issues[0].code == "unit_ambiguous"
    assert plan((new(chapter_name="CD-B"),), **options).rows[0].unit_id == 30


@pytest.mark.parametrize("branch", ["Đoàn trường THPT B", "THPT B", "đoàn trường thpt b", "DB"])
def test_a_column_of_branches_tells_which_chapter_is_meant(branch):
    options = {"members": (), "units": CHAPTERS, "uppers": BRANCHES, "field": "chapter_name"}
    assert plan((new(chapter_name="10A1", branch_name=branch),), **options).rows[0].unit_id == 30
    assert plan((new(chapter_name="10A1", branch_name="Đoàn trường C"),), **options).rows[0].issues[0].code == "upper_unknown"


def test_a_new_class_of_a_province_wide_file_is_made_in_the_school_that_the_row_names():
    other = ExistingUnit(4, "Trường THPT Óc Eo", "OE")
    row = new(class_name="10A9", school_name="THPT Thoại Ngọc Hầu")
    assert plan((row,), uppers=(SCHOOL, other)).reading.new_units == [[1, SCHOOL.name, "10A9"]]
    assert plan((new(class_name="10A9"),), uppers=(SCHOOL, other)).rows[0].issues[0].code == "unit_unknown"


def test_national_identifiers_find_a_person_whose_code_is_not_known():
    known = person(7, "HS7", "Lê Văn Tám", ministry_code="2100000007", identity_digest="abc")
    for found_by in ({"ministry_code": "2100000007"}, {"identity_digest": "abc"}):
        [row] = plan((new(code="X1", **found_by),), members=(known,)).rows
        assert (row.member_id, row.action in ("unchanged", "change")) == (7, True)


def test_a_code_that_lost_its_zeros_finds_its_owner():
    known = person(7, "0000123", "Lê Văn Tám")
    read = ReadRoster([RosterRow("S", 2, new(code="123"), numeric_code=True)], [], [], [], {"class_name"})
    existing = ExistingRoster([known], ExistingUnits("class_name", UNITS, (SCHOOL,), None, frozenset({1})))
    assert plan_import(read, existing).rows[0].member_id == 7


def test_a_pupil_without_a_chapter_is_not_put_into_one():
    options = {"units": CHAPTERS, "uppers": BRANCHES, "field": "chapter_name"}
    made = plan((new(chapter_name=""),), (new(code="HS8", full_name="Lê Văn Chín", chapter_name="CD-B"),), **options)
    assert [row.action for row in made.rows] == ["skip", "create"]
    assert made.may_apply()


codes = st.sampled_from(["HS1", "HS2", "HS3", ""])
rows = st.lists(
    st.fixed_dictionaries(
        {"full_name": st.sampled_from(["Nguyễn Thị Hoa", "Lê Văn Tám"]), "birth_date": st.sampled_from([BORN, None])},
        optional={
            "code": codes,
            "class_name": st.sampled_from(["10A1", "10A2", "10A9"]),
            "sex": st.sampled_from(["male", "female"]),
        },
    ),
    max_size=8,
)


@given(rows)
def test_every_row_has_one_action_and_a_plan_survives_being_kept(generated):
    cleaned = [({k: v for k, v in row.items() if v},) for row in generated]
    made = plan(*cleaned)
    assert len(made.rows) == len(cleaned)
    assert Counter(row.action for row in made.rows) == Counter({a: n for a, n in made.counts().items() if a in ACTIONS and n})
    assert all(bool(row.issues) == (row.action in ("refuse", "ask")) for row in made.rows)
    kept = [PlanRow.from_list(json.loads(json.dumps(row.as_list()))) for row in made.rows]
    assert [row.as_list() for row in kept] == [row.as_list() for row in made.rows]
    touched = [row.member_id for row in made.rows if row.member_id and row.action != "refuse"]
    assert len(touched) == len(set(touched))


def test_those_who_are_missing_are_told_with_what_the_page_shows_of_them():
    (row,) = missing_rows([HOA])
    assert (row.sheet, row.row, row.action, row.member_id, row.from_unit_id, row.unit_name) == ("", 0, "missing", 1, 10, "10A1")
    assert row.read == {"birth_date": "2010-09-05", "sex": "female"}
    assert next(missing_rows([person(2, "HS2", "Lê An", born=None)])).read["birth_date"] is None


def test_a_kept_row_can_be_planned_again():
    planned = PlanRow(
        "DS",
        7,
        "create",
        "Lê An",
        "12",
        read={"full_name": "Lê An", "birth_date": "2010-09-05", "numeric_code": True, "code": "12"},
    )
    row = unplan_row(planned)
    assert (row.sheet, row.row, row.numeric_code) == ("DS", 7, True)
    assert row.values == {"full_name": "Lê An", "birth_date": BORN, "code": "12"}
    assert planned.read["numeric_code"], "the kept row itself stays as it is"
    plain = unplan_row(PlanRow("DS", 8, "create", "Lê An", "", read={"full_name": "Lê An", "birth_date": None}))
    assert (plain.values["birth_date"], plain.numeric_code) == (None, False)


@pytest.mark.parametrize(
    "change",
    [{"action": "change"}, {"member_id": 2}, {"unit_id": 11}, {"unit_name": "10A2"}, {"above_id": 2}, {"from_unit_id": 9}, {"changes": [Change("sex", "", "male")]}],
)  # fmt: skip
def test_two_plans_of_a_row_have_the_same_effect_when_they_write_the_same(change):
    def row(**fields):
        return PlanRow(
            "S",
            2,
            **{"action": "move", "full_name": "A", "code": "1", "unit_name": "10A1", "member_id": 1, "unit_id": 10, **fields},
        )

    assert same_effect(row(), row(warnings=[Issue("a", "b", "c", "d")], code="2"))
    assert not same_effect(row(), row(**change))


def test_a_repeated_row_names_the_first_one_and_its_sheet():
    made = plan_import(
        ReadRoster(
            [
                RosterRow("A", 2, new()),
                RosterRow("A", 5, new(full_name="Ai Đó Khác")),
                RosterRow("B", 3, new(full_name="Ai Đó Nữa")),
            ],
            ["Họ và tên"],
            [],
            [],
            {"code", "full_name", "class_name"},
        ),
        ExistingRoster([], ExistingUnits("class_name", UNITS, (SCHOOL,), None, frozenset({1}))),
    )
    assert [row.action for row in made.rows] == ["create", "refuse", "refuse"]
    assert made.rows[1].issues[0].message == "Trùng với dòng 2. Giữ lại một dòng, hoặc sửa mã nếu là hai người khác nhau."
    assert made.rows[2].issues[0].message.startswith("Trùng với dòng 2 trang tính A.")
    assert made.rows[1].issues[0].column == "Mã thành viên"


def test_without_a_code_two_of_one_name_and_day_may_be_two_and_that_is_asked():
    rows = [new(code=""), new(code=""), new(code="", class_name="10A2"), new(code="", birth_date=dt.date(2011, 1, 1))]
    made = plan(*((row | {"sex": "male"},) for row in rows), members=())
    assert [row.action for row in made.rows] == ["create"] * 4
    assert {doubt.code: len(doubt.rows) for doubt in made.reading.doubts} == {"namesakes": 1, "same_person": 1}
    assert not made.may_apply()


def test_a_row_without_a_name_says_so():
    (row,) = plan((values(full_name=""),)).rows
    assert (row.action, row.issues[0].code, row.issues[0].message) == ("refuse", "name_missing", "Dòng này chưa có họ và tên.")


def test_a_planned_row_says_where_it_stands_and_whom_it_names():
    [row] = plan((new(class_name="Lớp 10 A2"),)).rows
    assert (row.sheet, row.row, row.full_name, row.code) == ("S", 2, "Lê Văn Tám", "HS9")
    assert (row.unit_name, row.unit_id, row.above_id) == ("10A2", 11, None)


def test_a_refused_row_keeps_what_the_file_said_so_that_it_can_be_mended_on_the_page():
    [row] = plan((new(class_name="Lớp lạ"),), may_add=False).rows
    assert (row.action, row.full_name, row.code, row.unit_name) == ("refuse", "Lê Văn Tám", "HS9", "Lớp lạ")
    assert row.read["birth_date"] == BORN.isoformat()


def test_of_a_row_that_writes_nothing_only_what_the_page_shows_is_kept():
    unchanged, created = plan((values(),), (new(),)).rows
    assert unchanged.read == {"birth_date": BORN.isoformat(), "sex": "female"}
    assert created.read == {**new(), "birth_date": BORN.isoformat()}


def test_a_code_kept_as_a_number_is_remembered_with_the_row():
    read = roster((new(code="9"),))
    read.rows[0].numeric_code = True
    [row] = plan_import(read, ExistingRoster([], ExistingUnits("class_name", UNITS, (SCHOOL,)))).rows
    assert row.read["numeric_code"] is True
    assert unplan_row(row).numeric_code


def test_a_warning_of_the_file_goes_with_the_row_and_holds_nothing_back():
    told = Issue("Số định danh (F)", "", "identity_form", "Số định danh có 12 chữ số.", 5)
    read = roster((new(),), (values(),))
    read.rows[0].warnings.append(told)
    first, second = plan_import(read, ExistingRoster([HOA], ExistingUnits("class_name", UNITS, (SCHOOL,)))).rows
    assert (first.action, list(first.warnings)) == ("create", [told])
    assert list(second.warnings) == []


def test_a_name_that_could_not_be_read_is_not_also_called_missing():
    bad = Issue("Họ và tên (B)", "12345", "name_form", "Họ và tên không thể là số.", 1)
    nameless = {key: value for key, value in new().items() if key != "full_name"}
    [row] = plan((nameless, bad)).rows
    assert [issue.code for issue in row.issues] == ["name_form"]


def test_a_missing_name_is_told_beside_its_column_where_the_file_has_one():
    read = roster(({"code": "HS9", "class_name": "10A1"},))
    read.places = {"code": 0, "given_name": 3}
    [row] = plan_import(read, ExistingRoster([], ExistingUnits("class_name", UNITS, (SCHOOL,)))).rows
    (issue,) = row.issues
    assert (issue.column, issue.value, issue.code, issue.place) == ("Họ và tên", "", "name_missing", 3)
    assert issue.message == "Dòng này chưa có họ và tên."


def test_the_reading_counts_new_classes_once_with_the_school_they_come_to():
    made = plan((new(code="A", class_name="10A9"),), (new(code="B", full_name="Lê Hoa", class_name="lớp 10a9"),))
    assert made.reading.new_units == [[1, "Trường THPT Thoại Ngọc Hầu", "10A9"]]
