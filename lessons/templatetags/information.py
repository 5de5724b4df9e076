"""Links to the pages of information, for the foot of every page."""

from dataclasses import dataclass

from django import template

from lessons.pages import page_cache
from lessons.pages.information import InformationPage

register = template.Library()


@dataclass(frozen=True)
class Link:
    title: str
    address: str


@register.simple_tag
def information_links() -> list[Link]:
    """The published pages of information that everybody may read, in their order in the tree; kept until something is published."""
    return page_cache.cached("information-links", _links)


def _links() -> list[Link]:
    pages = InformationPage.objects.live().filter(view_restrictions=None).order_by("path")
    return [Link(page.title, f"/{page.slug}/") for page in pages]
