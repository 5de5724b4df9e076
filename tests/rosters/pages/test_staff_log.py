"""What staff do is kept: who did what to which record or unit, without names of people."""

import pytest
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from rosters.models import RosterImport
from rosters.pages.staff_log import ACTIONS, log_action
from tests.pages import page
from tests.rosters.importing.rosters_on_file import workbook


def entries() -> list[tuple[str, str]]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "label"))


def test_every_action_has_words_for_the_history(db):
    for name in ACTIONS:
        assert registry.action_exists(name)
        assert registry.get_formatter(registry_entry(name)).label


def registry_entry(name: str) -> ModelLogEntry:
    return ModelLogEntry(action=name)


def test_a_new_card_is_kept_with_the_member_code_and_who_made_it(as_organizer, people):
    as_organizer.post(f"/quan-tri/thanh-vien/{people.member.code}/doi-ma/")
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.label, entry.user) == ("hocvuso.card_reissued", people.member.code, people.organizer)
    assert people.member.full_name not in f"{entry.label} {entry.data}"


def test_an_import_and_its_undoing_are_kept(as_organizer, people, units):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("ds.xlsx", workbook(["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"]))
    as_organizer.post("/quan-tri/don-vi/TNH/nhap-danh-sach/", {"file": file})
    address = f"/quan-tri/nhap-danh-sach/{RosterImport.objects.get().pk}/"
    assert entries() == []
    as_organizer.post(f"{address}xac-nhan/")
    as_organizer.post(f"{address}hoan-tac/")
    assert [action for action, _label in entries()] == ["hocvuso.import_confirmed", "hocvuso.import_undone"]


def test_looking_at_pages_is_not_kept_but_taking_a_roster_away_is(as_organizer, people, units):
    page(as_organizer, "/quan-tri/don-vi/TNH/")
    assert entries() == []
    as_organizer.get("/quan-tri/don-vi/TNH/danh-sach.xlsx")
    assert entries() == [("hocvuso.roster_exported", "TNH")]


def test_what_is_removed_leaves_its_name(as_administrator, units):
    from participation.models import Campaign

    campaign = Campaign.objects.create(title="Tuần lễ", first="2026-11-16", last="2026-12-06")
    as_administrator.post(f"/quan-tri/dot-thi-dua/{campaign.pk}/xoa/")
    assert entries() == [("hocvuso.campaign_removed", "Tuần lễ")]


def test_an_action_without_a_name_is_a_mistake_of_ours(people):
    with pytest.raises(KeyError):
        log_action(people.organizer, "something_else", people.member)
