import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.importing.plan.promotion import LEAVES, STAYS, UnitAfter, name_after, plan_promotion
from rosters.importing.run.applying import apply_import
from rosters.importing.run.undoing import undo_import
from rosters.models import Membership, RosterImport
from tests.factories import existing_member
from tests.pages import page, posted


@pytest.mark.parametrize(
    ("name", "grades", "after"),
    [
        ("10A1", [10, 11, 12], "11A1"), ("12C3", [10, 11, 12], LEAVES), ("9/1", [6, 7, 8, 9], LEAVES), ("6A2", [6, 9], "7A2"),
        ("9A1", [6, 9, 12], "10A1"), ("5B", [1, 5], LEAVES), ("Giáo viên", [10], STAYS), ("11 B2", [10, 12], "12 B2"),
    ],
)  # fmt: skip
def test_a_class_is_named_one_grade_up(name, grades, after):
    assert name_after(name, grades) == after


def member(pk, unit_id):
    born = dt.date(2010, 1, 1)
    return existing_member(
        pk, f"HS{pk}", "Nguyễn Thị Hoa", birth_date=born, sex="female", unit_name=f"U{unit_id}", unit_id=unit_id
    )


@given(
    st.lists(st.integers(1, 4), max_size=20),
    st.dictionaries(st.integers(1, 3), st.sampled_from([None, UnitAfter("U2", 2), UnitAfter("U3", 3), UnitAfter("mới")])),
    st.sets(st.integers(0, 19)),
)
def test_everybody_moves_once_leaves_or_stays(places, targets, staying):
    members = [member(pk, unit_id) for pk, unit_id in enumerate(places)]
    rows = plan_promotion(members, targets, 99, {f"HS{pk}" for pk in staying})
    assert [row.member_id for row in rows] == [each.pk for each in members if each.unit_id in targets]
    for row in rows:
        after = targets[row.from_unit_id]
        if row.member_id in staying or (after and after.pk == row.from_unit_id):
            assert (row.action, row.unit_id) == ("unchanged", row.from_unit_id)
        elif after is None:
            assert row.action == "close"
        else:
            assert (row.action, row.unit_id, row.unit_name, row.above_id) == ("move", after.pk, after.name, 99)


def test_a_school_year_is_previewed_confirmed_and_undone(as_organizer, units, make_member):
    from rosters.trees import add_unit
    from rosters.units import UnitKind

    last = add_unit(units.school, kind=UnitKind.CLASS, name="12A1", code="TNH-12A1")
    for number in range(3):
        make_member(units.class_a, code=f"A{number}")
    make_member(last, code="L1", name="Phạm Văn Cuối")
    shown = page(as_organizer, "/quan-tri/don-vi/TNH/nam-hoc-moi/")
    assert 'value="11A1"' in shown
    data = {f"lop-{units.class_a.pk}": "11A1", f"lop-{last.pk}": "-", "o-lai": "a2"}
    html = posted(as_organizer, "/quan-tri/don-vi/TNH/nam-hoc-moi/", data)
    assert "Sẽ chuyển 3, ra trường 1, giữ nguyên 1" in html
    roster_import = RosterImport.objects.get()
    assert Membership.objects.filter(end=None, unit=last).exists()
    html = posted(as_organizer, f"/quan-tri/nhap-danh-sach/{roster_import.pk}/xac-nhan/")
    assert "Đã nhập xong" in html
    open_places = Membership.objects.filter(end=None, tree="school")
    assert set(open_places.filter(unit__name="11A1").values_list("member__code", flat=True)) == {"A0", "A1", "HSANH"}
    assert open_places.filter(unit=units.class_a).get().member.code == "A2"
    assert Membership.objects.get(unit=last).close_reason == "graduated"
    as_organizer.post(f"/quan-tri/nhap-danh-sach/{roster_import.pk}/hoan-tac/")
    assert Membership.objects.filter(end=None, unit=units.class_a).count() == 4
    assert Membership.objects.get(unit=last).end is None


def test_codes_of_those_who_stay_must_be_known(as_organizer, units):
    data = {f"lop-{units.class_a.pk}": "11A1", "o-lai": "KHONGCO"}
    html = posted(as_organizer, "/quan-tri/don-vi/TNH/nam-hoc-moi/", data)
    assert "Không có mã này trong đơn vị: KHONGCO" in html
    assert not RosterImport.objects.exists()


def test_a_promotion_planned_before_somebody_moved_is_not_written(as_organizer, people, units, make_member):
    from rosters.importing.run.applying import PlanOutdated

    make_member(units.class_a, code="A0")
    as_organizer.post("/quan-tri/don-vi/TNH/nam-hoc-moi/", {f"lop-{units.class_a.pk}": "11A1"})
    Membership.objects.filter(member__code="A0").update(unit=units.class_b)
    with pytest.raises(PlanOutdated):
        apply_import(RosterImport.objects.get(), people.organizer)
    assert not Membership.objects.filter(unit__name="11A1").exists()
    with pytest.raises(Exception, match="chưa được ghi"):
        undo_import(RosterImport.objects.get())
