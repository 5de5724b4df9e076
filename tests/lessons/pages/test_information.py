"""Pages of who runs this, help, privacy and accessibility."""

import pytest
from portal.preparing import prepare_site

from lessons.models import InformationPage, Operator
from tests.pages import page, page_text

ADDRESSES = ["/gioi-thieu/", "/tro-giup/", "/quyen-rieng-tu/", "/kha-nang-tiep-can/"]


@pytest.fixture
def operator(site_home):
    found = Operator.load()
    found.name, found.telephone, found.email = "Ban Thường vụ Tỉnh đoàn An Giang", "0296 3000 000", "doan@angiang.example"
    found.person = "Nguyễn Văn Mẫu, Chánh Văn phòng"
    found.save()
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_installation_begins_with_them_and_every_page_leads_there(client, site_home, address):
    shown = page_text(client, address)
    assert "Liên hệ" in shown
    for other in ["/", "/dang-nhap/", "/so-lieu/"]:
        assert f'href="{address}"' in page(client, other)


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_says_whom_to_ask(client, operator, address):
    shown = page_text(client, address)
    for words in (operator.name, operator.telephone, operator.email, operator.person):
        assert words in shown


def test_without_an_operator_people_are_sent_to_whoever_looks_after_them(client, site_home):
    assert "Hỏi người phụ trách lớp hoặc chi đoàn của bạn." in page_text(client, "/tro-giup/")


def test_a_change_of_the_operator_is_seen_at_once(client, operator):
    page(client, "/tro-giup/")
    operator.name = "Tỉnh đoàn mới"
    operator.save()
    assert "Tỉnh đoàn mới" in page_text(client, "/tro-giup/")


def test_help_tells_what_to_do_with_a_lost_card(client, site_home):
    assert "Tôi mất thẻ Báo ngay cho người phụ trách lớp hoặc chi đoàn." in page_text(client, "/tro-giup/")


def test_privacy_names_what_is_kept_who_sees_it_how_long_and_ones_rights(client, site_home):
    shown = page_text(client, "/quyen-rieng-tu/")
    for words in ("ngày sinh", "Ai thấy", "xóa sau 30 ngày", "xóa sau 60 ngày", "91/2025/QH15", "cha mẹ hoặc người giám hộ"):
        assert words in shown


def test_the_days_that_privacy_promises_are_those_of_the_code(client, site_home):
    from quizzes.attempts.context import DEVICE_AGE
    from rosters.importing.run.retention import DAYS_A_FILE_WAITS
    from rosters.login.sessions import SHARED_SECONDS

    assert f"xóa sau {DAYS_A_FILE_WAITS} ngày" in page_text(client, "/quyen-rieng-tu/")
    assert f"xóa sau {DEVICE_AGE.days} ngày" in page_text(client, "/quyen-rieng-tu/")
    assert f"sau {SHARED_SECONDS // 60} phút không dùng" in page_text(client, "/tro-giup/")


def test_what_an_editor_deleted_or_changed_stays_so(site_home):
    InformationPage.objects.get(slug="gioi-thieu").delete()
    help_page = InformationPage.objects.get(slug="tro-giup")
    help_page.title = "Hỏi đáp"
    help_page.save_revision().publish()
    prepare_site()
    assert not InformationPage.objects.filter(slug="gioi-thieu").exists()
    assert InformationPage.objects.get(slug="tro-giup").title == "Hỏi đáp"


def test_the_foot_leads_to_no_draft_and_to_what_was_published_last(client, site_home):
    InformationPage.objects.get(slug="tro-giup").unpublish()
    assert 'href="/tro-giup/"' not in page(client, "/")
    InformationPage.objects.get(slug="tro-giup").save_revision().publish()
    assert 'href="/tro-giup/"' in page(client, "/")


def test_an_administrator_names_the_operator_in_the_admin_and_an_editor_does_not(as_administrator, as_editor, site_home):
    address = "/quan-tri/settings/lessons/operator/1/"
    Operator.load().save()
    kept = Operator.objects.get()
    address = f"/quan-tri/settings/lessons/operator/{kept.pk}/"
    assert "Tên đầy đủ, như trên giấy chứng nhận." in page_text(as_administrator, address)
    as_administrator.post(address, {"name": "Tỉnh đoàn An Giang", "email": "", "telephone": "", "address": "", "person": ""})
    assert Operator.objects.get().name == "Tỉnh đoàn An Giang"
    assert as_editor.get(address).status_code in (302, 403)
