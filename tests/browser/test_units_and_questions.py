"""On a phone: a class is closed and opened again, and a question is written in the window in which one is chosen."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


def test_a_class_is_made_part_of_another_and_opened_again(as_staff, check_accessibility):
    page = as_staff("phutrach", PHONE)
    page.goto("/quan-tri/don-vi/THPT-TNH-11A1/")
    page.get_by_text("Việc khác").click()
    page.get_by_role("link", name="Đóng hoặc gộp").click()
    check_accessibility(page)
    page.get_by_role("button", name="Đóng Lớp 11A1").click()
    expect(page.locator("main")).to_contain_text("Chọn nơi chuyển đến ở ô trên")
    check_accessibility(page)
    page.get_by_label("Chuyển mọi người sang (gộp vào)").select_option(label="Lớp 12A1")
    page.get_by_role("button", name="Đóng Lớp 11A1").click()
    expect(page.locator("main")).to_contain_text("Mọi người đã sang Lớp 12A1.")
    check_accessibility(page)
    page.get_by_role("button", name="Mở lại").click()
    expect(page.locator(".messages")).to_contain_text("Đã mở lại Lớp 11A1.")
    expect(page.locator("main")).not_to_contain_text("Đơn vị đã đóng")


def test_a_question_is_written_where_it_is_chosen(as_staff):
    page = as_staff("bientap", PHONE)
    page.goto("/quan-tri/snippets/quizzes/quiz/add/")
    # A quiz may have none of its own, and draw them all.
    page.get_by_role("button", name="Thêm Câu hỏi").click()
    page.locator("button[data-chooser-action-choose]:visible").first.click()
    page.get_by_role("tab", name="Viết câu mới").click()
    window = page.locator(".modal")
    window.get_by_label("Câu hỏi").fill("Ai được hỏi mã OTP của bạn?")
    window.get_by_label("Các phương án").fill("Cán bộ phường\nKhông ai cả")
    window.get_by_role("button", name="Lưu và chọn câu này").click()
    expect(window).to_contain_text("chưa có phương án đúng")
    window.get_by_label("Các phương án").fill("Cán bộ phường\n*Không ai cả")
    window.get_by_role("button", name="Lưu và chọn câu này").click()
    expect(page.locator("[data-chooser-title]").first).to_have_text("Ai được hỏi mã OTP của bạn?")
