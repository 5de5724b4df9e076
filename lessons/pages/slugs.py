"""Addresses of pages: from Vietnamese titles, in the browser and in Python alike, and none that is taken by a page of ours."""

import re
import unicodedata
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.widgets.slug import SlugInput

from rosters.names import fold

VOWELS = "aeiouy"
# What stands beside pages in the web server's own places.
NOT_IN_URLS = ("static", "media", "favicon.ico")
_LITERAL = re.compile(r"\^?([\w-]+)(?=[/\\$.])")


def slug_of(title: str) -> str:
    """The slug of a title: `mua-sam` of "Mua sắm", `dang-ky-o-oc-eo` of "Đăng ký ở Óc Eo"."""
    return slugify(fold(title))


def slug_input() -> SlugInput:
    """The field of a slug whose script writes what `slug_of` writes; Wagtail's own drops ắ, ộ and ư, and makes dj of đ."""
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1F00))]
    alike = {vowel: "".join(letter for letter in letters if _plain(letter) == vowel) for vowel in VOWELS}
    formatters = [(re.compile(f"[{each}]"), vowel) for vowel, each in alike.items()]
    return SlugInput(formatters=[(re.compile("[đĐ]"), "d"), (re.compile("[\u0300-\u036f]"), ""), *formatters])


def _plain(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)).lower()


@lru_cache(maxsize=1)
def reserved() -> frozenset[str]:
    """First parts of the addresses of our own views: a page with such a slug would never be shown."""
    return frozenset({*_first_parts(get_resolver().url_patterns), *NOT_IN_URLS, settings.STATIC_URL.strip("/")})


def _first_parts(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for each in patterns:
        if literal := _LITERAL.match(str(each.pattern)):
            found.add(literal.group(1))
        elif isinstance(each, URLResolver) and str(each.pattern) in ("", "^"):
            found |= _first_parts(each.url_patterns)
    return found


def refuse_reserved(slug: str) -> None:
    """Raises ValidationError, at the field, for the slug of a page below the home page that a view of ours would hide."""
    if slug in reserved():
        message = _("Địa chỉ “%(slug)s” là của một trang có sẵn của hệ thống. Chọn địa chỉ khác, ví dụ “bai-%(slug)s”.")
        raise ValidationError({"slug": message % {"slug": slug}})
