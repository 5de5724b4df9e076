"""Addresses from Vietnamese titles, and none that a view of ours would hide."""

import json
import re
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from lessons.models import CoursePage, InformationPage
from lessons.pages.slugs import refuse_reserved, reserved, slug_input, slug_of
from tests import factories
from tests.pages import text_of

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


def in_the_browser(title):
    """What the script of the field makes of a title: each of its patterns replaced in turn, then all else is a hyphen."""
    for (pattern, flags), plain in json.loads(slug_input().attrs["data-w-slug-formatters-value"]):
        assert flags in ("g", "gu")
        title = re.sub(pattern, plain, title)
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9_]+", "-", title.lower())).strip("-")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Mua sắm", "mua-sam"), ("Đăng ký ở Óc Eo", "dang-ky-o-oc-eo"), ("ƯỚC MƠ", "uoc-mo"), ("VNeID là gì?", "vneid-la-gi"),
        ("Nộp hồ sơ trực tuyến", "nop-ho-so-truc-tuyen"), ("Hòa – hoà", "hoa-hoa"),
    ],
)  # fmt: skip
def test_a_vietnamese_title_loses_its_marks_and_no_letter(title, slug):
    assert slug_of(title) == slug
    assert slug_of(unicodedata.normalize("NFD", title)) == slug
    assert in_the_browser(title) == slug
    assert in_the_browser(unicodedata.normalize("NFD", title)) == slug


@given(st.text(st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + " 0123456789"), min_size=1, max_size=30))
def test_the_browser_writes_what_python_writes(title):
    assert in_the_browser(title) == slug_of(title)


def test_a_page_without_an_address_gets_one_from_its_title_and_another_one_a_number(site_home):
    first = site_home.add_child(instance=CoursePage(title="Đăng ký", summary="s", drawing="family"))
    second = site_home.add_child(instance=CoursePage(title="Đăng ký", summary="s", drawing="family"))
    assert (first.slug, second.slug) == ("dang-ky", "dang-ky-2")


@pytest.mark.parametrize("slug", ["so-lieu", "dang-nhap", "dang-xuat", "quan-tri", "the", "tien-do", "tai-lieu", "healthz", "api",
                                  "media", "static", "ngon-ngu", "giay-chung-nhan", "_util"])  # fmt: skip
def test_addresses_of_our_own_views_are_taken(site_home, slug):
    assert slug in reserved()
    with pytest.raises(ValidationError) as refused:
        refuse_reserved(slug)
    assert f"Địa chỉ “{slug}” là của một trang có sẵn của hệ thống." in refused.value.message_dict["slug"][0]


@pytest.mark.parametrize("slug", ["danh-tinh-so", "so-lieu-la-gi", "tro-giup", "khoa-hoc"])
def test_all_others_are_free(site_home, slug):
    assert slug not in reserved()
    refuse_reserved(slug)


@pytest.mark.parametrize("model", [CoursePage, InformationPage])
def test_no_page_below_the_home_page_takes_one_by_whatever_way(site_home, model):
    values = {"summary": "s", "drawing": "family"} if model is CoursePage else {"summary": "s"}
    with pytest.raises(ValidationError):
        site_home.add_child(instance=model(title="Số liệu", slug="so-lieu", **values))
    made = site_home.add_child(instance=model(title="Khác", slug="khac", **values))
    made.slug = "the"
    with pytest.raises(ValidationError):
        made.save()


def test_the_editor_tells_it_at_the_field(as_administrator, site_home):
    address = reverse("wagtailadmin_pages:add", args=["lessons", "coursepage", site_home.pk])
    form = {
        "title": "Số liệu", "slug": "so-lieu", "summary": "Tóm tắt", "drawing": "family", "tint": "blue",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
    }  # fmt: skip
    answer = as_administrator.post(address, form)
    assert "Địa chỉ “so-lieu” là của một trang có sẵn của hệ thống." in text_of(answer.content.decode())
    assert not Page.objects.filter(slug="so-lieu").exists()
    assert as_administrator.post(address, form | {"slug": "so-lieu-la-gi"}).status_code == 302


def test_a_lesson_may_be_called_as_a_view_because_it_stands_below_its_course(course):
    assert factories.lesson(course, 1, title="Thẻ", slug="the").slug == "the"
