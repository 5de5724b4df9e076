"""The product's main job, as people do it: roster to lesson to quiz to figures."""

import io
import re
import tomllib
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import TimeoutError, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

COURSES = Path(__file__).resolve().parents[2] / "site/portal/demonstration/courses"
GIVEN = ["An", "Bình", "Châu", "Dung", "Đạt", "Giang", "Hà", "Khang", "Linh", "Minh", "Ngân", "Oanh"]
MIDDLE = ["Thị Ngọc", "Văn", "Gia", "Minh", "Thanh", "Bảo", "Hữu", "Kim", "Quốc", "Thúy"]
MISTAKES = {5: (3, "31/02/2011"), 17: (4, "Nma"), 40: (2, ""), 66: (5, ""), 99: (1, "TNH260003")}


def roster(*, with_mistakes: bool) -> bytes:
    """A school's list of 120 pupils as a secretary writes it: titles above, signatures below."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Khối 10")
    sheet.merge_range(0, 0, 0, 6, "SỞ GIÁO DỤC VÀ ĐÀO TẠO AN GIANG")
    sheet.write(1, 0, "TRƯỜNG THPT THOẠI NGỌC HẦU")
    sheet.write(3, 0, "DANH SÁCH HỌC SINH KHỐI 10")
    sheet.write_row(6, 0, ["STT", "Mã HS (*)", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp", "Dân tộc"])
    for number in range(120):
        name = f"Lê {MIDDLE[number // 12]} {GIVEN[number % 12]}"
        birth = f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/2011"
        row = [
            number + 1,
            f"TNH26{number:04d}",
            name,
            birth,
            "Nữ" if " Th" in name and "Thanh" not in name else "Nam",
            f"10A{3 + number // 40}",
            "Kinh",
        ]
        if with_mistakes and number in MISTAKES:
            column, value = MISTAKES[number]
            row[column] = value
        sheet.write_row(7 + number, 0, row)
    sheet.write(128, 1, "Danh sách này có 120 học sinh")
    sheet.write(130, 4, "HIỆU TRƯỞNG")
    book.close()
    return out.getvalue()


def right_answers() -> dict[str, set[str]]:
    """The right choices of every quiz question of the first course, by the question's text."""
    data = tomllib.loads((COURSES / "1-danh-tinh-so.toml").read_text(encoding="utf-8"))
    return {
        question["text"]: {text for text, right, _why in question["choices"] if right}
        for lesson in data["lessons"]
        for question in lesson["quiz"]
    }


def figures_of(page, unit: str, query: str = "ky=tuan") -> dict[str, int]:
    """The numbers of a unit's page as a person reads them."""
    page.goto(f"/quan-tri/so-lieu/{unit}/?{query}")
    cards = {}
    for card in page.locator(".card").all():
        label = card.locator("p").first.inner_text().strip()
        cards[label] = card.locator(".value").inner_text()
    coverage = re.findall(r"([\d.]+) đã (bắt đầu|hoàn thành)", page.locator("main").inner_text())
    numbers = {label: int(value.replace(".", "")) for label, value in cards.items() if "%" not in value}
    return numbers | {f"phủ {name}": int(number.replace(".", "")) for number, name in coverage}


def upload(page, content: bytes) -> None:
    page.set_input_files(
        "input[type=file]", {"name": "khoi-10.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.locator("form:has(input[type=file]) button").click()
    page.wait_for_url(re.compile(r"/nhap-danh-sach/\d+/"))


def cards_of(page, unit: str) -> dict[str, str]:
    """Member code -> login code, from the printed PDF."""
    pdf = page.request.get(f"/quan-tri/don-vi/{unit}/the-dang-nhap.pdf")
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf.body())).pages)
    return dict(re.findall(r"(TNH26\d{4})\s+Mã đăng nhập\s+([A-Z0-9]{4}-[A-Z0-9]{4})", text))


def log_in(page, member_code: str, login_code: str) -> None:
    page.goto("/dang-nhap/")
    page.fill("#id_member_code", member_code)
    page.fill("#id_login_code", login_code)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def study(page, lesson: str) -> None:
    """All steps of a lesson, from its first page to its quiz."""
    page.goto(f"/danh-tinh-so/{lesson}/")
    with page.expect_navigation():
        page.locator("main a.button").first.click()
    while "/buoc/" in page.url:
        with page.expect_navigation():
            page.locator(".bottom-bar button").click()


