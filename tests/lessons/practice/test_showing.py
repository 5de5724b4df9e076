"""A screen on its way to a page."""

from lessons.practice.playing import Event, Outcome, State, act, begin
from lessons.practice.procedure import Procedure
from lessons.practice.showing import show, show_all, typed_in
from tests.lessons.practice.procedures import LOG_IN, action, done, field, screen


def looks(*elements):
    made = Procedure("Thử", (screen("a", *elements), done()))
    return [part.value.look for part in show(made, made.screens[0], begin(made)).parts if part.kind == "action"]


def test_where_there_is_something_to_decide_no_button_stands_out():
    assert looks(action("Đúng", "xong"), action("Sai", right=False)) == ["plain", "plain"]
    assert looks(action("Gửi", "xong"), action("Xem lại", "a")) == ["button", "button"]


def test_what_was_typed_stands_there_again_with_what_is_said_of_it():
    missed = act(LOG_IN, begin(LOG_IN), "Tiếp tục", {"Số định danh": "1"})
    shown = show(LOG_IN, LOG_IN.screens[0], missed.state, {"Số định danh": "1"}, missed)
    [own] = [part.value for part in shown.parts if part.kind == "field"]
    assert (own.typed, own.wrong, shown.is_missed) == ("1", "Nhập đúng số in trên thẻ.", True)


def test_a_wrong_field_without_words_is_marked_all_the_same():
    asks = Procedure("Hỏi", (screen("a", field("Tên", "Sáu", wrong=""), action("Gửi", "xong")), done()))
    missed = act(asks, begin(asks), "Gửi", {"Tên": ""})
    [own] = [part.value for part in show(asks, asks.screens[0], missed.state, {}, missed).parts if part.kind == "field"]
    assert own.wrong == "?"


def test_the_hint_is_shown_or_can_be_asked_for():
    first = LOG_IN.screens[0]
    assert (show(LOG_IN, first, State("số")).hint, show(LOG_IN, first, State("số")).may_ask_hint) == ("", True)
    hinted = show(LOG_IN, first, State("số", is_hinted=True))
    assert (hinted.hint, hinted.may_ask_hint) == ("Nhìn thẻ ở trên.", False)
    assert not show(LOG_IN, LOG_IN.screens[1], State("mã")).may_ask_hint


def test_names_are_filled_in_wherever_there_are_words():
    greets = Procedure("Chào", (screen("a", action("Đi", "xong"), task="Chào {họ tên}"), done()), LOG_IN.given)
    outcome = Outcome(State("a"), Event.MOVED, "a", "Bà {họ tên} ơi")
    shown = show(greets, greets.screens[0], State("a"), {}, outcome)
    assert (shown.task, shown.says) == ("Chào Nguyễn Thị Sáu", "Bà Nguyễn Thị Sáu ơi")


def test_only_the_fields_of_the_screen_are_read_from_a_form():
    assert typed_in(LOG_IN.screens[0], {"o-Số định danh": "7", "o-Mã": "1", "x": "y"}) == {"Số định danh": "7"}
    assert typed_in(LOG_IN.screens[0], {}) == {"Số định danh": ""}


def test_a_procedure_without_screens_shows_nothing():
    assert show_all(Procedure("Trống", ())) == []
