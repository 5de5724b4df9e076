"""Finding and merging two records of one person, through the pages."""

import datetime as dt

import pytest

from rosters.files.workbooks import write_table
from rosters.importing.plan.matching import Matcher
from rosters.importing.run.undoing import CannotUndo, undo_import
from rosters.models import Member, MemberMerge, Membership, Organizer, RosterImport
from rosters.organizers import appoint
from rosters.people.merging import merge
from tests.factories import existing_member
from tests.pages import page, posted, text_of
from tests.rosters.pages.test_units import upload

BORN = dt.date(2010, 5, 1)


@pytest.fixture
def twins(units, make_member):
    return [make_member(units.class_a, code=code, name="Lê Thị Hoà", birth_date=BORN) for code in ("T1", "T2")]


def test_records_of_the_same_name_and_birth_date_are_listed_in_pairs(as_organizer, units, make_member, twins):
    make_member(units.class_b, code="T3", name="Lê Thị Hòa", birth_date=dt.date(2011, 5, 1))
    make_member(units.other_class, code="T4", name="Lê Thị Hòa", birth_date=BORN)
    html = page(as_organizer, "/quan-tri/don-vi/TNH/ho-so-trung/")
    assert "So sánh T1 và T2" in html
    # Another birth date is another person; whoever is elsewhere is not shown at all.
    assert "/thanh-vien/T3/" not in html
    assert "/thanh-vien/T4/" not in html


def test_a_unit_without_twins_says_so(as_organizer, units, make_member):
    make_member(units.class_a, code="T1", name="Lê Thị Hoà", birth_date=BORN)
    assert "Không thấy hai hồ sơ nào" in page(as_organizer, "/quan-tri/don-vi/TNH/ho-so-trung/")


def test_the_two_are_compared_and_merged(as_organizer, twins):
    shown = page(as_organizer, "/quan-tri/thanh-vien/T1/gop/T2/")
    assert "Có phải một người không?" in shown
    assert "có thể là hai người" not in shown
    html = posted(as_organizer, "/quan-tri/thanh-vien/T1/gop/T2/", {"giu": "T2"})
    assert "Đã gộp T1 vào T2" in html
    assert "đã gộp hồ sơ T1" in text_of(html)
    assert MemberMerge.objects.get().user.username == "phutrach"
    # The old address leads to the record that is kept.
    assert as_organizer.get("/quan-tri/thanh-vien/T1/").url == "/quan-tri/thanh-vien/T2/"
    assert [m.code for m in Member.objects.persons().filter(full_name="Lê Thị Hoà")] == ["T2"]


def test_whoever_came_from_the_list_of_twins_goes_back_to_it(as_organizer, twins):
    assert "gop/T2/?don-vi=TNH" in page(as_organizer, "/quan-tri/don-vi/TNH/ho-so-trung/")
    address = "/quan-tri/thanh-vien/T1/gop/T2/?don-vi=TNH"
    assert 'href="/quan-tri/don-vi/TNH/ho-so-trung/"' in page(as_organizer, address)
    # A unit elsewhere is answered like none.
    for elsewhere in ("OE", "KHONG-CO", "%20"):
        html = page(as_organizer, f"/quan-tri/thanh-vien/T1/gop/T2/?don-vi={elsewhere}")
        assert 'href="/quan-tri/thanh-vien/T1/">Thôi' in html
    assert as_organizer.post(address, {"giu": "T2"}).url == "/quan-tri/don-vi/TNH/ho-so-trung/"


def test_without_saying_which_one_stays_nothing_is_merged(as_organizer, twins):
    html = as_organizer.post("/quan-tri/thanh-vien/T1/gop/T2/", {}).content.decode()
    assert "Chưa chọn hồ sơ giữ lại" in html
    assert not MemberMerge.objects.exists()


def test_two_who_differ_are_merged_only_when_that_is_confirmed(as_organizer, twins):
    Member.objects.filter(code="T2").update(birth_date=dt.date(2011, 1, 1), sex="male")
    html = as_organizer.post("/quan-tri/thanh-vien/T1/gop/T2/", {"giu": "T1"}).content.decode()
    assert "Ngày sinh khác nhau." in html
    assert not MemberMerge.objects.exists()
    as_organizer.post("/quan-tri/thanh-vien/T1/gop/T2/", {"giu": "T1", "chac-chan": "on"})
    assert MemberMerge.objects.get().survivor.code == "T1"


def test_the_code_of_somebody_elsewhere_is_answered_like_one_that_does_not_exist(as_organizer, units, make_member, twins):
    make_member(units.other_class, code="T4", name="Lê Thị Hoà", birth_date=BORN)
    assert as_organizer.get("/quan-tri/thanh-vien/T1/gop/T4/").status_code == 404
    for code in ("T4", "KHONGCO"):
        html = as_organizer.get("/quan-tri/thanh-vien/T1/", {"gop-voi": code}, follow=True).content.decode()
        assert "không phải mã của thành viên nào khác" in html
    assert as_organizer.get("/quan-tri/thanh-vien/T1/", {"gop-voi": "t2"}).url == "/quan-tri/thanh-vien/T1/gop/T2/"


