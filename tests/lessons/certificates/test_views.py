"""A certificate, for whoever holds the paper."""

import datetime as dt

import pytest
from django.utils import timezone

from lessons.certificates.issuing import issue, note_corrections
from lessons.models import Certificate, Operator
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
    assert "Giấy chứng nhận hợp lệ" in shown
    assert certificate.shown_code in shown


def test_it_names_who_certified_as_they_were_called_that_day(client, site_home):
    operator = Operator.load()
    operator.name = "Ban Thường vụ Tỉnh đoàn An Giang"
    operator.save()
    given = issue(member(name="Trần Ngọc Ánh"), activities("A")["A"], timezone.now())
    operator.name = "Tỉnh đoàn mới"
    operator.save()
    shown = page_text(client, f"/giay-chung-nhan/{given.code}/")
    assert "Ban Thường vụ Tỉnh đoàn An Giang" in shown
    assert "Tỉnh đoàn mới" not in shown


def test_one_from_before_there_was_an_issuer_names_todays(client, certificate):
    operator = Operator.load()
    operator.name = "Tỉnh đoàn An Giang"
    operator.save()
    assert "Tỉnh đoàn An Giang Giấy chứng nhận chứng nhận Trần Ngọc Ánh" in page_text(
        client, f"/giay-chung-nhan/{certificate.code}/"
    )


def test_a_corrected_name_is_followed_at_once_and_its_day_is_told(client, certificate):
    certificate.member.full_name = "Trần Ngọc Anh"
    certificate.member.save()
    shown = page_text(client, f"/giay-chung-nhan/{certificate.code}/")
    assert "Trần Ngọc Anh" in shown
    assert "Trần Ngọc Ánh" not in shown
    assert f"Họ tên được sửa ngày {timezone.localdate():%d/%m/%Y}." in shown
    note_corrections(timezone.localdate() - dt.timedelta(days=3))
    day = timezone.localdate() - dt.timedelta(days=3)
    assert f"Họ tên được sửa ngày {day:%d/%m/%Y}." in page_text(client, f"/giay-chung-nhan/{certificate.code}/")


def test_a_name_that_was_never_corrected_says_nothing_of_it(client, certificate):
    assert "được sửa" not in page_text(client, f"/giay-chung-nhan/{certificate.code}/")


@pytest.mark.parametrize("write", [str, str.lower, lambda code: f" {code[:4]} {code[4:]}", "-".join])
def test_a_code_is_typed_as_people_type(client, certificate, write):
    found = client.get("/giay-chung-nhan/", {"ma": write(certificate.code)})
    assert found.url == f"/giay-chung-nhan/{certificate.code}/"


def test_an_older_certificate_with_a_shorter_code_is_found_though_the_keyboard_made_a_tone_of_it(client, certificate):
    Certificate.objects.update(code="ASBCDEFGHJ")
    assert client.get("/giay-chung-nhan/", {"ma": "Ábcdefghj"}).url == "/giay-chung-nhan/ASBCDEFGHJ/"


def test_an_empty_field_asks_for_the_code(client, site_home):
    assert "Nhập mã in trên giấy chứng nhận." in page_text(client, "/giay-chung-nhan/?ma=")
    assert "Nhập mã in trên giấy chứng nhận." not in page_text(client, "/giay-chung-nhan/")


def test_an_unknown_code_is_kept_in_the_field(client, site_home):
    answer = client.get("/giay-chung-nhan/", {"ma": "KHONGCO"})
    assert answer.status_code == 404
    assert 'value="KHONGCO"' in answer.content.decode()


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
    html = page(client, f"/giay-chung-nhan/{certificate.code}/")
    assert "Xác thực giấy này tại http://testserver/giay-chung-nhan/" in html
    assert "<svg" in html


def test_a_code_that_was_never_given_says_what_to_look_at(client, site_home):
    shown = page_text(client, "/giay-chung-nhan/ABCDEFGHJK/", status=404)
    assert "Không tìm thấy mã ABCDEFGHJK. Xem lại từng chữ và số trên giấy" in shown


def test_a_page_of_a_certificate_changes_nothing(client, certificate):
    assert client.post(f"/giay-chung-nhan/{certificate.code}/").status_code == 405
