"""An organizer's imports on a phone: mistakes, questions, columns by hand, a large file in the background, undo, school year."""

import re

import pytest
from playwright.sync_api import expect

from rosters.files.workbooks import write_table

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
SCHOOL = "/quan-tri/don-vi/THPT-TNH/"
HEADERS = ["STT", "Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]
SYLLABLES = ["An", "Bình", "Châu", "Dung", "Giang", "Hà", "Hoa", "Khang", "Linh", "Minh", "Nam", "Oanh", "Phúc", "Quân", "Sang"]


@pytest.fixture
def page(as_staff):
    return as_staff("phutrach", PHONE)


def upload(page, *rows, headers=HEADERS):
    page.goto(f"{SCHOOL}nhap-danh-sach/")
    content = write_table(headers, [list(row) for row in rows], "DS")
    page.set_input_files("#id_file", {"name": "ds.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    with page.expect_navigation():
        page.get_by_role("button", name="Tải lên và xem trước").click()


def test_mistakes_questions_and_columns_are_settled_on_a_phone(page, check_accessibility):
    upload(page, [1, "W1", "Lê Văn Tám", "31/02/2010", "Nma", "10A8"])
    check_accessibility(page)
    with page.expect_download() as marked:
        page.get_by_role("link", name="Tải tệp đã đánh dấu").click()
    assert marked.value.suggested_filename.startswith("ds-can-sua")
    upload(page, [1, "W1", "Lê Văn Tám", "28/02/2010", "Nam", "10A8"])
    check_accessibility(page)
    page.get_by_role("button", name="Xác nhận và ghi danh sách").click()
    expect(page.locator("main")).to_contain_text("Đã nhập xong")
    check_accessibility(page)
    upload(page, ["", "", "Lê Văn Tám", "", "Nam", "10A8"])
    check_accessibility(page)
    page.get_by_label("mã W1").check()
    page.get_by_role("button", name="Ghi câu trả lời").click()
    expect(page.locator("main")).to_contain_text("Không có gì thay đổi")
    upload(page, [1, "Lê Văn Chín", "05/09/2010", "10A8"], headers=["Số", "Quý danh", "Sinh", "Phòng"])
    check_accessibility(page)
    page.get_by_label("Phòng").select_option("class_name")
    page.get_by_role("button", name="Đọc lại tệp").click()
    expect(page.locator("main")).to_contain_text("Sẽ thêm 1")


def test_a_large_file_is_read_and_written_in_the_background_and_undone(page, check_accessibility):
    rows = [
        [n, f"L{n:05d}", f"Trần {SYLLABLES[n // 225 % 15]} {SYLLABLES[n // 15 % 15]} {SYLLABLES[n % 15]}", f"{1 + n % 28:02d}/03/2011",
         "Nữ", f"10B{1 + n // 300}"]
        for n in range(6000)
    ]  # fmt: skip
    upload(page, *rows)
    expect(page.locator("main")).to_contain_text("Đang đọc tệp")
    check_accessibility(page)
    page.reload()
    page.get_by_text("Sẽ thêm 6.000").wait_for(timeout=60_000)
    address = page.url
    page.get_by_role("button", name="Xác nhận và ghi danh sách").click()
    # Leaving the page stops nothing.
    page.goto("/quan-tri/")
    page.goto(address)
    page.get_by_text("Đã nhập xong: thêm 6.000").wait_for(timeout=60_000)
    page.get_by_text("Nhập nhầm?").click()
    page.get_by_role("button", name="Hoàn tác", exact=True).click()
    page.get_by_text("Lần nhập này đã được hoàn tác").wait_for(timeout=60_000)
    check_accessibility(page)
    page.goto(f"{SCHOOL}?q=L00001")
    expect(page.locator("main")).to_contain_text("Không có thành viên nào khớp")


def test_a_school_year_is_previewed_and_some_are_ticked(page, check_accessibility):
    page.goto(f"{SCHOOL}nam-hoc-moi/")
    check_accessibility(page)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"Sẽ chuyển \d+, ra trường \d+"))
    check_accessibility(page)
    page.goto("/quan-tri/don-vi/THPT-TNH-10A1/")
    page.get_by_text("Làm với những người đã đánh dấu").click()
    check_accessibility(page)
    page.locator("input[name=ma]").first.check()
    page.get_by_label("Chuyển đến").select_option("THPT-TNH-10A2")
    page.get_by_role("button", name="Chuyển", exact=True).click()
    page.get_by_text("Đã chuyển 1 người sang Lớp 10A2").wait_for()
