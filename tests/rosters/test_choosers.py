"""Choosing units and members: by name without accents, by code, and only among one's own."""

import json

import pytest

from tests.pages import text_of

UNITS, MEMBERS = "/quan-tri/chon-don-vi/", "/quan-tri/chon-thanh-vien/"


def listed(client, address: str, text: str = "") -> str:
    response = client.get(f"{address}results/", {"q": text})
    assert response.status_code == 200
    return text_of(response.content.decode())


def test_an_organizer_chooses_among_their_own_units(as_organizer, units):
    shown = listed(as_organizer, UNITS)
    assert units.class_a.label in shown
    assert units.other_class.code not in shown


@pytest.mark.parametrize("text", ["thoai ngoc hau", "TNH", "Thoại"])
def test_a_unit_is_found_without_accents_and_by_its_code(as_administrator, units, text):
    assert units.school.label in listed(as_administrator, UNITS, text)


def test_a_member_is_found_by_a_part_of_the_name(as_organizer, people):
    assert people.member.full_name in listed(as_organizer, MEMBERS, "ngoc anh")
    assert people.member.full_name not in listed(as_organizer, MEMBERS, "khong co ai")


def test_what_was_chosen_goes_back_with_its_id_and_name(as_organizer, people):
    answer = json.loads(as_organizer.get(f"{MEMBERS}chosen/{people.member.pk}/").content)
    assert answer["result"]["id"] == str(people.member.pk)
    assert answer["result"]["title"] == str(people.member)


def test_an_id_from_elsewhere_is_not_there(as_organizer, units, make_member):
    stranger = make_member(units.other_class)
    assert as_organizer.get(f"{MEMBERS}chosen/{stranger.pk}/").status_code == 404
    assert as_organizer.get(f"{UNITS}chosen/{units.other_class.pk}/").status_code == 404
    assert as_organizer.get(f"{UNITS}chosen/khong-phai-so/").status_code == 404


@pytest.mark.parametrize("address", [UNITS, MEMBERS])
def test_editors_choose_neither_units_nor_people(as_editor, units, address):
    assert as_editor.get(address).status_code in (302, 403)


def test_nothing_is_made_while_choosing(as_administrator, units):
    assert as_administrator.get(f"{UNITS}create/").status_code == 404


def test_two_records_chosen_by_name_are_compared(as_organizer, people, units, make_member):
    other = make_member(units.class_a, name="Trần Ngọc Ánh")
    page = f"/quan-tri/thanh-vien/{people.member.code}/"
    assert as_organizer.get(page, {"ho_so": other.pk}).url == f"{page}gop/{other.code}/"
    assert "không phải mã" in as_organizer.get(page, {"ho_so": "x"}, follow=True).content.decode()
