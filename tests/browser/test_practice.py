"""A procedure practised on a phone, with and without JavaScript, and seen as a picture by its author."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
STEP = "/an-toan-tren-mang/can-bo-gia-goi-dien/buoc/3/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_call_is_refused_with_the_script(open_page, check_accessibility, scheme):
    page = open_page(PHONE, scheme=scheme)
    page.goto(STEP)
    check_accessibility(page)
    page.get_by_role("link", name="Làm thử").click()
    check_accessibility(page)
    loaded = page.evaluate("performance.timeOrigin")
    page.get_by_role("button", name="Nghe tiếp").click()
    expect(page.locator(".device-heading")).to_have_text("Bạn còn nghe máy")
    check_accessibility(page)
    page.get_by_role("button", name="Quay lại lúc mới nghe máy").click()
    expect(page.locator("#viec")).to_be_focused()
    page.get_by_role("button", name="Hỏi số điện thoại").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("button", name="Xem gợi ý").click()
    expect(page.locator("#thuc-hanh")).to_contain_text("Gợi ý:")
    for name in ("Nói: “Tôi sẽ tự đến", "Gác máy, không đọc mã", "Không mở, xóa tin nhắn", "Từ chối, gác máy"):
        page.get_by_role("button", name=name).click()
    expect(page.locator(".device-heading")).to_have_text("Bạn đã gác máy đúng lúc")
    check_accessibility(page)
    # One page all the way.
    assert page.evaluate("performance.timeOrigin") == loaded
    page.get_by_role("link", name="Về bài học").click()
    page.wait_for_url(f"**{STEP}")


def test_a_form_is_filled_in_by_keyboard_and_its_mistakes_take_the_focus(open_page, check_accessibility):
    page = open_page(PHONE)
    page.goto("/danh-tinh-so/kich-hoat-tai-khoan/buoc/3/")
    page.get_by_role("link", name="Làm thử").click()
    page.get_by_role("button", name="Kích hoạt tài khoản").press("Enter")
    page.get_by_label("Số định danh cá nhân").fill("000")
    page.get_by_role("button", name="Gửi yêu cầu").press("Enter")
    expect(page.get_by_label("Số định danh cá nhân")).to_be_focused()
    expect(page.get_by_label("Số định danh cá nhân")).to_have_value("000")
    check_accessibility(page)
    page.get_by_label("Số định danh cá nhân").fill("000 000 000 000")
    page.get_by_label("Số điện thoại").fill("0900000000")
    # Enter in a field keeps what is there and decides nothing.
    page.get_by_label("Số điện thoại").press("Enter")
    page.get_by_role("button", name="Gửi yêu cầu").click()
    expect(page.locator("#viec")).to_contain_text("Hai tin nhắn đến")


def test_without_javascript_each_button_loads_the_page(open_page):
    page = open_page(PHONE, javascript=False)
    page.goto(STEP)
    page.get_by_role("link", name="Làm thử").click()
    page.get_by_role("button", name="Nghe tiếp").click()
    expect(page.locator(".device-heading")).to_have_text("Bạn còn nghe máy")
    page.get_by_role("button", name="Quay lại lúc mới nghe máy").click()
    expect(page.locator(".device-heading")).to_have_text("Cuộc gọi đến")


def test_its_author_sees_it_as_a_picture_and_walks_it(as_staff, check_accessibility):
    page = as_staff("bientap", {"width": 1280, "height": 1600})
    page.goto("/quan-tri/snippets/lessons/practice/")
    page.get_by_role("link", name="Cuộc gọi của “cán bộ”").first.click()
    address = page.url.rstrip("/").split("/")[-1]
    page.goto(f"/quan-tri/thuc-hanh/{address}/so-do/")
    expect(page.locator("svg.procedure")).to_contain_text("mất tiền")
    check_accessibility(page)
    page.get_by_role("link", name="Đi thử từ màn hình đầu").click()
    page.get_by_role("button", name="Nói: “Tôi sẽ tự đến").click()
    expect(page.locator("#viec")).to_contain_text("Số ấy gọi lại lần nữa")
    check_accessibility(page)
