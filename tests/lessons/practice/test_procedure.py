"""A procedure as plain values, made of what an author wrote."""

import pytest
from portal.demonstration.content import PRACTICES

from lessons.practice.models import Practice
from lessons.practice.procedure import BACK, Ending, FieldKind, Way, lines_of, ways_of
from lessons.practice.written import make_practice
from tests.lessons.practice.procedures import LOG_IN


def written(**screen):
    values = {
        "name": "a", "heading": "A", "device": "", "address": "", "task": "", "elements": [], "hint": "", "hint_after": None, "ending": "",
        **screen,
    }  # fmt: skip
    practice = Practice(title="T", summary="S", screens=[{"type": "screen", "id": "s1", "value": values}])
    return practice.procedure.screens[0]


def element(kind, value, own_id="e1"):
    return {"type": kind, "id": own_id, "value": value}


def test_names_are_one_whatever_their_spaces_and_capitals():
    action = {"label": "Đi", "look": "", "is_right": True, "leads_to": " Nhập  MÃ", "answer": ""}
    shown = written(name="Nhập mã ", elements=[element("action", action)])
    assert shown.name == shown.actions[0].leads_to == "nhập mã"


def test_what_the_author_left_out_has_its_default():
    shown = written()
    assert (shown.device, shown.hint_after, shown.ending) == ("phone", 2, Ending.NONE)


def test_fields_and_actions_have_the_ids_of_their_blocks_and_stand_in_order():
    field = {"label": "Mã", "kind": "code", "expected": "1\n 2 \n\n", "options": "", "wrong": "Sai", "help": "", "key": "Mã Số"}
    action = {"label": "Đi", "look": "link", "is_right": False, "leads_to": BACK, "answer": "Không"}
    shown = written(elements=[element("text", "Chữ", "t"), element("field", field, "f"), element("action", action, "a")])
    [own], [pressed] = shown.fields, shown.actions
    assert (own.id, own.kind, own.expected, own.key) == ("f", FieldKind.CODE, ("1", "2"), "mã số")
    assert (pressed.id, pressed.leads_to, pressed.look, pressed.is_right) == ("a", BACK, "link", False)
    assert [each.kind for each in shown.elements] == ["text", "field", "action"]


def test_the_ways_of_a_procedure_are_its_actions_that_name_a_screen():
    assert ways_of(LOG_IN) == [
        Way("số", "mã", True), Way("số", "lừa", False), Way("mã", "xong", True), Way("mã", "số", True),
    ]  # fmt: skip


def test_a_screen_is_found_by_its_name():
    assert LOG_IN.named("mã").name == "mã"
    assert LOG_IN.named("không có") is None


@pytest.mark.parametrize(("text", "lines"), [("", ()), ("a\n\n b \r\nc", ("a", "b", "c")), (" \n ", ())])
def test_lines_are_what_stands_on_them(text, lines):
    assert lines_of(text) == lines


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(PRACTICES.glob("*.toml")), ids=lambda path: path.stem)
def test_what_is_saved_and_read_again_is_the_same_procedure(path):
    made = make_practice(path)
    before = made.procedure
    made.save()
    again = Practice.objects.get(pk=made.pk).procedure
    # Pictures and messages are blocks, which are no plain values.
    assert [(s.name, s.fields, s.actions, s.hint, s.ending) for s in again.screens] == [
        (s.name, s.fields, s.actions, s.hint, s.ending) for s in before.screens
    ]
    assert again.given == before.given
