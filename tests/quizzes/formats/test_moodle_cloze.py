"""Gaps in a text, as Moodle writes them."""

import pytest

from quizzes.formats.moodle_cloze import cloze_text, cloze_value, gap_select_value
from quizzes.formats.questions_of_files import CannotSay, Unreadable
from tests.quizzes.kinds.written import content


def read(source, **options):
    notes = []
    kind, value = cloze_value(source, lambda code, text: notes.append(code), **options)
    return kind, value, notes


@pytest.mark.parametrize("type_", ["SHORTANSWER", "SA", "MW"])
def test_gaps_to_be_filled(type_):
    kind, value, notes = read(f"<p>Mã có {{1:{type_}:=6~=sáu~%0%năm}} số.</p>")
    assert (kind, value["gapped"], notes) == ("gaps", "<p>Mã có {6|sáu} số.</p>", [])
    assert (value["keeps_case"], value["keeps_accents"]) == (False, True)


def test_capitals_count_where_the_type_says_so():
    assert read("{1:SHORTANSWER_C:=Hà Nội}")[1]["keeps_case"] is True


@pytest.mark.parametrize("type_", ["MULTICHOICE", "MC", "MULTICHOICE_V", "MCS"])
def test_lists_to_choose_from(type_):
    kind, value, _notes = read(f"<p>Đọc {{1:{type_}:=mã~tên~%0%tuổi}}.</p>")
    assert (kind, value["gapped"]) == ("gap_lists", "<p>Đọc {*mã|tên|tuổi}.</p>")


def test_escaped_signs_and_our_own_are_letters():
    _kind, value, _notes = read(r"<p>a|b \{c\} {1:SA:=x\~y|z} &lt;</p>")
    made = content("gaps", **value)
    assert made["pieces"] == ["<p>a|b {c} ", " &lt;</p>"]
    assert made["gaps"][0]["wanted"] == ["x~y|z"]


def test_what_stands_before_the_gaps_may_be_what_is_asked():
    assert read("<p>Điền:</p><p>{1:SA:=a}</p>", with_asked=True)[1]["text"] == "<p>Điền:</p>"
    assert read("<p>Điền:</p><p>{1:SA:=a}</p>")[1]["gapped"] == "<p>Điền:</p><p>{a}</p>"


def test_feedback_and_unequal_marks_are_told():
    assert read("{1:SA:=a#Đúng} {2:SA:=b}")[2] == ["mark", "gap_feedback"]


@pytest.mark.parametrize(
    "source", ["không có", "{1:NUMERICAL:=5:0}", "{1:SA:=a} {1:MC:=a~b}", "{1:SA:=a~%50%b}", "{1:MC:=a~%50%b}", r"{1:SA:=a\}b}"]
)
def test_what_ours_cannot_ask_is_refused(source):
    with pytest.raises(Unreadable):
        read(source)


def test_selected_words_by_their_number_and_group():
    _kind, value = gap_select_value("<p>[[1]] và {x}</p>", [("a|b", "1"), ("c", "1"), ("d", "2")])
    made = content("gap_lists", **value)
    assert ([o["text"] for o in made["gaps"][0]["options"]], made["pieces"]) == (["a|b", "c"], ["<p>", " và {x}</p>"])
    with pytest.raises(Unreadable):
        gap_select_value("<p>[[9]]</p>", [("a", "1")])


def test_ours_is_written_so_that_it_is_read_again():
    made = content("gaps", text="<p>Điền <b>một</b> từ:</p>", gapped=r"<p>a {x~y|z=1} \{b\} {c}</p>", keeps_accents=True)
    text = cloze_text("gaps", made, write=lambda each: each)
    assert text == r'<p class="asked">Điền <b>một</b> từ:</p><p>a {1:SHORTANSWER:=x\~y~=z\=1} \{b\} {1:SHORTANSWER:=c}</p>'


def test_what_moodle_cannot_say_is_refused():
    with pytest.raises(CannotSay):
        cloze_text("gaps", content("gaps", gapped="<p>{a}</p>"), write=str)
    with pytest.raises(CannotSay):
        cloze_text("gaps", content("gaps", text="<p>a</p><p>b</p>", gapped="<p>{a}</p>", keeps_accents=True), write=str)
