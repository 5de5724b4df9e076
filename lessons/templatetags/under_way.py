"""Who is learning a page, for the page that unpublishes it."""

from typing import Any

from django import template

from lessons.learner.under_way import words_of

register = template.Library()


@register.simple_tag
def learners_under_way(page: Any) -> str:
    return words_of(page)
