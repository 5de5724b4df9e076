"""Some of a class together: what an organizer does with those who are ticked, and what the page answers."""

import pytest

from tests.pages import posted, text_of

CLASS = "/quan-tri/don-vi/TNH-10A1/thanh-vien/"


@pytest.fixture
def pupil(people, units, make_member):
    return make_member(units.class_a, code="T1", name="Lê Văn Bình")


def open_units(member):
    return {place.unit.code for place in member.memberships.open().select_related("unit")}


@pytest.mark.parametrize("data", [{}, {"viec": "chuyen", "den": "TNH-10A2"}, {"viec": "thoi", "ly-do": "left", "ma": "OE1"}])
def test_whoever_ticks_nobody_is_told_to(as_organizer, pupil, data):
    assert "Chưa chọn ai." in text_of(posted(as_organizer, CLASS, data))
    assert open_units(pupil) == {"TNH-10A1"}


def test_those_who_are_ticked_move_to_the_class_beside(as_organizer, pupil, people):
    shown = posted(as_organizer, CLASS, {"viec": "chuyen", "den": "TNH-10A2", "ma": ["T1"]})
    assert "Lớp 10A2" in text_of(shown)
    assert open_units(pupil) == {"TNH-10A2"}
    assert open_units(people.member) == {"TNH-10A1", "CD-10A1"}


@pytest.mark.parametrize("to", ["", "OE-10A1", "CD-10A1", "TNH-10A1"])
def test_nobody_moves_out_of_the_school_by_this(as_organizer, pupil, to):
    shown = posted(as_organizer, CLASS, {"viec": "chuyen", "den": to, "ma": ["T1"]}, status=422)
    assert "Chưa chọn nơi chuyển đến." in text_of(shown)
    assert open_units(pupil) == {"TNH-10A1"}


def test_those_who_are_ticked_leave_for_a_reason(as_organizer, pupil):
    asked = text_of(posted(as_organizer, CLASS, {"viec": "thoi", "ly-do": "graduated", "ma": ["T1"]}))
    assert "Ghi nhận rời đơn vị" in asked
    assert "1 người ở Lớp 10A1" in asked
    assert f"{pupil.full_name} T1, Lớp 10A1" in asked
    assert "thì thẻ không đăng nhập được nữa" in asked
    assert open_units(pupil) == {"TNH-10A1"}, "it is asked once more"
    shown = posted(as_organizer, CLASS, {"viec": "thoi", "ly-do": "graduated", "ma": ["T1"], "chac": "1"})
    assert open_units(pupil) == set()
    assert "bấm “Đã rời đơn vị” để nhận lại" in text_of(shown)


def test_cards_are_printed_for_those_who_are_ticked(as_organizer, pupil):
    response = as_organizer.post(CLASS, {"viec": "in-the", "ma": ["T1"]})
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize(("action", "field", "chosen"), [("thoi", "ly-do", "left"), ("chuyen", "den", "TNH-10A2")])
def test_whoever_forgot_the_reason_or_the_place_chooses_it_with_those_who_were_ticked(
    as_organizer, pupil, action, field, chosen
):
    shown = posted(as_organizer, CLASS, {"viec": action, field: "", "ma": ["T1"]}, status=422)
    assert '<input type="hidden" name="ma" value="T1">' in shown
    assert f'aria-describedby="{field}-loi"' in shown
    assert open_units(pupil) == {"TNH-10A1"}
    posted(as_organizer, CLASS, {"viec": action, field: chosen, "ma": ["T1"], "chac": "1"})
    assert open_units(pupil) == ({"TNH-10A2"} if action == "chuyen" else set())


def test_a_choice_of_before_stays_chosen_while_it_is_asked_once_more(as_organizer, pupil):
    assert '<option value="graduated" selected>' in posted(
        as_organizer, CLASS, {"viec": "thoi", "ly-do": "graduated", "ma": ["T1"]}
    )
