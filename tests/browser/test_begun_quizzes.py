"""A quiz that has to be begun, on a phone: kept answer by answer, without a network, without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import login_code_of

pytestmark = pytest.mark.browser
TIMED, PAGED = "/tinh-gio/gio/kiem-tra/", "/tinh-gio/trang/kiem-tra/"


@pytest.fixture(scope="module")
def lessons(manage):
    manage("shell", "-c", (Path(__file__).parent / "begun_quiz.py").read_text(encoding="utf-8"))


@pytest.fixture
def learner(open_page, manage, lessons):
    def log_in(code, **options):
        page = open_page(**options)
        page.goto("/dang-nhap/")
        page.fill("#id_member_code", code)
        page.fill("#id_login_code", login_code_of(manage, code))
        page.click("main button")
        page.wait_for_url(re.compile(r"/$"))
        return page

    return log_in


def test_an_answer_is_kept_without_a_button_and_another_phone_goes_on(learner, check_accessibility):
    page = learner("AG260003")
    page.goto(TIMED)
    check_accessibility(page)
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    expect(page.locator("[data-seconds-left]")).to_contain_text("Còn 14:")
    page.locator("div.question").first.locator("input").first.check()
    expect(page.locator("#da-luu")).to_have_text("Đã lưu.")
    check_accessibility(page)
    page.context.set_offline(True)
    page.locator("div.question").nth(1).locator("input").first.check()
    expect(page.locator("#da-luu")).to_have_text("Chưa lưu được, đang thử lại.")
    page.context.set_offline(False)
    expect(page.locator("#da-luu")).to_have_text("Đã lưu.")
    other = learner("AG260003", scheme="dark")
    other.goto(TIMED)
    expect(other.locator("input:checked")).to_have_count(2)
    other.get_by_role("button", name="Nộp bài").click()
    expect(other.locator("#con-thieu")).to_contain_text("Số câu chưa trả lời: 1.")
    check_accessibility(other)
    other.get_by_role("button", name="Nộp dù còn câu trống").click()
    expect(other.locator("h1")).to_contain_text("trên 3 câu")
    check_accessibility(other)
    # The first phone meets the result, and changes nothing.
    page.locator("div.question").first.locator("input").last.check()
    page.wait_for_url(re.compile("kiem-tra/$|kiem-tra/[0-9a-f-]+/$"))
    expect(page.get_by_role("link", name=re.compile("Lượt 1"))).to_be_visible()


def test_a_question_a_page_without_javascript(learner, check_accessibility):
    page = learner("AG260004", javascript=False)
    page.goto(PAGED)
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    for number in (1, 2, 3):
        expect(page.locator(".nth")).to_have_text(f"Câu {number} trên 3")
        page.locator("div.question input").first.check()
        page.get_by_role("button", name=re.compile("Câu tiếp|Xem lại và nộp")).click()
    expect(page.locator("main")).to_contain_text("Bạn đã trả lời hết các câu.")
    page.get_by_role("link", name="Câu 2").click()
    expect(page.locator("input:checked")).to_have_count(1)
    page.goto(f"{PAGED}?cau=het")
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.locator("h1")).to_contain_text("trên 3 câu")


def test_the_page_of_one_question_and_the_summary_are_accessible(learner, check_accessibility):
    page = learner("AG260005")
    page.goto(PAGED)
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    check_accessibility(page)
    page.goto(f"{PAGED}?cau=het")
    check_accessibility(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_is_checked_at_once_and_tried_again(learner, check_accessibility, javascript):
    page = learner("AG260006" if javascript else "AG260007", javascript=javascript)
    page.goto("/tinh-gio/luyen/kiem-tra/")
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    first = page.locator("div.question").first
    first.get_by_label("Đọc cho cán bộ gọi điện tới").check()
    page.get_by_role("button", name="Kiểm tra câu này").first.click()
    expect(first).to_contain_text("Bạn còn một lần nữa")
    if javascript:
        check_accessibility(page)
    first.get_by_label("Không đọc cho ai").check()
    page.get_by_role("button", name="Kiểm tra câu này").first.click()
    expect(page.locator("div.question").first).to_contain_text("Đây là lần trả lời thứ hai, được một nửa điểm.")
    expect(page.get_by_role("button", name="Kiểm tra câu này")).to_have_count(2)
    if javascript:
        check_accessibility(page)
