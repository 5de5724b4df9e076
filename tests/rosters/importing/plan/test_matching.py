"""Whom a row means: never guessed; what is not certain is put to the organizer."""

import datetime as dt
from dataclasses import astuple

import pytest

from rosters.importing.plan.matching import NEW_PERSON, Matcher
from tests.factories import existing_member

BORN, OTHER = dt.date(2010, 9, 5), dt.date(2011, 1, 1)


def person(pk=1, code="HS1", name="Nguyễn Thị Hoa", born=BORN, **fields):
    return existing_member(pk, code, name, birth_date=born, **{"unit_id": 10, "unit_name": "10A1", **fields})


def match(*members, decided="", unit=10, numeric_code=False, **values):
    row = {"full_name": "Nguyễn Thị Hoa", "birth_date": BORN} | values
    return Matcher(members).match(
        {k: v for k, v in row.items() if v is not None}, lambda: unit, decided, numeric_code=numeric_code
    )


def test_nobody_known_is_a_new_person():
    assert match(code="HS9") == match()
    assert match(code="HS9").member is None


def test_a_code_finds_its_member_whatever_the_name_is_now():
    assert match(person(), code="HS1", full_name="Nguyễn Thị Hoà").member.pk == 1


def test_a_code_that_belongs_to_somebody_else_by_name_and_birth_date_is_held_back():
    found = match(person(), code="HS1", full_name="Lê Văn Tám", birth_date=OTHER)
    assert (found.member, found.issue.code) == (None, "code_of_another")
    assert "Nguyễn Thị Hoa" in found.issue.message


@pytest.mark.parametrize(
    "values", [{"full_name": "Lê Văn Tám"}, {"birth_date": OTHER}, {"full_name": "Lê Văn Tám", "birth_date": None}]
)
def test_one_difference_alone_is_a_correction(values):
    assert match(person(), code="HS1", **values).member.pk == 1


def test_a_code_of_elsewhere_finds_nobody_and_says_nothing_of_its_owner():
    found = match(person(reachable=False, visible=False), code="HS1", full_name="Lê Văn Tám")
    assert (found.member, found.issue, found.of_others.pk, found.warning.code) == (None, None, 1, "code_elsewhere")
    assert "Hoa" not in found.warning.message


@pytest.mark.parametrize(
    "values", [{}, {"birth_date": None}, {"full_name": "Lê Văn Tám"}, {"full_name": "Lê Văn Tám", "birth_date": OTHER}]
)
def test_whatever_is_guessed_of_somebody_who_may_not_be_seen_the_answer_is_the_same(values):
    found = match(person(visible=False, unit_id=None), code="HS1", **values)
    assert (found.member, found.issue, found.candidates) == (None, None, ())
    assert found.warning.message == match(person(visible=False, unit_id=None), code="HS1").warning.message


@pytest.mark.parametrize(("known", "typed", "found"), [("0012", "12", True), ("12", "0012", True), ("0012", "120", False)])
def test_zeros_that_excel_took_away_do_not_make_a_stranger(known, typed, found):
    made = match(person(code=known), code=typed, numeric_code=True, full_name="Tên khác", birth_date=None)
    assert (made.member is not None) is found


def test_two_codes_that_differ_in_zeros_only_are_not_guessed_between():
    people = person(1, "012"), person(2, "0012", name="Lê An")
    assert match(*people, code="12", numeric_code=True, full_name="Lê Bình", birth_date=None).member is None


def test_a_former_code_leads_to_the_kept_record():
    assert match(person(former_codes=("CU1",)), code="CU1").member.pk == 1


def test_the_ministrys_code_finds_where_our_own_is_unknown_and_the_card_keeps_its_code():
    found = match(person(ministry_code="089"), code="HS9", ministry_code="089")
    assert found.member.pk == 1
    assert found.warning.code == "code_kept"
    assert "HS1" in found.warning.message


