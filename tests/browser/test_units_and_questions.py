"""On a phone: a class is closed and opened again, and a question is written in the window in which one is chosen."""

import re

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


FIVE = "\n\n".join(
    f"Câu hỏi số {number}: ai được hỏi mã OTP?\nCán bộ phường\n*Không ai cả\nNgân hàng\n> Mã OTP chỉ để bạn tự nhập, lý do {number}."
    for number in range(1, 6)
)
MOST_ACTIONS = 25


class Actions:
    """Does what a person does, and counts: each click, and each field that is filled in."""

    def __init__(self):
        self.number = 0

    def click(self, place):
        place.click()
        self.number += 1

    def fill(self, place, text):
        place.fill(text)
        self.number += 1


def test_five_questions_with_feedback_are_written_in_few_actions(as_staff):
    page, actions = as_staff("bientap", {"width": 1280, "height": 2400}), Actions()
    page.goto("/quan-tri/pages/3/")
    page.get_by_role("link", name="Danh tính số", exact=True).first.click()
    course = re.search(r"/pages/(\d+)/", page.url).group(1)
    editor = f"/quan-tri/pages/add/lessons/lessonpage/{course}/"
    # In the editor of a lesson: from here on every action counts.
    page.goto(editor)
    chooser = page.locator("#id_quiz-chooser")
    actions.click(chooser.locator("[data-chooser-action-choose]:visible"))
    actions.click(page.get_by_role("tab", name="Viết bài mới"))
    window = page.locator(".modal")
    actions.fill(window.get_by_label("Tên bài kiểm tra"), "Năm câu về mã OTP")
    actions.fill(window.get_by_label("Các câu hỏi"), FIVE)
    actions.click(window.get_by_role("button", name="Lưu và chọn bài này"))
    expect(chooser.locator("[data-chooser-title]")).to_have_text("Năm câu về mã OTP")
    assert actions.number <= MOST_ACTIONS
    # They are there, with what is right and why, and are seen before the quiz is chosen elsewhere.
    page.goto(editor)
    page.locator("#id_quiz-chooser [data-chooser-action-choose]:visible").click()
    row = page.locator(".modal tr", has_text="Năm câu về mã OTP")
    row.get_by_text("Xem trước").click()
    for number in range(1, 6):
        expect(row).to_contain_text(f"{number}. Câu hỏi số {number}: ai được hỏi mã OTP?")
