"""What blocks of kinds share."""

import pytest
from wagtail import blocks

from quizzes.kinds import kind_named
from quizzes.kinds.written import listed, percent_of


@pytest.mark.parametrize(
    ("given", "is_right", "percent"),
    [(None, True, "100"), (None, False, "0"), ("33.33333", True, "33.33333"), ("-50.0", False, "-50")],
)
def test_a_choice_without_per_cents_has_all_or_nothing(given, is_right, percent):
    block = kind_named("single").block().child_blocks["choices"].child_block
    value = block.to_python({"text": "", "is_right": is_right, "feedback": "", "percent": given})
    assert percent_of(value, is_right=is_right) == percent


def test_items_of_a_list_have_ids_of_their_own():
    items = listed([{"a": 1}, {"a": 1}])
    assert [item["value"] for item in items] == [{"a": 1}, {"a": 1}]
    assert items[0]["id"] != items[1]["id"]


def test_a_block_says_what_its_kind_refuses():
    block = kind_named("true_false").block()
    with pytest.raises(blocks.StructBlockValidationError) as refused:
        block.clean(block.get_default())
    assert refused.value.block_errors or refused.value.non_block_errors
