"""Playing a procedure: right actions, wrong ones, hints, values that are carried along, and ways that fail safely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.practice.playing import (
    Event,
    State,
    act,
    ask_hint,
    begin,
    in_words,
    right_values,
    screen_of,
    shows_hint,
    wrong_fields,
)
from lessons.practice.procedure import Ending, FieldKind, Procedure
from tests.lessons.practice.procedures import LOG_IN, action, done, field, screen

RIGHT = {"Số định danh": "000000000000"}


def test_it_begins_at_the_first_screen():
    assert begin(LOG_IN) == State("số")
    with pytest.raises(ValueError, match="without screens"):
        begin(Procedure("Trống", ()))


def test_a_right_action_leads_on_once_the_fields_are_right():
    start = begin(LOG_IN)
    missed = act(LOG_IN, start, "Tiếp tục", {"Số định danh": "0001"})
    assert (missed.event, missed.state.screen, missed.state.misses) == (Event.MISSED, "số", 1)
    assert missed.wrong_fields == {"Số định danh": "Nhập đúng số in trên thẻ."}
    moved = act(LOG_IN, missed.state, "Tiếp tục", {"Số định danh": "000.000.000.000"})
    assert (moved.event, moved.state.screen, moved.state.misses) == (Event.MOVED, "mã", 0)
    end = act(LOG_IN, moved.state, "Xác nhận", {"Mã": "123 456"})
    assert (end.event, end.state.screen, end.state.is_done) == (Event.DONE, "xong", True)


def test_a_wrong_action_says_its_own_words_and_stays():
    missed = act(LOG_IN, begin(LOG_IN), "Gọi bạn", RIGHT)
    assert (missed.event, missed.says, missed.at, missed.state.screen) == (Event.MISSED, "Bạn tự làm được.", "số", "số")


def test_a_way_that_fails_safely_ends_in_an_explanation_and_comes_back_to_the_decision():
    astray = act(LOG_IN, begin(LOG_IN), "Đọc số cho người gọi", {})
    assert (astray.event, astray.at, astray.state.screen) == (Event.MISSED, "số", "lừa")
    assert screen_of(LOG_IN, astray.state).ending == Ending.FAILED
    back = act(LOG_IN, astray.state, "Quay lại", {})
    assert (back.event, back.state.screen, back.state.back) == (Event.MOVED, "số", ())


def test_going_back_with_nowhere_to_go_begins_anew():
    assert act(LOG_IN, State("lừa"), "Quay lại", {}).state.screen == "số"


def test_a_loop_leads_back_and_counts_as_no_miss():
    assert act(LOG_IN, State("mã"), "Nhập lại số", {"Mã": "123456"}).state.screen == "số"


def test_the_hint_comes_when_it_is_asked_for_or_after_so_many_misses():
    state = begin(LOG_IN)
    first = LOG_IN.screens[0]
    assert not shows_hint(first, state)
    asked = ask_hint(LOG_IN, state, {})
    assert (asked.event, shows_hint(first, asked.state)) == (Event.HINTED, True)
    for expected in (False, True):
        state = act(LOG_IN, state, "Gọi bạn", {}).state
        assert shows_hint(first, state) is expected
    # The next screen begins anew.
    assert not act(LOG_IN, asked.state, "Tiếp tục", RIGHT).state.is_hinted


def test_what_was_typed_is_carried_to_other_screens_beside_what_was_given():
    state = act(LOG_IN, begin(LOG_IN), "Tiếp tục", RIGHT).state
    assert in_words("{họ tên}, số {SỐ}, mã {mã OTP}", LOG_IN, state) == "Nguyễn Thị Sáu, số 000000000000, mã {mã OTP}"


def test_an_action_of_another_screen_does_nothing():
    assert act(LOG_IN, begin(LOG_IN), "Xác nhận", {"Mã": "123456"}) is None


def test_a_screen_that_was_taken_away_meanwhile_leads_to_the_first():
    assert screen_of(LOG_IN, State("không còn")).name == "số"


def test_done_stays_done():
    loop = Procedure("Vòng", (screen("a", action("Xong", "b")), screen("b", action("Lại", "a"), ending=Ending.DONE)))
    state = act(loop, begin(loop), "Xong", {}).state
    again = act(loop, state, "Lại", {})
    assert (again.event, again.state.is_done) == (Event.MOVED, True)
    assert act(loop, again.state, "Xong", {}).event == Event.MOVED


@given(
    st.lists(st.sampled_from(["Tiếp tục", "Xác nhận", "Gọi bạn", "Quay lại", "Đọc số cho người gọi", "Nhập lại số", "?"])),
    st.booleans(),
)
def test_whatever_is_pressed_somebody_is_on_a_screen_and_each_thing_counts_once(pressed, types_right):
    typed = {**RIGHT, "Mã": "123456"} if types_right else {}
    state, events = begin(LOG_IN), 0
    for label in pressed:
        outcome = act(LOG_IN, state, label, typed)
        if outcome is None:
            continue
        events += 1
        assert outcome.state.screen in LOG_IN.names
        assert outcome.state.events == events
        assert outcome.at == state.screen
        assert outcome.state.is_done >= state.is_done
        state = outcome.state
    assert len(state.back) <= 20


def test_a_field_is_remembered_only_under_a_key():
    asks = Procedure("Hỏi", (screen("a", field("Tên"), field("Số", key="số"), action("Gửi", "xong")), done()))
    assert act(asks, begin(asks), "Gửi", {"Tên": "Sáu", "Số": "7"}).state.values == {"số": "7"}


def test_whoever_knows_it_types_what_every_field_wants():
    for each in LOG_IN.screens:
        assert wrong_fields(each, right_values(each)) == {}
    ticks = screen(
        "a", field("Nhớ", "0", kind=FieldKind.TICK), field("Đồng ý", "1", kind=FieldKind.TICK), field("Gì cũng được")
    )
    assert right_values(ticks) == {"Nhớ": "", "Đồng ý": "1", "Gì cũng được": "x"}
