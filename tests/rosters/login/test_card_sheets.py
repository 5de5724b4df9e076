import io

from pypdf import PdfReader

from rosters.login.card_sheets import Card, render_cards
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
    reader = PdfReader(io.BytesIO(render_cards(make_cards(9), "hoc.example", "Thẻ")))
    assert len(reader.pages) == 2
    text = reader.pages[0].extract_text()
    assert "Nguyễn Thị Thu Hương 7" in text
    assert "HS0007" in text
    assert "ABCD-EFGH" in text
    assert "Nguyễn Thị Thu Hương 8" not in text


def test_a_very_long_name_still_fits_its_card():
    card = Card("Néang " + "Sóc Phia Chanh Đa " * 8, "Lớp 10A1 · " + "Trường rất dài " * 9, "HS1", "ABCD-EFGH", "https://x/")
    assert "…" in PdfReader(io.BytesIO(render_cards([card], "hoc.example", "Thẻ"))).pages[0].extract_text()


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
