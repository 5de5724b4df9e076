"""Every page at phone width: nothing for axe to find, nothing wider than the screen, in light and dark."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.browser

PUBLIC = [
    "/",
    "/danh-tinh-so/",
    "/danh-tinh-so/vneid-la-gi/",
    "/danh-tinh-so/vneid-la-gi/buoc/1/",
    "/danh-tinh-so/kich-hoat-tai-khoan/buoc/2/",
    "/nop-ho-so-truc-tuyen/dien-to-khai/buoc/2/",
    "/danh-tinh-so/vneid-la-gi/kiem-tra/",
    "/dang-nhap/",
    "/khong-co-trang-nay/",
    "/giay-chung-nhan/KHONGCO/",
    "/so-lieu/",
    "/tro-giup/",
    "/quyen-rieng-tu/",
    "/giay-chung-nhan/",
]
OF_LEARNERS = [
    "/",
    "/dang-nhap/",
    "/tien-do/",
    "/danh-tinh-so/",
    "/nop-ho-so-truc-tuyen/",
    "/nop-ho-so-truc-tuyen/tim-dung-thu-tuc/buoc/2/",
]
OF_ORGANIZERS = [
    "/quan-tri/",
    "/quan-tri/don-vi/",
    "/quan-tri/don-vi/?q=anh",
    "/quan-tri/don-vi/THPT-TNH/",
    "/quan-tri/don-vi/THPT-TNH-10A1/",
    "/quan-tri/don-vi/THPT-TNH/nhap-danh-sach/",
    "/quan-tri/thanh-vien/AG260001/",
    "/quan-tri/so-lieu/",
    "/quan-tri/so-lieu/THPT-TNH/?ky=nam-hoc",
    "/quan-tri/so-lieu/THPT-TNH/?tu=2026-11-30&den=2026-11-01",
    "/quan-tri/so-lieu/THPT-TNH/chua-hoan-thanh/",
    "/quan-tri/so-lieu/THPT-TNH-10A1/chua-hoan-thanh/",
    "/quan-tri/don-vi/THPT-TNH-10A1/dong/",
    "/quan-tri/so-lieu/THPT-TNH/bao-cao/",
    "/quan-tri/so-lieu/THPT-TNH/khoa-api/",
    "/quan-tri/so-lieu/THPT-TNH/dau-hieu/?ky=thang",
    "/quan-tri/don-vi/THPT-TNH/ho-so-trung/",
    "/quan-tri/thanh-vien/AG260002/",
    "/quan-tri/thanh-vien/AG260002/gop/DV26-0117/",
    "/quan-tri/dot-thi-dua/",
    "/quan-tri/dot-thi-dua/1/",
    "/quan-tri/dinh-nghia-so-lieu/",
    "/quan-tri/so-lieu/THPT-TNH/bai-kiem-tra/?ky=nam-hoc",
    "/quan-tri/so-lieu/THPT-TNH/bai-kiem-tra/1/nguoi-hoc/?ky=nam-hoc",
    "/quan-tri/so-lieu/THPT-TNH/bai-kiem-tra/1/cau-hoi/?ky=nam-hoc",
    "/quan-tri/so-lieu/THPT-TNH/bai-kiem-tra/1/cau-hoi/1/?ky=nam-hoc",
    "/quan-tri/so-lieu/THPT-TNH/in-de/",
    "/quan-tri/so-lieu/THPT-TNH/bai-kiem-tra/1/nguoi-hoc/AG260052/?ky=nam-hoc",
]
OF_ADMINISTRATORS = [
    "/quan-tri/",
    "/quan-tri/don-vi/",
    "/quan-tri/don-vi/TD-AG/",
    "/quan-tri/don-vi/TD-AG/them/",
    "/quan-tri/don-vi/THPT-TNH/sua/",
    "/quan-tri/don-vi/THPT-TNH/nguoi-phu-trach/",
    "/quan-tri/so-lieu/TD-AG/",
    "/quan-tri/dot-thi-dua/them/",
    "/quan-tri/dot-thi-dua/1/?don-vi=TD-AG",
    "/quan-tri/mau-bao-cao/",
    "/quan-tri/ngan-hang/1/cham-lai/?rule=full&versions=1",
]
OF_EDITORS = ["/quan-tri/", "/quan-tri/ngan-hang/nhap/", "/quan-tri/ngan-hang/xuat/", "/quan-tri/ngan-hang/xuat/?form=aiken"]


def login_code_of(manage, member_code):
    code = f"from rosters.models import Member; from rosters.login.learners import printed_login_code as p; print(p(Member.objects.get(code='{member_code}')))"
    return manage("shell", "-v", "0", "-c", code).strip()


@pytest.fixture
def learner_page(open_page, manage):
    def log_in(scheme="light"):
        page = open_page(scheme=scheme)
        page.goto("/dang-nhap/")
        page.fill("#id_member_code", "AG260001")
        page.fill("#id_login_code", login_code_of(manage, "AG260001"))
        page.click("main button")
        page.wait_for_url(re.compile(r"/$"))
        return page

    return log_in


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages(open_page, check_accessibility, scheme):
    page = open_page(scheme=scheme)
    for path in PUBLIC:
        page.goto(path)
        check_accessibility(page)
    page.goto("/danh-tinh-so/vneid-la-gi/buoc/1/")
    page.locator(".choice").first.click()
    page.get_by_role("button", name="Xem đúng hay chưa").click()
    check_accessibility(page)
    page.goto("/danh-tinh-so/vneid-la-gi/kiem-tra/")
    page.get_by_role("button", name="Nộp bài").click()
    check_accessibility(page)
    for question in page.locator("div.question").all():
        question.locator("input").first.check()
    page.get_by_role("button", name="Nộp bài").click()
    check_accessibility(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_question(open_page, check_accessibility, every_kind, scheme):
    page = open_page(scheme=scheme)
    page.goto(every_kind)
    check_accessibility(page)
    for question in page.locator("div.question").all():
        if question.locator("input[type=radio], input[type=checkbox]").count():
            question.locator("input").first.check()
        for number, choice in enumerate(question.locator("select").all()):
            choice.select_option(index=min(number + 1, choice.locator("option").count() - 1))
        for typed in question.locator("input[type=text]").all():
            typed.fill("OTP")
    page.reload()
    expect(page.locator("input[type=text]").first).to_have_value("OTP")
    page.get_by_role("button", name="Nộp bài").click()
    # Each turn has its own order: how many are right by chance, and whether some in part, is another each time.
    expect(page.locator("h1")).to_contain_text("trên 10")
    check_accessibility(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_learners_pages(learner_page, check_accessibility, scheme):
    page = learner_page(scheme)
    for path in OF_LEARNERS:
        page.goto(path)
        check_accessibility(page)
    page.goto("/tien-do/")
    page.get_by_role("link", name="Xem giấy chứng nhận").first.click()
    check_accessibility(page)


def test_a_scanned_card_asks_for_the_name_first(open_page, manage, check_accessibility):
    page = open_page()
    page.goto(f"/the/AG260002/{login_code_of(manage, 'AG260002').replace('-', '')}/")
    check_accessibility(page)
    page.get_by_role("button", name="Đúng, cho tôi vào học").click()
    expect(page.locator("h1")).to_contain_text("Chào")


@pytest.mark.parametrize(
    ("username", "paths"), [("phutrach", OF_ORGANIZERS), ("quantri", OF_ADMINISTRATORS), ("bientap", OF_EDITORS)]
)
def test_staff_pages(as_staff, check_accessibility, username, paths):
    page = as_staff(username, {"width": 360, "height": 740})
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        check_accessibility(page)


def test_a_report_is_made_mended_signed_and_downloaded_on_a_phone(as_staff, check_accessibility):
    page = as_staff("phutrach", {"width": 360, "height": 740})
    page.goto("/quan-tri/so-lieu/THPT-TNH/?ky=thang")
    page.get_by_role("button", name="Lập báo cáo kỳ này").click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+/$"))
    check_accessibility(page)
    page.get_by_label("Họ tên người ký").fill("Nguyễn Thị Thu Hà")
    page.get_by_role("button", name="Lưu nội dung").click()
    expect(page.get_by_text("Đã lưu báo cáo")).to_be_visible()
    with page.expect_download() as word:
        page.get_by_role("link", name="Tải Word (DOCX)").click()
    assert word.value.suggested_filename.endswith(".docx")
    page.get_by_role("button", name="Lưu và chốt báo cáo").click()
    expect(page.get_by_text("số liệu còn tăng")).to_be_visible()
    check_accessibility(page)
    page.get_by_label("tôi vẫn ký với số liệu đến lúc này").check()
    page.get_by_role("button", name="Lưu và chốt báo cáo").click()
    expect(page.locator("main")).to_contain_text("Báo cáo đã chốt")
    check_accessibility(page)


def test_questions_that_were_left_out_are_listed_with_links_and_the_focus_is_on_the_list(learner_page, check_accessibility):
    page = learner_page()
    page.goto("/nop-ho-so-truc-tuyen/tim-dung-thu-tuc/kiem-tra/")
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.locator("#con-thieu")).to_be_focused()
    expect(page.locator("main")).to_contain_text("Chưa trả lời")
    check_accessibility(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("div.skipped").first).to_be_in_viewport()


def test_what_is_ticked_in_a_quiz_is_there_after_loading_again_another_page_and_a_question_left_out(learner_page):
    page = learner_page()
    quiz = "/nop-ho-so-truc-tuyen/tim-dung-thu-tuc/kiem-tra/"
    page.goto(quiz)
    page.locator("div.question input").first.check()
    for again in (page.reload, lambda: (page.goto("/"), page.go_back()), lambda: page.goto(quiz)):
        again()
        expect(page.locator("div.question input").first).to_be_checked()
    page.get_by_role("button", name="Nộp bài").click()
    expect(page).to_have_url(re.compile(r"thieu=1$"))
    expect(page.locator("input:checked")).to_have_count(1)
    page.goto("/")
    page.go_back()
    expect(page.locator("input:checked")).to_have_count(1)


def test_not_me_logs_out_and_asks_for_the_next_card(learner_page):
    page = learner_page()
    page.goto("/danh-tinh-so/")
    page.get_by_role("button", name="Không phải tôi").click()
    expect(page.locator("h1")).to_contain_text("Đăng nhập bằng thẻ")
    page.go_back()
    expect(page.locator("header")).not_to_contain_text("Không phải tôi")


def test_an_address_is_made_of_a_vietnamese_title_as_it_is_typed(as_staff):
    page = as_staff("quantri")
    page.goto("/quan-tri/pages/add/lessons/coursepage/3/")
    page.fill("#id_title", "Đăng ký mua sắm ở Óc Eo")
    page.keyboard.press("Tab")
    expect(page.locator("#id_slug")).to_have_value("dang-ky-mua-sam-o-oc-eo")


def test_what_was_typed_when_the_session_had_ended_is_saved_by_one_press_after_another_log_in(as_staff):
    page = as_staff("quantri")
    page.goto("/quan-tri/redirects/add/")
    page.fill("[name=old_path]", "/bai-cu")
    page.fill("[name=redirect_link]", "https://dichvucong.gov.vn")
    cookies = [each for each in page.context.cookies() if each["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.click("form[action*=redirects] button[type=submit]")
    assert "những gì bạn đã viết vẫn còn ở trang này" in page.inner_text("main")
    with page.context.expect_page() as opened:
        page.click("a[target=_blank]")
    other = opened.value
    other.fill("[name=username]", "quantri")
    other.fill("[name=password]", PASSWORD)
    other.click("form button[type=submit]")
    other.wait_for_url("**/quan-tri/")
    page.get_by_role("button", name="Lưu lại").click()
    page.wait_for_url("**/quan-tri/redirects/")
    expect(page.locator("main")).to_contain_text("/bai-cu")
