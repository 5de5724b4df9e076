"""The blocks of a practice: what an author must say, and what has a default."""

import pytest
from django.core.exceptions import ValidationError

from lessons.practice.blocks import ActionBlock, ElementsBlock, FieldBlock, GivenBlock, MessageBlock, ScreenBlock
from lessons.practice.procedure import Ending, FieldKind


def test_a_screen_holds_every_kind_of_element():
    assert set(ElementsBlock().child_blocks) == {"heading", "text", "message", "drawing", "picture", "field", "action"}


def test_every_kind_of_field_can_be_chosen():
    offered = {value for value, _label in FieldBlock().child_blocks["kind"].field.choices if value}
    assert offered == {str(kind) for kind in FieldKind}


def test_a_screen_ends_nothing_unless_its_author_says_so():
    block = ScreenBlock()
    assert block.get_default()["ending"] in (None, "")
    offered = {value for value, _label in block.child_blocks["ending"].field.choices if value}
    assert offered == {str(Ending.DONE), str(Ending.FAILED)}


@pytest.mark.parametrize(
    ("block", "value", "missing"),
    [
        (ScreenBlock(), {"name": "", "heading": ""}, {"name", "heading"}),
        (ActionBlock(), {"label": ""}, {"label"}),
        (FieldBlock(), {"label": ""}, {"label"}),
        (MessageBlock(), {"sender": "", "text": ""}, {"sender", "text"}),
        (GivenBlock(), {"label": "", "value": "", "key": ""}, {"label", "value", "key"}),
    ],
)
def test_what_cannot_be_left_out_is_told(block, value, missing):
    with pytest.raises(ValidationError) as told:
        block.clean(block.to_python({**block.get_prep_value(block.get_default()), **value}))
    assert missing <= set(told.value.block_errors)


def test_a_button_is_right_and_a_hint_comes_after_two_misses_unless_somebody_says_otherwise():
    assert ActionBlock().get_default()["is_right"] is True
    assert ScreenBlock().get_default()["hint_after"] == 2