def hand_in(page, lesson: str, answers: dict[str, set[str]], *, right: bool) -> None:
    page.goto(f"/danh-tinh-so/{lesson}/kiem-tra/")
    for question in page.locator("div.question").all():
        legend = question.locator(".asked").inner_text()
        wanted = next(choices for text, choices in answers.items() if text in legend)
        for choice in question.locator("label.choice").all():
            if (choice.inner_text().strip() in wanted) == right:
                choice.locator("input").check()
                if not right:
                    break
    page.get_by_role("button", name="Nộp bài").click()


def import_roster(organizer, manage, check_accessibility) -> dict[str, str]:
    """Imports a list with five bad rows, then the corrected one. The codes on the cards of one class."""
    # The organizer imports a list with five bad rows, and is told all five at once.
    organizer.goto("/quan-tri/don-vi/THPT-TNH/")
    organizer.get_by_role("link", name="Nhập danh sách").click()
    upload(organizer, roster(with_mistakes=True))
    expect(organizer.locator("main")).to_contain_text("Còn 5 dòng cần sửa")
    shown = organizer.locator("main").inner_text()
    for word in ("31/02/2011", "Nma", "chưa có họ và tên", "chưa cho biết lớp", "Trùng với dòng 11"):
        assert word in shown
    organizer.set_viewport_size({"width": 360, "height": 740})
    check_accessibility(organizer)
    organizer.set_viewport_size({"width": 1280, "height": 800})
    assert ask(manage, "from rosters.models import Member as M; print(M.objects.filter(code__startswith='TNH').count())") == "0"

    # Corrected, confirmed, printed.
    upload(organizer, roster(with_mistakes=False))
    expect(organizer.locator("main")).to_contain_text("Sẽ thêm 120")
    organizer.get_by_role("button", name="Xác nhận và ghi danh sách").click()
    expect(organizer.locator("main")).to_contain_text("Đã nhập xong")
    return cards_of(organizer, "THPT-TNH-10A3")


def learn(first, second, codes: list[tuple[str, str]], check_accessibility) -> None:
    """`first` finishes a course (its phone runs no JavaScript); `second` fails a quiz and tries again."""
    answers = right_answers()
    log_in(first, *codes[0])
    expect(first.locator("h1")).to_contain_text("Chào")
    for lesson in ("vneid-la-gi", "kich-hoat-tai-khoan", "mat-khau-passcode-otp"):
        study(first, lesson)
        hand_in(first, lesson, answers, right=True)
        expect(first.locator("h1")).to_contain_text("Bạn đạt")
    first.get_by_role("link", name="Xem giấy chứng nhận").click()
    expect(first.locator("main")).to_contain_text("Giấy chứng nhận hợp lệ")
    log_in(second, *codes[1])
    study(second, "vneid-la-gi")
    hand_in(second, "vneid-la-gi", answers, right=False)
    expect(second.locator("h1")).to_contain_text("Chưa đạt")
    check_accessibility(second)
    second.get_by_role("link", name="Làm lại").click()
    hand_in(second, "vneid-la-gi", answers, right=True)
    expect(second.locator("h1")).to_contain_text("Bạn đạt")


class Watched:
    """The figures of two units as two people read them, of the week and of one course."""

    def __init__(self, pages, course):
        self.pages, self.course = pages, course

    def of_the_week(self):
        return [figures_of(page, unit) for page, unit in self.pages]

    def of_the_course(self):
        return [figures_of(page, unit, f"ky=tuan&khoa-hoc={self.course}") for page, unit in self.pages]


def ask(manage, code: str) -> str:
    return manage("shell", "-v", "0", "-c", code).strip()


