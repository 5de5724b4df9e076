"""What holds for every kind: found by being there, asked without an answer in the page, written in the editor."""

import pytest
from django.template.loader import get_template
from wagtail import blocks

from quizzes.kinds import all_kinds, kind_named
from quizzes.kinds.formatted import as_html, as_line, in_line, is_empty, kept, plain
from quizzes.kinds.kind import Kind, bounded, of_percent
from quizzes.kinds.turn import Turn


def test_kinds_are_found_in_their_order():
    assert list(all_kinds()) == [
        "single", "multiple", "true_false", "matching", "ordering", "short_answer", "number", "gaps", "gap_lists",
        "point",
    ]  # fmt: skip
    assert isinstance(kind_named("single"), Kind)
    with pytest.raises(KeyError):
        kind_named("no-such-kind")


@pytest.mark.parametrize("kind", all_kinds().values(), ids=list(all_kinds()))
class TestEachKind:
    def test_has_a_template_a_block_and_a_name_of_its_own(self, kind):
        assert get_template(kind.template)
        block = kind.block()
        assert isinstance(block, blocks.StructBlock)
        assert (str(block.label), block.meta.icon != "placeholder") == (str(kind.label), True)

    def test_refuses_an_empty_question_and_takes_it_as_a_draft(self, kind):
        block = kind.block()
        empty = block.get_default()
        assert kind.problems(kind.content(empty, "x"))
        with pytest.raises(blocks.StructBlockValidationError):
            block.clean(empty)
        block.clean_deferred(empty)

    def test_survives_what_was_never_finished(self, kind):
        """A version that should not be there breaks no page."""
        made = kind.content(kind.block().get_default(), "x")
        made |= {name: [] for name, value in made.items() if isinstance(value, list) and name != "pieces"}
        turn = Turn("t")
        assert kind.fraction(made, None) == 0
        kind.shown(made, turn, None, revealed=True)
        assert not kind.is_complete(made, None)

    def test_its_ids_are_random_or_its_own(self, kind):
        block = kind.block()
        first, second = kind.content(block.get_default(), "one"), kind.content(block.get_default(), "two")
        assert first.keys() == second.keys()


def test_a_turn_has_marks_and_an_order_of_its_own():
    ids = [f"id{n}" for n in range(8)]
    one, other = Turn("a"), Turn("b")
    assert one.shuffled(ids) == one.shuffled(reversed(ids)) != other.shuffled(ids)
    assert {one.mark(each) for each in ids} & {other.mark(each) for each in ids} == set()
    assert one.by_mark(ids)[one.mark("id3")] == "id3"


@pytest.mark.parametrize(
    ("percent", "fraction"), [("33.33333", 0.3333333), ("100", 1), ("-50", 0), ("0", 0), ("99.99999", 1), ("250", 1)]
)
def test_fractions_are_bounded_and_rounding_loses_nothing(percent, fraction):
    assert min(bounded(of_percent(percent)), 1) == pytest.approx(fraction)


def test_formatted_text():
    assert plain("<p>Một &amp; <b>hai</b></p><ul><li>ba</li><li>bốn</li></ul>") == "Một & hai ba bốn"
    assert plain('<embed alt="Thẻ" embedtype="image" id="1"/>') == "Thẻ"
    assert kept('<p data-block-key="ab">x</p>') == "<p>x</p>"
    assert in_line("<p>a</p><p>b</p>") == "a<br/>b"
    assert as_html("a < b\n\n c ") == "<p>a &lt; b</p><p>c</p>"
    assert as_line(" a  &  b ") == "a &amp; b"
    assert [is_empty(text) for text in ("", "<p></p>", "<p> </p>", "<p>x</p>", '<embed id="1"/>')] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "part", "number"), [("single", "choices", 3), ("matching", "pairs", 3), ("ordering", "items", 4)]
)
def test_some_lines_stand_there_to_begin_with_each_with_an_id_of_its_own(name, part, number):
    content = kind_named(name).content(kind_named(name).block().get_default(), "x")
    assert len({each["id"] for each in content[part]}) == number
