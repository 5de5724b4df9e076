"""What an organizer sees and does on the pages of an import."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from pypdf import PdfReader

from rosters.models import ColumnSpelling, Member, Membership, RosterImport
from rosters.people.closing_units import close_unit
from tests.pages import page, posted, text_of
from tests.rosters.importing.rosters_on_file import workbook

UPLOAD = "/quan-tri/don-vi/TNH/nhap-danh-sach/"
TAM = ["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"]


@pytest.fixture
def upload(as_organizer):
    def upload(content, name="ds.xlsx"):
        return as_organizer.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)

    return upload


def page_of(roster_import):
    return f"/quan-tri/nhap-danh-sach/{roster_import.pk}/"


def test_cells_pasted_from_a_spreadsheet_are_a_roster(as_organizer, units):
    cells = "STT\tMã HS\tHọ và tên\tNgày sinh\tLớp\n1\tT1\tLê Văn Tám\t01/02/2010\t10A1\n"
    html = posted(as_organizer, UPLOAD, {"cells": cells})
    assert "Sẽ thêm 1" in html
    html = posted(as_organizer, UPLOAD, {}, status=422)
    assert "Chưa chọn tệp" in html


def test_every_mistake_is_marked_in_the_organizers_own_workbook(upload, as_organizer, units):
    upload(workbook(TAM, ["T2", "Lê Thị Chín", "31/02/2010", "Nma", "10A1"], ["T3", "Hoa 3", "", "", ""]))
    response = as_organizer.get(f"{page_of(RosterImport.objects.get())}tep-can-sua.xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    commented = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert commented.keys() == {"C3", "D3", "B4", "E4"}
    assert "Đọc được “31/02/2010”" in commented["C3"]
    assert sheet["B2"].value == "Lê Văn Tám"


def test_a_marked_copy_is_made_of_files_that_are_no_xlsx_too(upload, as_organizer, units):
    upload("Mã HS;Họ và tên;Lớp\nT1;=Lê Văn Tám;10A1\nT2;Hoa 2;10A1\n".encode(), "ds.csv")
    response = as_organizer.get(f"{page_of(RosterImport.objects.get())}tep-can-sua.xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert "Họ tên không có chữ số" in sheet["B3"].comment.text
    assert sheet["B2"].value == "'=Lê Văn Tám"


def test_the_corrected_copy_is_uploaded_and_imported(upload, as_organizer, units):
    upload(workbook(["T1", "Lê Văn Tám", "31/02/2010", "Nam", "10A1"]))
    response = as_organizer.get(f"{page_of(RosterImport.objects.get())}tep-can-sua.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    book.active["C2"] = "28/02/2010"
    out = io.BytesIO()
    book.save(out)
    assert "Sẽ thêm 1" in upload(out.getvalue()).content.decode()


def test_who_an_uncertain_row_is_is_asked_answered_and_written(upload, as_organizer, units, make_member):
    make_member(units.class_a, code="OLD1", name="Lê Văn Tám")
    html = upload(workbook(["", "Lê Văn Tám", "", "Nam", "10A1"])).content.decode()
    assert "Còn 1 dòng cần bạn cho biết là ai" in html
    assert "mã OLD1" in html
    roster_import = RosterImport.objects.get()
    assert "Chưa chọn câu trả lời" in posted(as_organizer, f"{page_of(roster_import)}tra-loi/")
    html = posted(as_organizer, f"{page_of(roster_import)}tra-loi/", {"ai:2|DS": "OLD1"})
    assert "Sẽ thay đổi 1" in html
    as_organizer.post(f"{page_of(roster_import)}xac-nhan/")
    assert (Member.objects.get(code="OLD1").sex, Member.objects.filter(full_name="Lê Văn Tám").count()) == ("male", 1)


def test_an_answer_may_be_that_it_is_a_new_person(upload, as_organizer, units, make_member):
    make_member(units.class_a, code="OLD1", name="Lê Văn Tám")
    upload(workbook(["", "Lê Văn Tám", "", "Nam", "10A1"]))
    roster_import = RosterImport.objects.get()
    as_organizer.post(f"{page_of(roster_import)}tra-loi/", {"ai:2|DS": "new"})
    as_organizer.post(f"{page_of(roster_import)}xac-nhan/")
    assert Member.objects.filter(full_name="Lê Văn Tám").count() == 2


STRANGE = [["Danh sách lớp"], ["Số", "Quý danh", "Sinh", "Phòng"], [1, "Lê Văn Tám", "05/09/2010", "10A1"]]


def strange():
    from rosters.files.workbooks import write_table

    return write_table(STRANGE[0], STRANGE[1:], "DS")


def test_columns_that_are_not_known_are_told_by_hand_once_and_remembered(upload, as_organizer, units):
    html = upload(strange()).content.decode()
    assert "Chỉ các cột trong tệp" in html
    roster_import = RosterImport.objects.get()
    columns = f"{page_of(roster_import)}cot/"
    # What the values look like is offered.
    assert '<option value="full_name" selected>' in html
    assert '<option value="birth_date" selected>' in html
    told = {"dong": "2", "luu": "1", "cot-1": "full_name", "cot-2": "birth_date", "cot-3": "class_name"}
    assert "Sẽ thêm 1" in posted(as_organizer, columns, told)
    assert ColumnSpelling.objects.count() == 3
    html = upload(strange()).content.decode()
    assert "Sẽ thêm 1" in html


def test_a_file_that_waits_for_its_columns_is_listed_too(upload, as_organizer, units):
    upload(strange())
    html = page(as_organizer, UPLOAD)
    assert "ds.xlsx" in html
    assert "Chưa đọc được" in html


def test_one_columns_meaning_is_given_once_and_a_name_is_needed(upload, as_organizer, units):
    upload(strange())
    columns = f"{page_of(RosterImport.objects.get())}cot/"
    twice = {"dong": "2", "luu": "1", "cot-1": "full_name", "cot-2": "full_name"}
    assert "hai cột được chọn cùng một nội dung" in posted(as_organizer, columns, twice)
    nameless = {"dong": "2", "luu": "1", "cot-3": "class_name"}
    assert "Chưa có cột nào là “Họ và tên”" in posted(as_organizer, columns, nameless)
    assert not ColumnSpelling.objects.exists()


def test_what_one_organizer_told_changes_nothing_for_another(upload, as_organizer, people, units):
    ColumnSpelling.objects.create(user=people.other_organizer, header="quy danh", field="full_name")
    assert "Chỉ các cột trong tệp" in upload(strange()).content.decode()


def test_those_missing_from_a_class_list_are_listed_and_closed_only_when_asked(upload, as_organizer, units, make_member):
    make_member(units.class_a, code="OLD1", name="Lý Thị Vắng")
    make_member(units.class_b, code="OLD2", name="Trần Lớp Khác")
    html = upload(workbook(TAM)).content.decode()
    assert "2 người đang ở các lớp, chi đoàn này nhưng không có trong tệp" in html
    roster_import = RosterImport.objects.get()
    shown = page(as_organizer, f"{page_of(roster_import)}?xem=missing")
    assert "Lý Thị Vắng" in shown
    assert "Trần Lớp Khác" not in shown
    as_organizer.post(f"{page_of(roster_import)}xac-nhan/", {"thieu": "left"})
    assert Membership.objects.open().filter(member__code="OLD1", tree="school").exists()
    as_organizer.post(f"{page_of(roster_import)}xac-nhan/", {"thieu": "left", "dong_y": "1"})
    place = Membership.objects.get(member__code="OLD1")
    assert (place.close_reason, place.end is not None) == ("left", True)
    assert Member.objects.filter(code="OLD1").exists()


def test_a_plan_that_is_out_of_date_is_looked_at_again_without_another_upload(upload, as_organizer, units, make_member):
    upload(workbook(TAM))
    roster_import = RosterImport.objects.get()
    make_member(units.class_b, code="T1", name="Lê Văn Tám", birth_date=dt.date(2010, 2, 1))
    html = posted(as_organizer, f"{page_of(roster_import)}xac-nhan/")
    assert "Bản xem trước này đã cũ" in html
    html = posted(as_organizer, f"{page_of(roster_import)}xem-lai/")
    assert "Sẽ chuyển 1" in html
    as_organizer.post(f"{page_of(roster_import)}xac-nhan/")
    assert Membership.objects.get(member__code="T1", end=None).unit == units.class_a


def test_the_plan_of_many_rows_is_paged_and_filtered(upload, as_organizer, units, django_assert_max_num_queries):
    rows = [
        [f"T{n}", f"Lê Văn {['An', 'Bình', 'Chi', 'Dung'][n % 4]}", f"{1 + n % 28:02d}/02/2010", "Nam", "10A1"]
        for n in range(450)
    ]
    rows[333][2] = "31/02/2010"
    html = upload(workbook(*rows)).content.decode()
    assert "Trang 1 trên" not in html
    roster_import = RosterImport.objects.get()
    with django_assert_max_num_queries(30):
        html = page(as_organizer, f"{page_of(roster_import)}?xem=create&p=5")
    assert "Trang 5 trên 5" in html
    assert html.count('<td class="main">') == 49


def test_some_members_of_a_class_are_moved_closed_and_given_cards(as_organizer, units, make_member):
    for number in range(4):
        make_member(units.class_a, code=f"A{number}", name="Lê Văn Tám")
    url = "/quan-tri/don-vi/TNH-10A1/thanh-vien/"
    assert "Chưa chọn ai" in posted(as_organizer, url, {"viec": "chuyen"})
    html = posted(as_organizer, url, {"viec": "chuyen", "ma": ["A0", "A1"], "den": "TNH-10A2"})
    assert "Đã chuyển 2 người sang Lớp 10A2" in html
    assert Membership.objects.filter(unit=units.class_b, end=None).count() == 2
    as_organizer.post(url, {"viec": "thoi", "ma": ["A2"], "ly-do": "left", "chac": "1"})
    assert Membership.objects.get(member__code="A2").close_reason == "left"
    response = as_organizer.post(url, {"viec": "in-the", "ma": ["A3"]})
    assert response.content[:5] == b"%PDF-"


@pytest.mark.parametrize("target", ["OE-10A1", "CD-10A1", "TNH", ""])
def test_members_are_moved_only_to_a_sister_class_that_the_organizer_looks_after(as_organizer, units, make_member, target):
    make_member(units.class_a, code="A0")
    data = {"viec": "chuyen", "ma": ["A0"], "den": target}
    html = posted(as_organizer, "/quan-tri/don-vi/TNH-10A1/thanh-vien/", data, status=422)
    assert "Chưa chọn nơi chuyển đến" in html
    assert Membership.objects.get(member__code="A0").unit == units.class_a


def test_members_of_elsewhere_are_not_reached_by_their_codes(as_organizer, units, make_member):
    make_member(units.other_class, code="OE1")
    as_organizer.post("/quan-tri/don-vi/TNH-10A1/thanh-vien/", {"viec": "thoi", "ma": ["OE1"], "ly-do": "left"})
    assert Membership.objects.get(member__code="OE1").end is None


def test_an_organizer_appoints_for_units_below_only(as_organizer, people, units):
    person = {"username": "cohoa", "full_name": "Nguyễn Thị Hoa", "password": "mot-mat-khau-dai"}
    as_organizer.post("/quan-tri/don-vi/TNH-10A1/nguoi-phu-trach/", person)
    role = units.class_a.organizers.get()
    assert str(role.user) == "Nguyễn Thị Hoa"
    for own_or_above in ("TNH", "SGD", "OE"):
        as_organizer.post(f"/quan-tri/don-vi/{own_or_above}/nguoi-phu-trach/", person | {"username": "khac"})
    assert not units.school.organizers.exclude(user=people.organizer).exists()
    assert not units.other_school.organizers.exclude(user=people.other_organizer).exists()
    assert (
        "Đã giao"
        not in as_organizer.post(f"/quan-tri/nguoi-phu-trach/{units.other_school.organizers.get().pk}/thoi/").content.decode()
    )
    assert units.other_school.organizers.exists()
    as_organizer.post(f"/quan-tri/nguoi-phu-trach/{role.pk}/thoi/")
    assert not units.class_a.organizers.exists()


def test_only_those_whom_an_import_made_get_new_cards(upload, as_organizer, units, make_member):
    make_member(units.class_a, name="Nguyễn Đã Có", code="CU1")
    upload(workbook(TAM, ["CU1", "Nguyễn Đã Có", "", "", "10A1"]))
    kept = RosterImport.objects.get()
    posted(as_organizer, f"{page_of(kept)}xac-nhan/")
    assert "In thẻ của 1 người mới" in text_of(page(as_organizer, page_of(kept)))
    response = as_organizer.get(f"{page_of(kept)}the-dang-nhap.pdf")
    cards, to_sign = [each.extract_text() for each in PdfReader(io.BytesIO(response.content)).pages]
    assert "Lê Văn Tám" in cards
    assert "Nguyễn Đã Có" not in cards + to_sign


def test_cards_of_an_import_that_is_not_written_are_none(upload, as_organizer, units):
    upload(workbook(TAM))
    shown = text_at(as_organizer, f"{page_of(RosterImport.objects.get())}the-dang-nhap.pdf")
    assert "chưa có thành viên nào để in thẻ" in shown


def text_at(client, path):
    return text_of(client.get(path, follow=True).content.decode())


def close_class(units):
    close_unit(units.class_a, into=None, reason="left", user=None, day=dt.date(2026, 11, 24))


def test_a_plan_is_not_written_into_a_class_that_was_closed_since(upload, as_organizer, units):
    upload(workbook(TAM))
    kept = RosterImport.objects.get()
    close_class(units)
    posted(as_organizer, f"{page_of(kept)}xac-nhan/")
    kept.refresh_from_db()
    assert kept.status == RosterImport.Status.OUTDATED
    assert not Member.objects.filter(code="T1").exists()


def test_an_import_is_not_undone_into_a_class_that_was_closed_since(upload, as_organizer, units, make_member):
    make_member(units.class_a, name="Lê Văn Tám", code="T1", birth_date=dt.date(2010, 2, 1))
    upload(workbook([*TAM[:4], "10A2"]))
    kept = RosterImport.objects.get()
    posted(as_organizer, f"{page_of(kept)}xac-nhan/")
    close_class(units)
    shown = text_of(posted(as_organizer, f"{page_of(kept)}hoan-tac/"))
    assert "Lớp 10A1 đã đóng sau lần nhập này." in shown
