"""Login cards on paper: eight to a page, with every letter of a name, and a code that a phone reads."""

import io
import re

import pytest
import segno
from pypdf import PdfReader

from rosters.login.card_sheets import Card, Run, render_cards
from rosters.login.learners import printed_login_code


def make_cards(number):
    return [
        Card(
            f"Nguyễn Thị Thu Hương {n}",
            "Lớp 10A1 · Trường THPT Thoại Ngọc Hầu",
            f"HS{n:04d}",
            "ABCD-EFGH",
            f"https://x/the/{n}/",
        )
        for n in range(number)
    ]


def test_eight_cards_stand_on_a_page_with_their_names_and_codes():
    reader = PdfReader(io.BytesIO(render_cards([Run("Lớp 10A1", make_cards(9))], "hoc.example", "Thẻ")))
    assert len(reader.pages) == 2
    text = reader.pages[0].extract_text()
    assert "Nguyễn Thị Thu Hương 7" in text
    assert "HS0007" in text
    assert "ABCD-EFGH" in text
    assert "Nguyễn Thị Thu Hương 8" not in text


def test_a_very_long_name_still_fits_its_card():
    card = Card("Néang " + "Sóc Phia Chanh Đa " * 8, "Lớp 10A1 · " + "Trường rất dài " * 9, "HS1", "ABCD-EFGH", "https://x/")
    assert "…" in PdfReader(io.BytesIO(render_cards([Run("Lớp 10A1", [card])], "hoc.example", "Thẻ"))).pages[0].extract_text()


def test_an_organizer_prints_the_cards_of_a_class_in_the_order_of_its_list(as_organizer, units, make_member):
    for name in ("Trần Văn Bình", "Lê Thị An"):
        make_member(units.class_b, name=name)
    response = as_organizer.get("/quan-tri/don-vi/TNH-10A2/the-dang-nhap.pdf")
    assert response["Content-Type"] == "application/pdf"
    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert text.index("Lê Thị An") < text.index("Trần Văn Bình")
    member = units.class_b.memberships.first().member
    assert printed_login_code(member) in text


def test_a_class_without_members_says_what_to_do(as_organizer, units):
    response = as_organizer.get("/quan-tri/don-vi/TNH-10A2/the-dang-nhap.pdf", follow=True)
    assert "Hãy nhập danh sách trước" in response.content.decode()


def pages_of(cards):
    return PdfReader(io.BytesIO(render_cards([Run("Lớp 10A1", cards)], "hoc.example", "Thẻ"))).pages


@pytest.mark.parametrize(("cards", "pages"), [(1, 1), (8, 1), (9, 2), (16, 2), (17, 3)])
def test_a_page_is_begun_for_every_eighth_card(cards, pages):
    assert len(pages_of(make_cards(cards))) == pages


def test_a_page_is_a4_so_that_eight_cards_can_be_cut_apart():
    (page,) = pages_of(make_cards(1))
    assert [round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height)] == [210, 297]


def test_a_card_tells_whoever_has_no_camera_where_to_go_and_whoever_found_it_what_it_is():
    text = pages_of(make_cards(1))[0].extract_text()
    for words in ("hoc.example", "Thẻ đăng nhập · Học vụ số", "Mã thành viên", "Mã đăng nhập", "Giữ thẻ như giữ chìa khóa"):
        assert words in text


@pytest.mark.parametrize("name", ["Neáng Chanh Đa", "Mách Ro Phi Ah", "Siu H’Lăng", "Nguyễn Thị Ý Nhi", "ĐẶNG THỊ ỮỜNG"])
def test_names_are_printed_with_all_their_letters(name):
    card = Card(name, "Lớp 10A1", "HS1", "ABCD-EFGH", "https://x/")
    assert name in pages_of([card])[0].extract_text()


def drawn_modules(page):
    """The dark modules of the only QR code on a page, as (row, column), from the rectangles that are filled."""
    found = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (-?[\d.]+) re f", page.get_contents().get_data().decode("latin-1"))
    rectangles = [tuple(map(float, each)) for each in found]
    size = min(abs(height) for *_rest, height in rectangles)
    left, top = min(x for x, *_rest in rectangles), max(y for _x, y, *_rest in rectangles)
    return {
        (round((top - y) / size), round((x - left) / size) + n)
        for x, y, width, _height in rectangles
        for n in range(round(width / size))
    }


@pytest.mark.parametrize("address", ["https://x/", "https://hoc.angiang.example/the/HS0001/ABCD-EFGH-JKMN/"])
def test_the_code_that_is_drawn_is_that_of_the_address(address):
    """Another way of making it: what segno says is dark is what is filled on the page."""
    (page,) = pages_of([Card("Trần Ngọc Ánh", "Lớp 10A1", "HS1", "ABCD-EFGH", address)])
    matrix = segno.make(address, error="m", micro=False, mask=3).matrix
    assert drawn_modules(page) == {(y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_no_two_cards_of_a_page_hold_the_same_code():
    streams = [page.get_contents().get_data() for page in (pages_of([card])[0] for card in make_cards(4))]
    assert len(set(streams)) == 4


class TestTheCardsOfASchool:
    def printed(self, *numbers, to_sign=False):
        runs = [Run(f"Lớp 10A{n} · Trường THPT Óc Eo", make_cards(number)) for n, number in enumerate(numbers, 1)]
        pages = PdfReader(io.BytesIO(render_cards(runs, "hoc.example", "Thẻ", to_sign=to_sign))).pages
        return [page.extract_text() for page in pages]

    def test_each_class_begins_on_a_page_of_its_own_and_says_which_it_is(self):
        first, second, third = self.printed(9, 3)
        assert "Lớp 10A1 · Trường THPT Óc Eo · 9 thẻ · trang 1/2" in first
        assert "Lớp 10A1 · Trường THPT Óc Eo · 9 thẻ · trang 2/2" in second
        assert "Lớp 10A2 · Trường THPT Óc Eo · 3 thẻ" in third
        assert "trang" not in third

    def test_a_list_to_sign_follows_each_class_and_opens_no_account(self):
        _cards, signed, _others, also_signed = self.printed(5, 3, to_sign=True)
        assert "DANH SÁCH KÝ NHẬN THẺ ĐĂNG NHẬP" in signed
        assert "Lớp 10A1" in signed
        assert "Lớp 10A2" in also_signed
        for words in ("Nguyễn Thị Thu Hương 4", "HS0004", "Ký nhận"):
            assert words in signed
        assert "ABCD" not in signed

    @pytest.mark.parametrize(("people", "pages"), [(1, 1), (35, 1), (36, 2), (70, 2)])
    def test_a_long_class_signs_on_several_pages(self, people, pages):
        signed = [text for text in self.printed(people, to_sign=True) if "Ký nhận" in text]
        assert len(signed) == pages
        assert str(people) in signed[-1]
