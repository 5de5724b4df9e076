"""A certificate, for whoever holds the paper."""

import datetime as dt

import pytest

from lessons.certificates.issuing import issue
from tests.factories import activities, member
from tests.pages import page, page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(site_home):
    issued = dt.datetime(2026, 11, 23, 20, tzinfo=dt.UTC)
    return issue(member(name="Trần Ngọc Ánh", birth_date=dt.date(2011, 1, 2)), activities("A")["A"], issued)


def test_the_code_on_the_paper_shows_whose_it_is_and_for_what(client, certificate):
    shown = page_text(client, f"/giay-chung-nhan/{certificate.code}/")
    assert "Chứng nhận Trần Ngọc Ánh đã hoàn thành khóa học Khóa A" in shown
    assert "Giấy chứng nhận có thật" in shown


def test_the_day_is_that_of_an_giang(client, certificate):
    # 20:00 in Greenwich is three in the morning of the next day here.
    assert "ngày 24/11/2026" in page_text(client, f"/giay-chung-nhan/{certificate.code}/")


def test_small_letters_are_the_same_code(client, certificate):
    assert "Trần Ngọc Ánh" in page(client, f"/giay-chung-nhan/{certificate.code.lower()}/")


def test_nothing_more_is_told_of_a_child_than_the_name(client, certificate):
    shown = page(client, f"/giay-chung-nhan/{certificate.code}/")
    assert certificate.member.code not in shown
    assert "2011" not in shown


def test_search_engines_do_not_keep_it(client, certificate):
    assert 'name="robots" content="noindex"' in page(client, f"/giay-chung-nhan/{certificate.code}/")


def test_the_paper_carries_the_address_at_which_it_is_checked(client, certificate):
    address = f"http://testserver/giay-chung-nhan/{certificate.code}/"
    html = page(client, f"/giay-chung-nhan/{certificate.code}/")
    assert address in html
    assert "<svg" in html


def test_a_code_that_was_never_given_says_what_to_look_at(client, site_home):
    shown = page_text(client, "/giay-chung-nhan/ABCDEFGHJK/", status=404)
    assert "Không tìm thấy mã ABCDEFGHJK. Xem lại từng chữ và số trên giấy" in shown


def test_a_page_of_a_certificate_changes_nothing(client, certificate):
    assert client.post(f"/giay-chung-nhan/{certificate.code}/").status_code == 405