def test_an_identity_number_finds_and_is_never_shown():
    found = match(person(identity_digest="d", reachable=False, visible=False), identity_digest="d", full_name="Ai đó")
    assert (found.member, found.warning.column, found.warning.value) == (None, "Số định danh", "")


def test_name_and_birth_date_without_a_code_are_enough():
    assert match(person(), full_name="NGUYỄN THỊ HOA").member.pk == 1


def test_a_known_person_with_a_new_code_is_asked_about():
    found = match(person(), code="HS9")
    assert (found.member, found.issue.code) == (None, "person_known")
    assert [each.code for each in found.candidates] == ["HS1"]


def test_the_same_name_with_another_birth_date_is_somebody_else():
    assert match(person(), birth_date=OTHER) == match()


@pytest.mark.parametrize(("known", "given"), [(None, BORN), (BORN, None), (None, None)])
def test_where_a_birth_date_is_missing_it_is_asked(known, given):
    found = match(person(born=known), birth_date=given)
    assert found.issue.code == "person_ambiguous"


def test_of_two_alike_the_one_in_the_same_class_is_meant():
    here, there = person(1, "HS1", unit_id=10), person(2, "HS2", unit_id=11)
    assert match(here, there, unit=11).member.pk == 2
    assert match(here, there, unit=12).issue.code == "person_ambiguous"


def test_the_organizers_answer_decides():
    people = person(1, "HS1"), person(2, "HS2")
    assert match(*people, decided="HS2").member.pk == 2
    assert match(*people, decided=NEW_PERSON).member is None
    assert match(*people, decided="HS9", unit=12).issue.code == "person_ambiguous"


def test_people_whom_the_organizer_may_not_see_are_not_found_by_name():
    assert match(person(visible=False)) == match()
    assert match(person(reachable=False)) == match()


def test_an_issue_names_the_column_by_which_the_member_was_found():
    other = {"full_name": "Lê Văn Tám", "birth_date": OTHER}
    by_code = match(person(), code="HS1", **other).issue
    assert (by_code.column, by_code.value) == ("Mã thành viên", "HS1")
    by_ministry = match(person(ministry_code="089"), ministry_code="089", **other).issue
    assert (by_ministry.column, by_ministry.value) == ("Mã định danh Bộ", "089")


def test_a_ministry_code_that_two_records_share_finds_neither():
    people = person(1, "HS1", name="Lê An", ministry_code="089"), person(2, "HS2", name="Lê Bình", ministry_code="089")
    assert match(*people, ministry_code="089").member is None


@pytest.mark.parametrize(
    ("known", "typed", "kept"),
    [("HS1", "HS1", False), ("0012", "12", False), ("12", "0012", False), ("120", "12", True), ("HS1", "", False)],
)
def test_only_another_code_is_told_to_be_left_out(known, typed, kept):
    found = match(person(code=known, ministry_code="089"), ministry_code="089", code=typed)
    assert found.member.pk == 1
    assert (found.warning is not None) is kept
    if kept:
        assert (found.warning.column, found.warning.value) == ("Mã thành viên", typed)


def test_the_ministrys_code_given_as_the_code_is_no_other_code():
    assert match(person(ministry_code="089"), ministry_code="089", code="089").warning is None


def test_a_number_finds_nobody_by_its_zeros_where_the_code_was_written_as_text():
    assert match(person(code="0012", name="Lê An"), code="12").member is None
    assert match(person(code="0012", name="Lê An"), code="12", numeric_code=True, birth_date=None).member.pk == 1


def test_a_candidate_shows_what_tells_namesakes_apart():
    found = match(person(), person(2, "HS2", born=None, unit_name="10A2", unit_id=11), birth_date=None)
    assert [astuple(each) for each in found.candidates] == [
        ("HS1", "Nguyễn Thị Hoa", BORN.isoformat(), "10A1"),
        ("HS2", "Nguyễn Thị Hoa", "", "10A2"),
    ]
