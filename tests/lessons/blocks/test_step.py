"""What a step is made of, and how each part of it is shown."""

import pytest
from django.core.exceptions import ValidationError

from lessons.blocks.drawing import DrawingBlock
from lessons.blocks.note import NoteBlock
from lessons.blocks.practice_screen import PracticeScreenBlock
from lessons.blocks.source import SourceBlock
from lessons.blocks.step import TEXT_FEATURES, StepBlock, StepBodyBlock
from lessons.drawings import CHOICES
from tests.pages import text_of

SCREEN = {
    "heading": "Đăng nhập VNeID",
    "lines": [{"label": "Số định danh", "value": "0892…"}, {"label": "Mật khẩu", "value": ""}],
    "button": "Đăng nhập",
}


def shown(block, value):
    return block.render(block.to_python(value))


def test_a_step_holds_texts_notes_pictures_and_screens():
    assert set(StepBodyBlock().child_blocks) == {"text", "note", "drawing", "picture", "practice_screen", "practice"}


def test_a_text_takes_what_a_reader_on_a_phone_can_use_and_no_headings():
    assert StepBodyBlock().child_blocks["text"].features == TEXT_FEATURES
    assert not {"h2", "h3", "embed", "image"} & set(TEXT_FEATURES)


def test_a_step_needs_a_title_and_may_go_without_a_question():
    with pytest.raises(ValidationError) as refused:
        StepBlock().clean(StepBlock().to_python({"title": "", "body": [], "question": None}))
    assert set(refused.value.block_errors) == {"title", "body"}


def test_a_note_begins_with_the_same_words_everywhere():
    html = shown(NoteBlock(), {"text": "<p>Không đọc mã <b>OTP</b> cho ai.</p>"})
    assert text_of(html) == "Nhớ nhé. Không đọc mã OTP cho ai."
    assert "<b>OTP</b>" in html


@pytest.mark.parametrize(("name", "label"), CHOICES)
def test_every_drawing_that_an_editor_can_choose_is_drawn_and_told(name, label):
    html = shown(DrawingBlock(), {"drawing": name, "alternative_text": f"Hình: {label}"})
    assert f'aria-label="Hình: {label}"' in html
    assert "<svg" in html


def test_an_unknown_drawing_is_refused():
    with pytest.raises(ValidationError):
        DrawingBlock().clean({"drawing": "dragon", "alternative_text": "Con rồng"})


def test_a_practice_screen_says_that_it_is_not_the_real_page():
    shown_text = text_of(shown(PracticeScreenBlock(), SCREEN))
    assert shown_text.startswith("Màn hình luyện tập · không phải trang thật Đăng nhập VNeID")
    assert "Số định danh 0892…" in shown_text


def test_a_practice_screen_has_no_button_that_could_be_pressed():
    html = shown(PracticeScreenBlock(), SCREEN)
    assert "<button" not in html
    assert "<input" not in html
    assert "screen-button" not in shown(PracticeScreenBlock(), SCREEN | {"button": ""})


def test_what_an_editor_types_is_text_and_not_markup():
    html = shown(PracticeScreenBlock(), SCREEN | {"heading": "<script>alert(1)</script>"})
    assert "<script>" not in html


@pytest.mark.parametrize(("address", "taken"), [("https://dichvucong.gov.vn/", True), ("", True), ("không phải", False)])
def test_a_source_may_lie_on_paper_but_an_address_must_be_one(address, taken):
    block = SourceBlock()
    value = block.to_python({"title": "Cổng Dịch vụ công quốc gia", "url": address})
    if taken:
        assert block.clean(value)["title"] == "Cổng Dịch vụ công quốc gia"
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


def test_a_line_of_a_screen_may_be_empty_and_a_screen_go_without_a_button():
    html = shown(PracticeScreenBlock(), {"heading": "Màn hình", "lines": [{"label": "Mật khẩu", "value": ""}], "button": ""})
    assert "screen-button" not in html
    assert "<dd></dd>" in html


@pytest.mark.parametrize("heading", ["", "x" * 81])
def test_a_screen_has_a_name_that_fits_on_a_phone(heading):
    with pytest.raises(ValidationError) as refused:
        PracticeScreenBlock().clean(PracticeScreenBlock().to_python({**SCREEN, "heading": heading}))
    assert set(refused.value.block_errors) == {"heading"}


def test_a_line_has_a_label_and_a_value_that_fit_on_a_phone():
    line = {"label": "x" * 81, "value": "x" * 121}
    with pytest.raises(ValidationError) as refused:
        PracticeScreenBlock().clean(PracticeScreenBlock().to_python({**SCREEN, "lines": [line]}))
    assert set(refused.value.block_errors) == {"lines"}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (DrawingBlock(), {"drawing": CHOICES[0][0], "alternative_text": '"><script>x</script>'}),
        (PracticeScreenBlock(), {**SCREEN, "heading": '"><script>x</script>'}),
        (PracticeScreenBlock(), {**SCREEN, "lines": [{"label": "<script>x</script>", "value": "<script>x</script>"}]}),
    ],
)
def test_what_an_editor_types_is_text(block, value):
    assert "<script>" not in shown(block, value)


def test_a_drawing_without_a_text_for_those_who_cannot_see_it_is_refused():
    with pytest.raises(ValidationError) as refused:
        DrawingBlock().clean({"drawing": CHOICES[0][0], "alternative_text": ""})
    assert "alternative_text" in refused.value.block_errors


@pytest.mark.parametrize(("url", "ok"), [("https://dichvucong.gov.vn/", True), ("", True), ("khong-phai-dia-chi", False)])
def test_a_source_has_a_title_and_may_have_an_address(url, ok):
    block = SourceBlock()
    if ok:
        assert block.clean({"title": "Luật Căn cước 2023", "url": url})["url"] == url
    else:
        with pytest.raises(ValidationError):
            block.clean({"title": "Luật Căn cước 2023", "url": url})
    with pytest.raises(ValidationError):
        block.clean({"title": "", "url": "https://dichvucong.gov.vn/"})
