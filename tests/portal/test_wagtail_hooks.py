"""The admin's menu and first page: each finds what is theirs and nothing that is not."""

import pytest
from wagtail.admin.menu import admin_menu, reports_menu, settings_menu
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from tests.pages import page, page_text

MENU = {"don-vi": "Đơn vị và danh sách", "so-lieu": "Số liệu tham gia", "dot-thi-dua": "Đợt thi đua"}


def menu_of(client):
    html = page(client, "/quan-tri/")
    return {
        name
        for name, address in (
            ("don-vi", "/quan-tri/don-vi/"),
            ("so-lieu", "/quan-tri/so-lieu/"),
            ("dot-thi-dua", "/quan-tri/dot-thi-dua/"),
        )
        if address in html
    }


def test_an_organizer_finds_units_figures_and_campaigns(as_organizer):
    assert menu_of(as_organizer) == set(MENU)


def test_an_administrator_finds_them_too(as_administrator):
    assert menu_of(as_administrator) == set(MENU)


def test_an_editor_finds_none_of_them(as_editor):
    assert menu_of(as_editor) == set()


@pytest.mark.parametrize("words", ["Trang", "Câu hỏi và bài", "Năng lực số"])
def test_an_organizer_is_shown_no_content(as_organizer, words):
    assert f'"label": "{words}' not in page(as_organizer, "/quan-tri/")


def test_the_first_page_begins_with_the_own_units_and_what_can_be_done(as_organizer, units):
    shown = page_text(as_organizer, "/quan-tri/")
    assert "Trường THPT Thoại Ngọc Hầu" in shown
    assert "Trường THPT Óc Eo" not in shown


def test_an_editors_first_page_has_no_figures(as_editor, units):
    assert "Trường THPT" not in page_text(as_editor, "/quan-tri/")


def test_styles_of_every_app_come_along(as_organizer):
    html = page(as_organizer, "/quan-tri/")
    for path in ("rosters/admin/table.css", "participation/admin/figures.css", "quizzes/admin/signs.css"):
        assert path in html


@pytest.mark.parametrize(
    ("menu", "gone", "stays"),
    [
        (admin_menu, {"help", "documents"}, {"images", "explorer"}),
        (settings_menu, {"sites", "collections"}, {"users", "redirects"}),
        (reports_menu, {"page-types-usage"}, {"site-history", "aging-pages"}),
    ],
)
def test_menus_lead_only_to_what_does_something(rf, people, menu, gone, stays):
    request = rf.get("/")
    request.user = people.administrator
    names = {item.name for item in menu.menu_items_for_request(request)}
    assert not names & gone
    assert stays <= names


def test_the_first_page_counts_no_documents(as_editor, people):
    assert "tài liệu" not in page_text(as_editor, "/quan-tri/").casefold()


def test_the_calendar_of_a_date_field_leaves_what_was_typed():
    """What is no day is told by the server; the calendar would put today in its place."""
    for widget in (AdminDateInput(), AdminDateTimeInput()):
        assert widget.get_config()["validateOnBlur"] is False
