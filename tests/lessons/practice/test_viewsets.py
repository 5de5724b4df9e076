"""Practices in the admin: begun from a starter, seen as a picture, walked by their author, and published only when they work."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from portal.demonstration.content import PRACTICES

from lessons.models import Practice
from lessons.practice.viewsets import LABELS
from lessons.practice.written import make_practice
from tests.pages import page_text, text_of

pytestmark = pytest.mark.django_db
LIST, ADD = "wagtailsnippets_lessons_practice:list", "wagtailsnippets_lessons_practice:add"


@pytest.fixture
def practice(people):
    made = make_practice(PRACTICES / "cuoc-goi-can-bo.toml", live=False)
    made.save()
    made.save_revision().publish(skip_permission_checks=True)
    return Practice.objects.get(pk=made.pk)


def test_the_list_offers_every_starter(as_editor, practice):
    shown = page_text(as_editor, reverse(LIST))
    assert "Cuộc gọi của “cán bộ”" in shown
    assert all(f"Bắt đầu từ mẫu: {label}" in shown for label in LABELS.values())


@pytest.mark.parametrize("name", LABELS)
def test_a_starter_fills_the_form(as_editor, people, name):
    html = as_editor.get(reverse(ADD), {"mau": name}).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    assert soup.select_one("#id_title")["value"]
    assert "xong" in html


def test_a_name_that_is_no_starter_begins_empty(as_editor, people):
    for name in ("khong-co", "../../portal/demonstration/practices/cuoc-goi-can-bo", ""):
        soup = BeautifulSoup(as_editor.get(reverse(ADD), {"mau": name}).content, "html.parser")
        assert not soup.select_one("#id_title").get("value")


def test_its_picture_shows_each_screen_and_says_that_nobody_did_it_yet(as_editor, practice):
    shown = page_text(as_editor, reverse("practice_diagram", args=[practice.pk]))
    for words in ("gọi đến", "mất tiền", "Chưa có người học nào", "Đi thử từ màn hình đầu"):
        assert words in shown
    assert "Chưa xuất bản được" not in shown


def test_a_draft_with_problems_names_them_and_is_not_published(as_editor, practice):
    draft = practice.get_latest_revision_as_object()
    screens = draft.screens.get_prep_value()
    right = next(each for each in screens[0]["value"]["elements"] if each["value"].get("leads_to") == "gọi lại")
    right["value"]["leads_to"] = "đâu đó"
    draft.screens = Practice.screens.field.to_python(json.dumps(screens))
    revision = draft.save_revision()
    shown = page_text(as_editor, reverse("practice_diagram", args=[practice.pk]))
    assert "Chưa xuất bản được" in shown
    assert "dẫn đến “đâu đó”, nhưng không có màn hình ấy" in shown
    with pytest.raises(ValidationError):
        revision.publish(skip_permission_checks=True)
    # What everybody walks is as it was.
    now = Practice.objects.get(pk=practice.pk).procedure.screens[0]
    assert "gọi lại" in {action.leads_to for action in now.actions}


def test_its_author_walks_the_draft(as_editor, practice):
    address = reverse("walk_practice", args=[practice.pk])
    soup = BeautifulSoup(as_editor.get(address).content, "html.parser")
    button = next(each for each in soup.select("form.practice button") if "tự đến công an phường" in each.get_text())
    sent = {each["name"]: each.get("value", "") for each in soup.select("form.practice input[type=hidden]")}
    answer = as_editor.post(address, {**sent, "bam": button["value"]})
    assert "Số ấy gọi lại lần nữa" in text_of(answer.content.decode())
    again = BeautifulSoup(answer.content, "html.parser")
    sent = {each["name"]: each.get("value", "") for each in again.select("form.practice input[type=hidden]")}
    assert "Càng giục gấp" in text_of(as_editor.post(address, {**sent, "goi-y": "1"}).content.decode())
    assert "Một số lạ gọi" in text_of(as_editor.post(address, {**sent, "lam-lai": "1"}).content.decode())


def test_an_empty_draft_has_a_picture_that_says_so(as_editor, people):
    empty = Practice(title="Trống", summary="Chưa có gì", live=False)
    empty.save()
    empty.save_revision()
    assert "Chưa có màn hình nào" in page_text(as_editor, reverse("practice_diagram", args=[empty.pk]))
    assert "Chưa có màn hình nào" in page_text(as_editor, reverse("walk_practice", args=[empty.pk]))


def test_organizers_and_learners_have_no_part_in_it(as_organizer, as_learner, practice):
    for name in ("practice_diagram", "walk_practice"):
        for client in (as_organizer, as_learner):
            assert client.get(reverse(name, args=[practice.pk])).status_code in (302, 403)


def test_its_preview_shows_every_screen(as_editor, practice, rf):
    from lessons.practice.showing import show_all

    assert [each.screen.name for each in show_all(practice.procedure)] == practice.procedure.names
