"""A unit: what is below it, who is in it, and what can be done."""

import pytest

from tests import factories
from tests.pages import page, page_text

CLASS, SCHOOL = "/quan-tri/don-vi/TNH-10A1/", "/quan-tri/don-vi/TNH/"


@pytest.fixture
def pupils(people, units, make_member):
    return [
        make_member(units.class_a, units.chapter, name="Lê Văn Bình", sex="male", birth_date="2010-05-01", is_union_member=True),
        make_member(units.class_a, name="Đỗ Thị Châu", sex="female", birth_date="2011-03-02"),
    ]  # fmt: skip


def test_a_school_lists_its_classes_with_their_numbers_and_no_people(as_organizer, units, pupils):
    shown = page_text(as_organizer, SCHOOL)
    assert "Lớp 10A1 Lớp TNH-10A1 3" in shown
    assert "Lớp 10A2 Lớp TNH-10A2 0" in shown
    assert "Lê Văn Bình" not in shown


def test_a_class_lists_its_people_in_the_order_of_the_alphabet(as_organizer, units, pupils):
    shown = page_text(as_organizer, CLASS)
    assert shown.index("Trần Ngọc Ánh") < shown.index("Lê Văn Bình") < shown.index("Đỗ Thị Châu")
    assert "01/05/2010 Nam Lớp 10A1, Chi đoàn 10A1" in shown


def test_a_search_finds_people_of_the_whole_school_and_hides_the_classes(as_organizer, units, pupils):
    shown = page_text(as_organizer, f"{SCHOOL}danh-sach/", {"q": "chau do"})
    assert "Đỗ Thị Châu" in shown
    assert "Lê Văn Bình" not in shown
    assert "Đơn vị trực thuộc" not in page_text(as_organizer, SCHOOL, {"q": "chau do"})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"sex": "female"}, {"Đỗ Thị Châu"}), ({"sex": "male"}, {"Lê Văn Bình"}),
        ({"is_union_member": "true"}, {"Lê Văn Bình"}), ({"is_union_member": "false"}, {"Đỗ Thị Châu", "Trần Ngọc Ánh"}),
    ],
)  # fmt: skip
def test_people_can_be_narrowed_by_sex_and_by_membership_of_the_union(as_organizer, units, pupils, query, found):
    shown = page_text(as_organizer, f"{CLASS}danh-sach/", query)
    assert {name for name in ("Đỗ Thị Châu", "Lê Văn Bình", "Trần Ngọc Ánh") if name in shown} == found


def test_people_can_be_ordered_by_birth_date(as_organizer, units, pupils):
    shown = page_text(as_organizer, f"{CLASS}danh-sach/", {"ordering": "-birth_date"})
    assert shown.index("Đỗ Thị Châu") < shown.index("Lê Văn Bình")


def test_namesakes_stand_in_the_order_of_their_codes(as_organizer, units, pupils, make_member):
    for code in ("Z2", "Z1"):
        make_member(units.class_a, name="Ngô An", code=code)
    shown = page_text(as_organizer, CLASS)
    assert shown.index(" Z1 ") < shown.index(" Z2 ")


def test_fifty_stand_on_a_page(as_organizer, units, people):
    for number in range(55):
        factories.member(units.class_a, name=f"Người Thứ {number:03}")
    first, second = (page(as_organizer, f"{CLASS}danh-sach/", {"p": number}) for number in (1, 2))
    assert first.count('type="checkbox"') == 50
    assert second.count('type="checkbox"') == 6


def test_every_row_can_be_ticked_by_name(as_organizer, units, pupils):
    assert 'aria-label="Chọn Lê Văn Bình"' in page(as_organizer, CLASS)


def test_an_empty_class_says_how_a_roster_comes_in(as_organizer, units):
    assert "Bấm “Nhập danh sách” để đưa danh sách của bạn vào" in page_text(as_organizer, "/quan-tri/don-vi/TNH-10A2/")


def test_what_can_be_done_follows_from_who_one_is(as_organizer, as_administrator, units):
    own, admin = page_text(as_organizer, SCHOOL), page_text(as_administrator, SCHOOL)
    for words in ("Nhập danh sách", "In thẻ đăng nhập", "Lên lớp, năm học mới", "Tải danh sách (XLSX)", "Xem số liệu"):
        assert words in own
    for words in ("Thêm đơn vị cấp dưới", "Sửa đơn vị"):
        assert words not in own
        assert words in admin


def test_the_head_says_who_looks_after_it(as_organizer, units):
    assert "Trường · mã TNH · 1 thành viên · phụ trách: phutrach" in page_text(as_organizer, SCHOOL)


def test_the_number_of_queries_does_not_grow_with_the_class(
    as_organizer, units, pupils, make_member, django_assert_max_num_queries
):
    for _ in range(30):
        make_member(units.class_a, units.chapter)
    page(as_organizer, CLASS)
    with django_assert_max_num_queries(24):
        page(as_organizer, CLASS)


def test_a_search_for_nobody_says_what_to_try(as_organizer, units):
    shown = page_text(as_organizer, f"{CLASS}danh-sach/", {"q": "khong ai ca"})
    assert "Không có thành viên nào khớp. Thử gõ ít chữ hơn" in shown