def test_roster_to_lesson_to_quiz_to_figures(as_staff, open_page, manage, check_accessibility):
    organizer, province = as_staff("phutrach"), as_staff("tinhdoan")
    cards = import_roster(organizer, manage, check_accessibility)
    assert len(cards) == 40
    course = ask(manage, "from participation.models import Activity as A; print(A.objects.get(title='Danh tính số').pk)")
    watched = Watched([(organizer, "THPT-TNH"), (province, "SGD-AG")], course)
    week_before, course_before = watched.of_the_week(), watched.of_the_course()
    first, second = open_page(javascript=False), open_page()
    codes = sorted(cards.items())
    learn(first, second, codes, check_accessibility)

    # Both figures change by exactly that: 2 people; 4 lessons studied and 5 quizzes handed in; 1 course.
    for before, after in zip(week_before, watched.of_the_week(), strict=True):
        grown = {name: after[name] - before[name] for name in ("Người tham gia", "Lượt", "Hoàn thành khóa học")}
        assert grown == {"Người tham gia": 2, "Lượt": 9, "Hoàn thành khóa học": 1}
    completed = watched.of_the_course()
    for before, after in zip(course_before, completed, strict=True):
        assert after["phủ hoàn thành"] - before["phủ hoàn thành"] == 1

    # The administrator adds a lesson to the finished course.
    add_lesson(as_staff("quantri"))
    # Nobody waits: the page says that coverage is being counted, and the periodic process counts it.
    organizer.goto("/quan-tri/so-lieu/THPT-TNH/?ky=tuan")
    expect(organizer.locator("main")).to_contain_text("Mức phủ của khóa học vừa thay đổi đang được đếm lại")
    manage("run_periodic", "--once")
    organizer.reload()
    expect(organizer.locator("main")).not_to_contain_text("đang được đếm lại")
    for before, after in zip(completed, watched.of_the_course(), strict=True):
        assert (after["Hoàn thành khóa học"], after["phủ hoàn thành"]) == (before["Hoàn thành khóa học"], 0)
    organizer.goto(f"/quan-tri/so-lieu/THPT-TNH-10A3/chua-hoan-thanh/?khoa-hoc={course}")
    assert "đã xong 3 trên 4 bài" in organizer.locator("tr", has_text=codes[0][0]).inner_text()
    first.goto("/")
    expect(first.locator("main")).to_contain_text("có bài mới: Giữ tài khoản mỗi ngày")
    assert "all agree" in manage("verify_statistics")


def wait_until_saved(page) -> None:
    """The editor saves a draft by itself half a second after the last key, and draws its buttons anew.

    A save that it refused while the step was not there yet is tried again after the next key only.
    """
    for _ in range(4):
        try:
            page.wait_for_url("**/edit/", timeout=12_000)
        except TimeoutError:
            page.keyboard.type(" Nhớ nhé.")
            continue
        break
    page.wait_for_timeout(1000)
    expect(page.locator("#w-autosave-indicator")).to_have_attribute("data-w-autosave-state-value", "saved")


def add_step(page, title: str) -> None:
    """The first step, with its title; clicked again where the page was not ready for it."""
    written = page.locator("#steps-0-value-title")
    for _ in range(5):
        page.locator("[data-contentpath='steps'] .c-sf-add-button").first.click()
        try:
            written.wait_for(timeout=10_000)
        except TimeoutError:
            continue
        break
    written.fill(title)


def add_paragraph(page, text: str) -> None:
    """A paragraph in the body of the first step. On a slow machine a save may close the list of blocks under the pointer."""
    written = page.locator("[data-contentpath='body'] [contenteditable=true]").first
    for _ in range(5):
        page.locator("[data-contentpath='body'] .c-sf-add-button").first.click()
        page.get_by_role("option", name="Đoạn văn").click()
        try:
            written.wait_for(timeout=5000)
        except TimeoutError:
            continue
        break
    written.click()
    page.keyboard.type(text)


def add_lesson(page) -> None:
    """A lesson written and published in Wagtail's editor."""
    page.goto("/quan-tri/pages/3/")
    page.get_by_role("link", name="Danh tính số", exact=True).first.click()
    course = re.search(r"/pages/(\d+)/", page.url).group(1)
    page.goto(f"/quan-tri/pages/add/lessons/lessonpage/{course}/")
    page.fill("#id_title", "Giữ tài khoản mỗi ngày")
    page.fill("#id_summary", "Ba thói quen nhỏ giữ tài khoản an toàn.")
    page.fill("#id_checked_on", "24/11/2026")
    page.keyboard.press("Tab")
    add_step(page, "Một phút mỗi tuần")
    add_paragraph(page, "Mỗi tuần xem lại các thiết bị đang đăng nhập.")
    wait_until_saved(page)
    page.get_by_role("button", name="Thao tác khác").last.click()
    page.get_by_role("button", name="Xuất bản", exact=True).click()
    page.wait_for_url(f"**/quan-tri/pages/{course}/")
    expect(page.locator("main")).to_contain_text("Giữ tài khoản mỗi ngày")
