import pytest

from rosters.models import Unit
from rosters.trees import MisplacedUnit, add_unit, add_units, move_unit
from rosters.units import UnitKind as Kind
from rosters.units import kinds_below, may_stand_below


@pytest.mark.parametrize(
    ("kind", "above", "allowed"),
    [
        (Kind.CLASS, Kind.SCHOOL, True),
        (Kind.CLASS, Kind.DEPARTMENT, False),
        (Kind.BRANCH, Kind.PROVINCIAL_UNION, True),
        (Kind.BRANCH, Kind.COMMUNE_UNION, True),
        (Kind.CHAPTER, Kind.COMMUNE_UNION, True),
        (Kind.CHAPTER, Kind.SCHOOL, False),
        (Kind.DEPARTMENT, None, True),
        (Kind.CLASS, None, False),
    ],
)
def test_what_may_stand_below_what(kind, above, allowed):
    assert may_stand_below(kind, above) is allowed


def test_a_school_has_classes_below():
    assert kinds_below(Kind.SCHOOL) == [Kind.CLASS]


def test_a_misplaced_unit_is_refused_and_nothing_is_written(units):
    before = Unit.objects.count()
    with pytest.raises(MisplacedUnit):
        add_unit(units.school, kind=Kind.CHAPTER, name="10A1", code="X")
    assert Unit.objects.count() == before


def test_classes_and_chapters_are_named_with_their_kind(units):
    assert units.class_a.label == "Lớp 10A1"
    assert units.chapter.label == "Chi đoàn 10A1"
    assert units.school.label == "Trường THPT Thoại Ngọc Hầu"


def test_units_added_together_get_free_codes_and_stand_in_a_sound_tree(units):
    made = add_units(units.school, Kind.CLASS, ["10A9", "10 a1", "11A1"])
    assert list(Unit.objects.filter(pk__in=made).values_list("code", flat=True)) == ["TNH-10A9", "TNH-10A1-2", "TNH-11A1"]
    assert [unit.pk for unit in units.school.get_children()][-3:] == made
    assert not any(Unit.find_problems())
    with pytest.raises(MisplacedUnit):
        add_units(units.class_a, Kind.CLASS, ["10A9"])


def test_the_tree_has_no_problems(units):
    assert not any(Unit.find_problems())


def test_what_is_around_a_unit_is_found_at_once(units, django_assert_num_queries):
    with django_assert_num_queries(1):
        around = Unit.objects.all().around("TNH")
    assert [unit.code for unit in around] == ["SGD", "TNH", "TNH-10A1", "TNH-10A2"]
    assert Unit.objects.all().around("KHONGCO") == []


def test_a_unit_moves_with_all_below_it_to_where_it_may_stand(units):
    move_unit(units.branch, units.other_commune)
    assert Unit.objects.get(code="DTNH").get_parent().code == "XOE"
    assert Unit.objects.get(code="CD-10A1").path.startswith(Unit.objects.get(code="XOE").path)
    with pytest.raises(MisplacedUnit, match="không thể đặt dưới"):
        move_unit(units.branch, units.school)
    with pytest.raises(MisplacedUnit, match="chính nó"):
        move_unit(units.commune, Unit.objects.get(code="LX"))


def test_an_administrator_moves_a_unit_below_another_that_was_chosen(client, people, units):
    client.force_login(people.administrator, backend="rosters.backends.StaffBackend")
    address = "/quan-tri/don-vi/DTNH/sua/"
    for chosen, told in (("", "Chưa điền ô này"), (units.school.pk, "không thể đặt dưới")):
        page = client.post(address, {"viec": "chuyen", "above": chosen})
        assert page.status_code == 422
        assert told in page.content.decode()
    client.post(address, {"viec": "chuyen", "above": units.other_commune.pk})
    assert Unit.objects.get(code="DTNH").get_parent().code == "XOE"
