"""Formatted text of questions in templates."""

from django import template
from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from wagtail.images import get_image_model
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.rich_text import expand_db_html

register = template.Library()
# A picture that is replaced is seen soon.
SECONDS = 60


@register.filter
def formatted(text: str) -> SafeString:
    """Text as content keeps it, as HTML: the editor has let through no other tags than it offers, and plain text was escaped.

    Only pictures have to be looked up; Wagtail's own filter renders a template for each of the many short texts of a quiz.
    """
    return mark_safe(expand_db_html(text) if "<embed" in text or "<a " in text else text)


@register.simple_tag
def picture_address(pk: int | None) -> str:
    """Where the picture is found, no larger than a phone shows it; empty for one that is there no more."""
    if not pk:
        return ""
    return cache.get_or_set(f"picture-of-question:{pk}", lambda: _address(pk), SECONDS) or ""


def _address(pk: int) -> str:
    picture = get_image_model().objects.filter(pk=pk).first()
    return get_rendition_or_not_found(picture, "width-960|format-webp").url if picture else ""
