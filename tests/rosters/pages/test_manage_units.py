"""Adding, naming and moving units: an administrator's work, with its rules told in words."""

import pytest

from rosters.models import Unit
from tests.pages import page, page_text, posted, text_of

SCHOOL = "/quan-tri/don-vi/TNH/"


@pytest.mark.parametrize(
    ("data", "saved"),
    [
        ({"kind": "class", "name": "11A1", "code": "TNH-11A1"}, True), ({"kind": "class", "name": "", "code": "X"}, False),
        ({"kind": "class", "name": "11A1", "code": ""}, False), ({"kind": "class", "name": "11A1", "code": "TNH-10A1"}, False),
        ({"kind": "school", "name": "11A1", "code": "X"}, False),
    ],
)  # fmt: skip
def test_a_unit_is_added_below_another_or_the_page_says_why_not(as_administrator, units, data, saved):
    answer = as_administrator.post(f"{SCHOOL}them/", data)
    assert answer.status_code == (302 if saved else 422)
    assert Unit.objects.filter(name="11A1").exists() is saved


def test_only_kinds_that_may_stand_there_are_offered(as_administrator, units):
    shown = page(as_administrator, f"{SCHOOL}them/")
    assert 'value="class"' in shown
    assert 'value="chapter"' not in shown


def test_a_new_name_changes_no_code_and_no_place(as_administrator, units):
    assert "Đã lưu" in text_of(
        posted(as_administrator, f"{SCHOOL}sua/", {"name": "Trường THPT Chuyên", "code": "TNH", "kind": "school"})
    )
    found = Unit.objects.get(code="TNH")
    assert (found.name, found.path, found.folded_name) == ("Trường THPT Chuyên", units.school.path, "truong thpt chuyen")


def test_a_unit_is_moved_to_one_that_is_chosen(as_administrator, units):
    shown = posted(as_administrator, "/quan-tri/don-vi/DTNH/sua/", {"viec": "chuyen", "above": units.other_commune.pk})
    assert "Số liệu của các cấp trên, cả kỳ đã qua, tính theo nơi mới." in text_of(shown)
    assert Unit.objects.get(code="DTNH").get_parent() == units.other_commune


@pytest.mark.parametrize(
    ("above", "words"), [("department", "không thể đặt dưới"), ("chapter", "dưới chính nó"), (None, "Chưa điền ô này")]
)
def test_a_move_that_may_not_be_is_told_at_its_field(as_administrator, units, above, words):
    data = {"viec": "chuyen"} | ({"above": getattr(units, above).pk} if above else {})
    answer = as_administrator.post("/quan-tri/don-vi/DTNH/sua/", data)
    assert answer.status_code == 422
    assert words in text_of(answer.content.decode())
    assert Unit.objects.get(code="DTNH").get_parent() == units.commune


def test_the_top_of_a_tree_is_not_moved(as_administrator, units):
    assert 'name="above"' not in page(as_administrator, "/quan-tri/don-vi/SGD/sua/")
    assert 'name="above"' in page(as_administrator, f"{SCHOOL}sua/")


def test_an_organizer_manages_no_units(as_organizer, units):
    as_organizer.post(f"{SCHOOL}them/", {"kind": "class", "name": "11A1", "code": "X"})
    as_organizer.post(f"{SCHOOL}sua/", {"name": "Khác", "code": "TNH", "kind": "school"})
    assert not Unit.objects.filter(name__in=("11A1", "Khác")).exists()


def test_an_organizer_renames_a_class_below_the_school_and_moves_nothing(as_organizer, units):
    address = "/quan-tri/don-vi/TNH-10A1/sua/"
    shown = page_text(as_organizer, address)
    assert "Chuyển sang đơn vị cấp trên khác" not in shown
    as_organizer.post(address, {"viec": "chuyen", "above": units.other_school.pk, "name": "10A1"})
    units.class_a.refresh_from_db()
    assert units.class_a.path.startswith(units.school.path)
    assert as_organizer.post(address, {"name": "11A1"}).status_code == 302
    units.class_a.refresh_from_db()
    assert (units.class_a.name, units.class_a.code) == ("11A1", "TNH-10A1")


def test_nobody_renames_the_own_unit_or_one_elsewhere(as_organizer, units):
    assert as_organizer.get("/quan-tri/don-vi/TNH/sua/").status_code in (302, 403)
    assert as_organizer.get("/quan-tri/don-vi/OE-10A1/sua/").status_code == 404
    assert "Sửa đơn vị" not in page_text(as_organizer, "/quan-tri/don-vi/TNH/")


@pytest.mark.parametrize("name", ["10A2", "Lớp 10a2", "10 A2"])
def test_a_class_is_not_called_like_another_of_the_school(as_organizer, units, name):
    answer = as_organizer.post("/quan-tri/don-vi/TNH-10A1/sua/", {"name": name})
    assert answer.status_code == 422
    assert "Đã có đơn vị tên này" in text_of(answer.content.decode())
    assert as_organizer.post("/quan-tri/don-vi/TNH-10A1/sua/", {"name": "10A1 chuyên"}).status_code == 302
