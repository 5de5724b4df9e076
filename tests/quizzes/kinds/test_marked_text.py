"""Texts with gaps in braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.marked_text import has_brace_in_a_tag, has_lost_brace, has_markup_in_a_gap, read_marked


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("{a}", False),
        ("{a", True),
        ("a}", True),
        ("{}", True),
        (r"\{a\}", False),
        ("{a}{b}", False),
        ("{a{b}", True),
        ("", False),
    ],
)
def test_a_brace_without_its_other_is_found(source, lost):
    assert has_lost_brace(source) is lost


def test_tags_have_no_place_in_gaps_nor_gaps_in_tags():
    assert [has_markup_in_a_gap(text) for text in ("{<b>a</b>}", "<b>{a}</b>")] == [True, False]
    assert [has_brace_in_a_tag(text) for text in ('<embed alt="{a}"/>', "<b>{a}</b>")] == [True, False]


@given(
    st.lists(
        st.tuples(st.text("xy ", max_size=5), st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=3)),
        max_size=5,
    )
)
def test_what_was_put_together_is_taken_apart(parts):
    source = "".join(f"{text}{{{'|'.join(wanted)}}}" for text, wanted in parts)
    marked = read_marked(source)
    assert marked.gaps == [wanted for _text, wanted in parts]
    assert marked.pieces == [*(text for text, _wanted in parts), ""]
