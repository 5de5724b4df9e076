"""One person added by hand."""

import pytest

from rosters.models import Member, Membership, RosterImport
from tests.pages import page_text, posted, text_of

ADD = "/quan-tri/don-vi/TNH-10A1/them-nguoi/"
TAM = {"full_name": "Lê Văn Tám", "birth_date": "05/09/2010", "sex": "Nam", "code": "T1"}


def confirm(client):
    return text_of(posted(client, f"/quan-tri/nhap-danh-sach/{RosterImport.objects.latest('pk').pk}/xac-nhan/"))


def test_a_person_is_previewed_and_then_written(as_organizer, units):
    assert "Sẽ thêm 1" in text_of(posted(as_organizer, ADD, TAM))
    assert not Member.objects.filter(code="T1").exists()
    assert "Đã nhập xong: thêm 1" in confirm(as_organizer)
    member = Member.objects.get(code="T1")
    assert (member.full_name, member.birth_date.isoformat(), member.sex) == ("Lê Văn Tám", "2010-09-05", "male")
    assert Membership.objects.get(member=member).unit == units.class_a


def test_a_code_is_given_where_there_is_none(as_organizer, units):
    posted(as_organizer, ADD, {"full_name": "Lê Văn Tám"})
    confirm(as_organizer)
    assert Member.objects.get(full_name="Lê Văn Tám").code == "HV0000001"


def test_nobody_else_of_the_class_is_said_to_be_missing(as_organizer, units, make_member):
    make_member(units.class_a, code="OLD1", name="Trần Văn Nam")
    assert "không có trong tệp" not in text_of(posted(as_organizer, ADD, TAM)).lower()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"birth_date": "31/02/2010"}, "không có trong lịch"),
        ({"full_name": "Lê 2"}, "không có chữ số"),
        ({"code": "a b/c"}, "Mã chỉ gồm"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(as_organizer, units, wrong, told):
    shown = posted(as_organizer, ADD, TAM | wrong, status=422)
    assert told in text_of(shown)
    assert f'id="id_{next(iter(wrong))}_error"' in shown
    assert not RosterImport.objects.exists()


def test_a_name_is_needed(as_organizer, units):
    assert "Chưa điền ô này" in posted(as_organizer, ADD, {"full_name": ""}, status=422) or RosterImport.objects.count() == 0


def test_somebody_nearly_like_one_of_the_class_is_asked_about(as_organizer, units, make_member):
    make_member(units.class_a, code="OLD1", name="Lê Văn Tấm", birth_date="2010-09-05")
    assert "Gần giống một người đã có trong lớp này." in text_of(posted(as_organizer, ADD, TAM | {"code": ""}))


def test_tabs_and_lines_in_a_field_make_no_other_cells(as_organizer, units):
    posted(as_organizer, ADD, TAM | {"full_name": "Lê\tVăn\nTám"})
    confirm(as_organizer)
    assert Member.objects.get(code="T1").full_name == "Lê Văn Tám"


def test_it_is_undone_like_any_list(as_organizer, units):
    posted(as_organizer, ADD, TAM)
    confirm(as_organizer)
    posted(as_organizer, f"/quan-tri/nhap-danh-sach/{RosterImport.objects.get().pk}/hoan-tac/")
    assert not Member.objects.filter(code="T1").exists()


def test_the_page_of_a_class_leads_to_it_and_that_of_a_school_does_not(as_organizer, units):
    assert "Thêm một người" in page_text(as_organizer, "/quan-tri/don-vi/TNH-10A1/")
    assert "Thêm một người" not in page_text(as_organizer, "/quan-tri/don-vi/TNH/")


def test_the_preview_names_no_file_and_asks_nothing_that_the_form_answered(as_organizer, units):
    shown = text_of(posted(as_organizer, ADD, {"full_name": "Lê Văn Tám"}))
    assert "Thêm bằng tay – Lớp 10A1" in shown
    assert "Hệ thống cần hỏi" not in shown
