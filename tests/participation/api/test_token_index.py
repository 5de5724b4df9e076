"""The keys of a unit in the admin."""

import pytest

from participation.api.models import ApiToken
from participation.api.tokens import make_token, revoke
from tests.pages import page, page_text, posted, text_of

ADDRESS = "/quan-tri/so-lieu/TNH/khoa-api/"
RESULTS = f"{ADDRESS}danh-sach/"


@pytest.fixture
def keys(people, units):
    return {name: make_token(units.school, name, people.organizer)[0] for name in ("Kho dữ liệu", "Bảng điện tử")}


def test_each_key_is_listed_with_who_made_it_and_when_it_was_used(as_organizer, keys):
    shown = page_text(as_organizer, ADDRESS)
    assert "Kho dữ liệu phutrach" in shown
    assert shown.count("Thu hồi") == 2


def test_a_word_finds_a_key(as_organizer, keys):
    shown = page_text(as_organizer, RESULTS, {"q": "điện tử"})
    assert "Bảng điện tử" in shown
    assert "Kho dữ liệu" not in shown
    assert "Không có gì khớp." in page_text(as_organizer, RESULTS, {"q": "không có"})


def test_keys_can_be_put_in_another_order(as_organizer, keys):
    up, down = (page_text(as_organizer, RESULTS, {"ordering": order}) for order in ("name", "-name"))
    assert up.index("Bảng điện tử") < up.index("Kho dữ liệu")
    assert down.index("Kho dữ liệu") < down.index("Bảng điện tử")


def test_a_unit_without_keys_says_so(as_organizer, people):
    assert "Chưa có khóa nào." in page_text(as_organizer, ADDRESS)


def test_a_new_key_is_shown_once_and_then_listed_by_name(as_organizer, people):
    html = as_organizer.post(ADDRESS, {"ten": "Kho dữ liệu của Sở"}).content.decode()
    assert "Khóa mới, chỉ hiện một lần. Chép lại ngay:" in text_of(html)
    assert "hvs_" in html
    again = page(as_organizer, ADDRESS)
    assert "hvs_" not in again
    assert "Kho dữ liệu của Sở" in again


@pytest.mark.parametrize("name", ["", "   "])
def test_a_key_needs_a_name_by_which_it_is_known_later(as_organizer, people, name):
    answer = as_organizer.post(ADDRESS, {"ten": name})
    assert answer.status_code == 422
    assert "Ghi tên hệ thống sẽ dùng khóa này" in text_of(answer.content.decode())
    assert not ApiToken.objects.exists()


def test_a_name_that_is_too_long_is_cut_and_not_refused(as_organizer, people):
    as_organizer.post(ADDRESS, {"ten": "x" * 500})
    assert len(ApiToken.objects.get().name) == 120


def test_a_revoked_key_is_no_longer_listed(as_organizer, keys):
    shown = posted(as_organizer, f"{ADDRESS}{keys['Kho dữ liệu'].pk}/thu-hoi/")
    assert "Đã thu hồi khóa “Kho dữ liệu”." in text_of(shown)
    assert "Bảng điện tử" in page_text(as_organizer, RESULTS)
    assert "Kho dữ liệu" not in page_text(as_organizer, RESULTS)


def test_keys_of_another_unit_are_neither_seen_nor_revoked(as_other_organizer, as_organizer, keys, units, people):
    foreign, _text = make_token(units.other_school, "Của trường khác", people.other_organizer)
    page(as_other_organizer, ADDRESS, status=404)
    assert as_other_organizer.post(f"{ADDRESS}{keys['Kho dữ liệu'].pk}/thu-hoi/").status_code == 404
    # The own unit's address does not lead to a key of another one either.
    assert as_organizer.post(f"{ADDRESS}{foreign.pk}/thu-hoi/").status_code == 404
    assert ApiToken.objects.filter(revoked_at=None).count() == 3


def test_a_key_that_opens_nothing_any_more_has_no_button(as_organizer, keys):
    for token in keys.values():
        revoke(token)
    assert "Thu hồi" not in page_text(as_organizer, ADDRESS)
