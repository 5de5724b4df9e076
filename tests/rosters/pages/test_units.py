"""Organizers' and administrators' pages about units and members, through the views."""

import io

import pytest
from openpyxl import load_workbook

from rosters.files.workbooks import write_table
from rosters.models import Member, Organizer, RosterImport, Unit, User
from tests.pages import page, posted


def upload(client, content, code="TNH", name="ds.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    return client.post(f"/quan-tri/don-vi/{code}/nhap-danh-sach/", {"file": file}, follow=True)


def roster(*rows):
    return write_table(["Mã HS", "Họ và tên", "Ngày sinh", "Lớp"], [list(row) for row in rows], "DS")


def test_a_roster_is_shown_then_confirmed(as_organizer, units):
    response = upload(
        as_organizer, roster(["T1", "Lê Văn Tám", "01/02/2010", "10A1"], ["T2", "Lê Thị Chín", "31/02/2010", "10A1"])
    )
    html = response.content.decode()
    assert "Còn 1 dòng cần sửa" in html
    assert "31/02/2010" in html
    kept = RosterImport.objects.get()
    as_organizer.post(f"/quan-tri/nhap-danh-sach/{kept.pk}/xac-nhan/")
    assert not Member.objects.filter(code__startswith="T").exists()
    upload(as_organizer, roster(["T1", "Lê Văn Tám", "01/02/2010", "10A1"], ["T2", "Lê Thị Chín", "28/02/2010", "10A1"]))
    kept = RosterImport.objects.first()
    html = posted(as_organizer, f"/quan-tri/nhap-danh-sach/{kept.pk}/xac-nhan/")
    assert "Đã nhập xong: thêm 2" in html
    assert Member.objects.filter(code__startswith="T", memberships__unit=units.class_a).count() == 2


def test_a_file_that_is_no_roster_is_told_on_the_page(as_organizer, units):
    response = upload(as_organizer, b"khong phai excel")
    assert response.status_code == 422
    assert "hỏng hoặc không phải tệp Excel" in response.content.decode()
    assert not RosterImport.objects.exists()


def test_an_exported_roster_has_text_codes_and_only_this_unit(as_organizer, units, make_member):
    make_member(units.class_b, code="0012345", name="Lê Văn Tám")
    make_member(units.other_class, code="OE1")
    sheet = load_workbook(io.BytesIO(as_organizer.get("/quan-tri/don-vi/TNH/danh-sach.xlsx").content)).active
    codes = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert "0012345" in codes
    assert "OE1" not in codes


def test_members_are_found_without_accents(as_organizer, units, make_member):
    make_member(units.class_b, name="Đặng Thị Ngọc Ánh")
    assert "Đặng Thị Ngọc Ánh" in page(as_organizer, "/quan-tri/don-vi/?q=anh+dang")


def test_a_member_is_mended_by_hand_and_keeps_a_sort_key(as_organizer, people):
    data = {"full_name": "Trần Ngọc Bích", "birth_date": "05/09/2010", "sex": "female", "is_union_member": "on"}
    as_organizer.post("/quan-tri/thanh-vien/HSANH/", data)
    member = Member.objects.get(code="HSANH")
    assert (member.birth_date.day, member.birth_date.month) == (5, 9)
    assert (member.full_name, member.folded_name) == ("Trần Ngọc Bích", "tran ngoc bich")
    response = as_organizer.post("/quan-tri/thanh-vien/HSANH/", data | {"full_name": "Bích 2"})
    assert "Họ tên không có chữ số" in response.content.decode()


def test_a_lost_card_gets_a_new_code_that_is_shown_once(as_organizer, people):
    before = Member.objects.get(code="HSANH").login_nonce
    html = posted(as_organizer, "/quan-tri/thanh-vien/HSANH/doi-ma/")
    assert "Đã cấp mã đăng nhập mới" in html
    assert Member.objects.get(code="HSANH").login_nonce != before


def test_an_administrator_adds_a_unit_and_appoints_an_organizer(as_administrator, units):
    data = {"kind": "class", "name": "10A7", "code": "TNH-10A7"}
    as_administrator.post("/quan-tri/don-vi/TNH/them/", data)
    assert Unit.objects.get(code="TNH-10A7").get_parent() == units.school
    response = as_administrator.post("/quan-tri/don-vi/TNH/them/", data)
    assert "Mã này đã có đơn vị dùng" in response.content.decode()
    person = {"username": "cohoa", "full_name": "Nguyễn Thị Hoa", "password": "mot-mat-khau-dai"}
    as_administrator.post("/quan-tri/don-vi/TNH-10A7/nguoi-phu-trach/", person)
    user = User.objects.get(username="cohoa")
    assert str(user) == "Nguyễn Thị Hoa"
    assert set(Unit.objects.visible_to(user)) == {Unit.objects.get(code="TNH-10A7")}
    as_administrator.post(f"/quan-tri/nguoi-phu-trach/{Organizer.objects.get(user=user).pk}/thoi/")
    assert not Unit.objects.visible_to(User.objects.get(pk=user.pk)).exists()
    assert not User.objects.get(pk=user.pk).groups.exists()


def test_a_learners_account_cannot_be_made_an_organizer(as_administrator, people, units):
    named = {"username": people.learner.username, "full_name": str(people.learner), "password": ""}
    response = as_administrator.post("/quan-tri/don-vi/TNH/nguoi-phu-trach/", named)
    assert "Không có tài khoản nào mang tên đăng nhập và họ tên này" in response.content.decode()


@pytest.mark.parametrize("members", [2, 30])
def test_pages_of_units_take_the_same_queries_for_any_number_of_members(
    as_organizer, units, make_member, members, django_assert_max_num_queries
):
    for _ in range(members):
        make_member(units.class_a, units.chapter)
    for path in ("/quan-tri/don-vi/TNH/", "/quan-tri/don-vi/TNH-10A1/", "/quan-tri/don-vi/?q=hoa"):
        with django_assert_max_num_queries(28):
            as_organizer.get(path)


def test_somebody_who_left_is_closed_and_never_deleted(as_organizer, people, units):
    place = people.member.memberships.get(tree="school")
    url = f"/quan-tri/thanh-vien/HSANH/thoi/{place.pk}/"
    assert "Chưa chọn lý do" in posted(as_organizer, url)
    html = posted(as_organizer, url, {"ly-do": "graduated"})
    assert "không còn ở Lớp 10A1" in html
    place.refresh_from_db()
    assert (place.end is not None, place.close_reason) == (True, "graduated")
    assert people.member.memberships.filter(tree="union", end=None).exists()


def test_a_place_is_closed_only_by_who_looks_after_it(as_organizer, people):
    place = people.member.memberships.get(tree="union")
    assert as_organizer.post(f"/quan-tri/thanh-vien/HSANH/thoi/{place.pk}/", {"ly-do": "left"}).url == "/quan-tri/"
    place.refresh_from_db()
    assert place.end is None


def test_a_birth_date_that_cannot_be_is_refused_by_hand_too(as_organizer, people):
    data = {"full_name": "Trần Ngọc Bích", "birth_date": "01/01/2045", "sex": "female"}
    assert "Năm sinh phải từ" in as_organizer.post("/quan-tri/thanh-vien/HSANH/", data).content.decode()


def test_an_organizer_changes_the_first_password_without_an_e_mail_address(as_organizer, people):
    html = page(as_organizer, "/quan-tri/account/")
    assert 'name="password-old_password"' in html
    assert 'type="email"' not in html


def test_uploads_that_wait_for_nothing_do_not_say_that_they_do(as_organizer, units):
    upload(as_organizer, roster(["T2", "Lê Thị Chín", "31/02/2010", "10A1"]))
    assert "Còn dòng cần sửa" in page(as_organizer, "/quan-tri/don-vi/TNH/nhap-danh-sach/")
