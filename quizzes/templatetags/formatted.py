"""Formatted text of questions in templates."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html

register = template.Library()


@register.filter
def formatted(text: str) -> SafeString:
    """Text as content keeps it, as HTML: the editor has let through no other tags than it offers, and plain text was escaped.

    Only pictures have to be looked up; Wagtail's own filter renders a template for each of the many short texts of a quiz.
    """
    return mark_safe(expand_db_html(text) if "<embed" in text or "<a " in text else text)


@register.simple_tag
def picture_address(pk: int | None) -> str:
    """Where the picture is found, no larger than a phone shows it; empty for one that is there no more."""
    picture = get_image_model().objects.filter(pk=pk).first() if pk else None
    return picture.get_rendition("width-960|format-webp").url if picture else ""
