"""Which class or chapter a row names."""

import pytest

from rosters.importing.plan.placing import ExistingUnit, ExistingUnits, Placer, unit_key, upper_key

SCHOOL, OTHER = ExistingUnit(1, "Trường THPT Thoại Ngọc Hầu", "TNH"), ExistingUnit(2, "Trường THPT Óc Eo", "OE")
LEAVES = (
    ExistingUnit(10, "10A1", "TNH-10A1", 1),
    ExistingUnit(11, "10A2", "TNH-10A2", 1),
    ExistingUnit(20, "10A1", "OE-10A1", 2),
)


def placer(
    leaves=LEAVES, uppers=(SCHOOL, OTHER), target=None, may_add=(), field="class_name", columns=("class_name", "school_name")
):
    return Placer(ExistingUnits(field, leaves, uppers, target, frozenset(may_add)), set(columns))


def place(name="", upper="", existing=None, own=None, **options):
    made = own or placer(**options)
    values = {made.units.unit_field: name, made.upper_field: upper}
    return made.place({key: text for key, text in values.items() if text}, existing)


@pytest.mark.parametrize("name", ["10A2", "lớp 10a2", "Lớp 10 A2", " 10a 2", "TNH-10A2", "tnh-10a2"])
def test_a_class_is_found_however_it_is_written(name):
    assert place(name).unit_id == 11


@pytest.mark.parametrize(
    ("one", "other"), [("Chi đoàn 10A1", "10a1"), ("CĐ 10A1", "Lớp 10A1"), ("chi đội 9/2", "9/2"), ("Lớp Lá", "lá")]
)
def test_spellings_of_one_unit_have_one_key(one, other):
    assert unit_key(one) == unit_key(other)


def test_schools_and_unions_are_called_with_and_without_their_kind():
    assert upper_key("Trường THPT Óc Eo") == upper_key("THPT Óc Eo") == upper_key("Đoàn trường THPT Óc Eo")


def test_two_classes_of_one_name_need_the_school():
    assert place("10A1").issue.code == "unit_ambiguous"
    assert "Thêm cột Trường" in place("10A1").issue.message
    assert place("10A1", "THPT Óc Eo").unit_id == 20
    assert place("10A1", "TNH").unit_id == 10


def test_whoever_is_in_one_of_them_already_stays_there():
    assert place("10A1", existing=20).unit_id == 20
    assert place("10A1", existing=11).issue.code == "unit_ambiguous"


def test_a_row_without_a_class_says_what_is_missing():
    assert place().issue.code == "unit_missing"
    assert "ví dụ 10A1" in place().issue.message


def test_a_school_that_is_not_there_is_told_and_one_of_two_alike_too():
    assert place("10A1", "THPT Lạ").issue.code == "upper_unknown"
    twins = (SCHOOL, ExistingUnit(3, "THPT Thoại Ngọc Hầu", "TNH2"))
    assert place("10A2", "Thoại Ngọc Hầu", uppers=twins).issue.code in ("upper_unknown", "upper_ambiguous")
    assert place("10A2", "THPT Thoại Ngọc Hầu", uppers=twins).issue.code == "upper_ambiguous"


def test_an_unknown_class_is_made_where_classes_may_be_made():
    found = place("11A1", "TNH", may_add=(1, 2))
    assert (found.unit_id, found.name, found.above_id) == (None, "11A1", 1)
    assert place("11A1", may_add=(1, 2)).issue.code == "unit_unknown"
    assert place("11A1", "TNH").issue.code == "unit_unknown"


def test_with_one_school_alone_it_needs_no_name():
    assert place("11A1", uppers=(SCHOOL,), may_add=(1,)).above_id == 1


def test_a_new_class_written_in_two_ways_is_made_once_as_it_was_written_first():
    own = placer(uppers=(SCHOOL,), may_add=(1,))
    assert [place(name, own=own).name for name in ("Lớp 11A1", "11a1", "11 A1")] == ["Lớp 11A1"] * 3
    assert len(own.new_names) == 1


TARGET = ExistingUnit(10, "10A1", "TNH-10A1", 1)


@pytest.mark.parametrize(("name", "ok"), [("", True), ("10A1", True), ("Lớp 10a1", True), ("TNH-10A1", True), ("10A2", False)])
def test_a_list_for_a_class_needs_no_column_and_takes_nobody_of_another(name, ok):
    found = place(name, target=TARGET)
    assert (found.unit_id == 10, found.issue is None) == (ok, ok)


def chapters(columns):
    return placer(
        (ExistingUnit(30, "10A1", "CD-10A1", 3),),
        (ExistingUnit(3, "Đoàn trường", "DT"),),
        field="chapter_name",
        columns=columns,
    )


def test_a_class_stands_for_a_chapter_only_where_no_chapter_is_told():
    assert chapters({"class_name"}).place({"class_name": "10A1"}, None).unit_id == 30
    assert chapters({"class_name", "chapter_name"}).place({"class_name": "10A1"}, None).issue.code == "unit_missing"


def test_a_pupil_without_a_chapter_belongs_nowhere_in_a_list_with_chapters():
    assert chapters({"class_name", "chapter_name"}).belongs_nowhere({"class_name": "10A1"})
    assert not chapters({"class_name", "chapter_name"}).belongs_nowhere({"chapter_name": "10A1"})
    assert not chapters({"class_name"}).belongs_nowhere({"class_name": "10A1"})
    assert not placer().belongs_nowhere({})


def test_in_the_unions_tree_messages_speak_of_chapters():
    assert "chi đoàn" in chapters({"chapter_name"}).place({"chapter_name": "12A9"}, None).issue.message


@pytest.mark.parametrize(("field", "label"), [("class_name", "Trường"), ("chapter_name", "Đoàn cơ sở")])
def test_a_school_or_union_nobody_knows_is_named_with_its_column_and_what_to_do(field, label):
    issue = place("10A1", "THPT Lạ", field=field).issue
    assert (issue.column, issue.value) == (label, "THPT Lạ")
    assert issue.message == ("Không có đơn vị này trong phạm vi bạn đang nhập. Kiểm tra lại tên, hoặc nhập ở đơn vị cấp trên.")


def test_two_schools_of_one_name_are_told_apart_by_their_codes():
    twins = (SCHOOL, ExistingUnit(3, "THPT Thoại Ngọc Hầu", "TNH2"))
    issue = place("10A1", "THPT Thoại Ngọc Hầu", uppers=twins).issue
    assert (issue.column, issue.value) == ("Trường", "THPT Thoại Ngọc Hầu")
    assert issue.message == "Có 2 đơn vị cùng tên này. Ghi mã đơn vị thay cho tên."
    assert place("10A1", "TNH", uppers=twins).unit_id == 10


def test_a_school_whose_code_begins_like_a_kind_of_unit_is_found_by_its_code():
    coded = ExistingUnit(4, "Trường THCS Mỹ Hòa", "DOAN 4")
    assert place("10A3", "doan 4", uppers=(SCHOOL, coded), may_add={4}).above_id == 4
