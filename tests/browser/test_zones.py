"""Zones of a question that points at a picture, drawn in the editor."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_zones_are_drawn_on_the_picture_and_typed_ones_are_shown(as_staff, every_kind, check_accessibility):
    page = as_staff("bientap", {"width": 1280, "height": 2000})
    page.goto("/quan-tri/snippets/quizzes/question/add/")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Chỉ vào hình").click()
    expect(page.locator(".zones")).to_be_hidden()
    page.locator("[data-contentpath='picture'] [data-chooser-action-choose]").first.click()
    page.locator(".modal-body a", has_text="Tin nhắn mạo danh").first.click()
    drawing = page.locator(".zones svg")
    expect(drawing).to_be_visible()
    # As long as the window of the chooser fades, it takes what is pressed.
    expect(page.locator(".modal, .modal-backdrop")).to_have_count(0)
    page.wait_for_function("document.querySelector('.zones img').naturalWidth > 0")

    def drag(left, top, width, height):
        box = drawing.bounding_box()
        x, y = box["x"] + box["width"] * left / 100, box["y"] + box["height"] * top / 100
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 20, y + 20)
        page.mouse.move(x + box["width"] * width / 100, y + box["height"] * height / 100)
        page.mouse.up()

    places = page.locator("[id$='-value-place']")
    drag(8, 40, 68, 8)
    expect(places.nth(0)).to_have_value("8 40 68 8")
    drag(6, 72, 88, 9)
    expect(places.nth(1)).to_have_value("6 72 88 9")
    places.nth(0).fill("10 10 20 5")
    expect(drawing.locator("rect.selected")).to_have_attribute("y", "10")
    # The one that is chosen is drawn anew.
    drag(50, 10, 30, 10)
    expect(places.nth(0)).to_have_value("50 10 30 10")