def test_a_list_with_the_old_code_finds_the_person(as_organizer, units, twins):
    as_organizer.post("/quan-tri/thanh-vien/T1/gop/T2/", {"giu": "T1"})
    rows = [["T2", "Lê Thị Hoà", "01/05/2010", "10A2"]]
    upload(as_organizer, write_table(["Mã HS", "Họ và tên", "Ngày sinh", "Lớp"], rows, "DS"))
    roster_import = RosterImport.objects.get()
    assert roster_import.counts.get("move") == 1
    as_organizer.post(f"/quan-tri/nhap-danh-sach/{roster_import.pk}/xac-nhan/")
    assert Member.objects.get(code="T1").memberships.get(end=None).unit == units.class_b
    assert not Member.objects.get(code="T2").memberships.exists()


def test_a_merged_record_is_found_by_no_search(as_organizer, client, people, twins):
    as_organizer.post("/quan-tri/thanh-vien/T1/gop/T2/", {"giu": "T1"}, follow=True)
    client.force_login(people.administrator, backend="rosters.backends.StaffBackend")
    html = page(client, "/quan-tri/don-vi/", {"q": "le thi hoa"})
    assert "/thanh-vien/T1/" in html
    assert "/thanh-vien/T2/" not in html


def test_accents_and_others_of_the_name_do_not_hide_a_pair(as_organizer, units, make_member):
    make_member(units.class_a, code="T1", name="Trần Văn An", birth_date=BORN)
    make_member(units.class_a, code="T2", name="Trần Văn Án", birth_date=BORN)
    for code, day in (("T3", 2), ("T4", 3), ("T5", 3)):
        make_member(units.class_a, code=code, name="Trần Văn An", birth_date=dt.date(2010, 5, day))
    html = page(as_organizer, "/quan-tri/don-vi/TNH/ho-so-trung/")
    assert "So sánh T1 và T2" in html
    assert "So sánh T4 và T5" in html
    assert "/thanh-vien/T3/" not in html


def test_a_merge_that_would_change_the_roster_of_another_unit_is_for_those_above_both(client, people, units, make_member):
    appoint(people.other_organizer, units.chapter)
    client.force_login(people.other_organizer, backend="rosters.backends.StaffBackend")
    Organizer.objects.filter(user=people.other_organizer).exclude(unit=units.chapter).delete()
    make_member(units.class_a, code="T1", name="Lê Thị Hoà", birth_date=BORN)
    one = make_member(units.class_a, units.chapter, code="P1", name="Lê Thị Hoà", birth_date=BORN)
    two = make_member(units.other_class, code="P2", name="Lê Thị Hoà", birth_date=BORN)
    Membership.objects.create(member=two, unit=units.chapter, tree="union", start=dt.date(2026, 9, 5))
    html = client.post("/quan-tri/thanh-vien/P1/gop/P2/", {"giu": "P1"}).content.decode()
    assert "đơn vị bạn không phụ trách" in html
    assert not MemberMerge.objects.exists()
    assert {place.unit for place in two.memberships.open()} == {units.other_class, units.chapter}
    # Whose place in the class changes nothing there may be merged.
    one.memberships.filter(tree="school").delete()
    client.post("/quan-tri/thanh-vien/P1/gop/P2/", {"giu": "P1"})
    assert MemberMerge.objects.get().set_aside["places"]


def test_an_import_is_not_undone_over_a_merge(as_organizer, units, make_member):
    make_member(units.class_a, code="T1", name="Lê Thị Hoà", birth_date=BORN, start=dt.date(2026, 10, 1))
    make_member(units.class_b, code="T2", name="Lê Thị Hoà", birth_date=BORN)
    rows = [["T2", "Lê Thị Hoà", "01/05/2010", "10A1"]]
    upload(as_organizer, write_table(["Mã HS", "Họ và tên", "Ngày sinh", "Lớp"], rows, "DS"))
    roster_import = RosterImport.objects.get()
    as_organizer.post(f"/quan-tri/nhap-danh-sach/{roster_import.pk}/xac-nhan/")
    as_organizer.post("/quan-tri/thanh-vien/T1/gop/T2/", {"giu": "T1"})
    with pytest.raises(CannotUndo, match="đã được gộp"):
        undo_import(RosterImport.objects.get())


def test_a_former_code_that_excel_made_a_number_of_is_known(units, make_member):
    survivor = make_member(units.class_a, code="000777", name="Lê Thị Hoà")
    merge(survivor, make_member(units.class_a, code="000123", name="Lê Thị Hoà"))
    matcher = Matcher([existing_member(survivor.pk, "000777", "Lê Thị Hoà", former_codes=("000123",))])
    found = matcher.match({"code": "123", "full_name": "Le thi Hoa"}, lambda: None, numeric_code=True)
    assert found.member.pk == survivor.pk
