"""Units are added and moved under the rules of the two trees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.models import Unit
from rosters.trees import MisplacedUnit, add_unit, add_units, add_units_below, before_unit_moves, locked_tree, move_unit
from rosters.units import KINDS_ABOVE, TREE_OF_KIND, kinds_below, may_stand_below
from rosters.units import UnitKind as Kind

kinds = st.sampled_from(list(Kind))


@given(kinds, kinds)
def test_what_stands_below_another_is_of_the_same_tree(kind, above):
    if may_stand_below(kind, above):
        assert TREE_OF_KIND[kind] == TREE_OF_KIND[above]
        assert kind in kinds_below(above)


@given(kinds)
def test_a_kind_stands_at_the_top_or_below_something(kind):
    assert may_stand_below(kind, None) == (not KINDS_ABOVE[kind])


def paths(unit):
    return Unit.objects.get(pk=unit.pk).get_ancestors()


@pytest.mark.parametrize(
    ("above", "kind", "words"),
    [
        ("class_a", Kind.CLASS, "Lớp không thể đặt dưới Lớp 10A1."), ("department", Kind.CLASS, "dưới Sở"),
        ("school", Kind.CHAPTER, "Chi đoàn không thể đặt dưới Trường"), (None, Kind.SCHOOL, "ở cấp cao nhất"),
    ],
)  # fmt: skip
def test_what_may_not_stand_there_is_said_in_words(units, above, kind, words):
    with pytest.raises(MisplacedUnit, match=words):
        add_unit(getattr(units, above) if above else None, kind=kind, name="X", code="X")


def test_a_new_unit_stands_after_its_sisters_and_knows_its_tree(units):
    made = add_unit(units.school, kind=Kind.CLASS, name="11A1", code="TNH-11A1")
    assert [unit.name for unit in Unit.objects.all().directly_below(units.school)] == ["10A1", "10A2", "11A1"]
    assert (made.tree, made.folded_name) == ("school", "lop 11a1")


def test_many_are_made_at_once_with_codes_that_are_free(units, django_assert_max_num_queries):
    add_unit(units.school, kind=Kind.CLASS, name="Cũ", code="TNH-11A1")
    with django_assert_max_num_queries(14):
        made = add_units(units.school, Kind.CLASS, [f"11A{n}" for n in range(1, 30)])
    codes = [Unit.objects.get(pk=pk).code for pk in made]
    assert codes[:3] == ["TNH-11A1-2", "TNH-11A2", "TNH-11A3"]
    assert len(set(codes)) == 29
    assert Unit.objects.get(pk=units.school.pk).numchild == 32


def test_names_that_make_the_same_code_get_a_number(units):
    made = add_units(units.school, Kind.CLASS, ["Đá", "Da"])
    assert [Unit.objects.get(pk=pk).code for pk in made] == ["TNH-DA", "TNH-DA-2"]


def test_classes_of_two_schools_are_made_together(units):
    made = add_units_below({units.school.pk: ["12A1"], units.other_school.pk: ["12A1", "12A2"]}, Kind.CLASS)
    assert {(above, name) for above, name in made} == {
        (units.school.pk, "12A1"), (units.other_school.pk, "12A1"), (units.other_school.pk, "12A2"),
    }  # fmt: skip
    assert Unit.objects.get(pk=made[units.other_school.pk, "12A2"]).get_parent() == units.other_school


def test_a_tree_made_at_once_is_a_sound_tree(units):
    add_units_below({units.school.pk: ["12A1", "12A2"], units.other_school.pk: ["12A1"]}, Kind.CLASS)
    assert [list(problems) for problems in Unit.find_problems()] == [[], [], [], [], []]


def test_many_below_what_may_not_hold_them_make_none(units):
    before = Unit.objects.count()
    with pytest.raises(MisplacedUnit):
        add_units_below({units.school.pk: ["A"], units.class_a.pk: ["B"]}, Kind.CLASS)
    assert Unit.objects.count() == before


def test_a_unit_moves_with_all_below_it(units):
    move_unit(units.branch, units.other_commune)
    assert list(paths(units.chapter)) == [
        units.province,
        Unit.objects.get(pk=units.other_commune.pk),
        Unit.objects.get(pk=units.branch.pk),
    ]


@pytest.mark.parametrize(
    ("unit", "above", "words"),
    [
        ("commune", "branch", "dưới chính nó"), ("school", "school", "dưới chính nó"), ("class_a", "department", "không thể đặt dưới"),
        ("chapter", "school", "không thể đặt dưới"),
    ],
)  # fmt: skip
def test_a_move_that_may_not_be_changes_nothing(units, unit, above, words):
    before = list(Unit.objects.values_list("path", flat=True))
    with pytest.raises(MisplacedUnit, match=words):
        move_unit(getattr(units, unit), getattr(units, above))
    assert list(Unit.objects.values_list("path", flat=True)) == before


def test_apps_take_out_what_they_count_before_a_unit_moves_and_not_when_it_stays(units, monkeypatch):
    prepared = []
    monkeypatch.setattr("rosters.trees._before_moves", [])
    for _ in range(2):
        before_unit_moves(prepared.append)
    move_unit(units.chapter, units.branch)
    assert prepared == []
    move_unit(units.branch, units.other_commune)
    # Registered twice by the same app, called once.
    assert prepared == [units.branch]


def test_the_lock_is_let_go_when_something_fails(units):
    with pytest.raises(RuntimeError), locked_tree():
        raise RuntimeError
    add_unit(units.school, kind=Kind.CLASS, name="13", code="TNH-13")
