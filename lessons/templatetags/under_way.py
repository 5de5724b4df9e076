"""Who is learning pages, for those pages that unpublish or delete them."""

from typing import Any

from django import template

from lessons.learner.under_way import words_of

register = template.Library()


@register.simple_tag
def learners_under_way(page: Any) -> str:
    return words_of(page)
