"""The new school year: which class becomes which, and what is refused before anything is planned."""

import pytest

from rosters.models import RosterImport, Unit
from tests.pages import page, page_text, posted, text_of

ADDRESS = "/quan-tri/don-vi/TNH/nam-hoc-moi/"


@pytest.fixture
def school(people, units, make_member):
    make_member(units.class_b, code="T2", name="Lê Văn Bình")
    return units


def send(client, units, **fields):
    data = {f"lop-{units.class_a.pk}": "11A1", f"lop-{units.class_b.pk}": "11A2"} | fields
    return text_of(posted(client, ADDRESS, data))


def test_each_class_with_anybody_is_offered_the_next_grade(as_organizer, school):
    shown = page(as_organizer, ADDRESS)
    assert 'value="11A1"' in shown
    assert 'value="11A2"' in shown


def test_an_empty_class_is_not_asked_about(as_organizer, people, units):
    shown = page_text(as_organizer, ADDRESS)
    assert "Lớp 10A1" in shown
    assert "Lớp 10A2" not in shown


def test_a_plan_is_made_and_nothing_is_written_yet(as_organizer, school):
    shown = send(as_organizer, school)
    roster_import = RosterImport.objects.get()
    assert roster_import.source == RosterImport.Source.SCHOOL_YEAR
    assert roster_import.counts["move"] == 2
    assert "Trần Ngọc Ánh" in shown
    assert not Unit.objects.filter(name="11A1").exists()


def test_when_it_is_confirmed_the_classes_are_made_and_everybody_is_in_them(as_organizer, school, people):
    send(as_organizer, school)
    as_organizer.post(f"/quan-tri/nhap-danh-sach/{RosterImport.objects.get().pk}/xac-nhan/")
    assert people.member.memberships.open().get(tree="school").unit.name == "11A1"
    assert Unit.objects.get(name="11A1").get_parent() == Unit.objects.get(code="TNH")


def test_whoever_repeats_a_year_stays(as_organizer, school, people):
    send(as_organizer, school, **{"o-lai": "hsanh"})
    assert RosterImport.objects.get().counts["move"] == 1


def test_a_code_that_is_nobodys_is_told_and_nothing_is_planned(as_organizer, school):
    assert "Không có mã này trong đơn vị: KHONG." in send(as_organizer, school, **{"o-lai": "KHONG HSANH"})
    assert not RosterImport.objects.exists()


def test_a_class_may_graduate(as_organizer, school):
    leaves = page(as_organizer, ADDRESS)
    assert leaves
    from rosters.importing.plan.promotion import LEAVES

    send(as_organizer, school, **{f"lop-{school.class_a.pk}": LEAVES})
    assert RosterImport.objects.get().counts["close"] == 1


def test_a_name_that_cannot_be_one_is_told_with_its_class(as_organizer, school):
    shown = send(as_organizer, school, **{f"lop-{school.class_a.pk}": "x" * 300})
    assert "Lớp 10A1:" in shown
    assert not RosterImport.objects.exists()


@pytest.mark.parametrize("code", ["TNH-10A1", "LX"])
def test_only_a_school_or_a_branch_has_a_new_year(as_administrator, people, units, code):
    page(as_administrator, f"/quan-tri/don-vi/{code}/nam-hoc-moi/", status=404)
