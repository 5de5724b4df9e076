"""What a page lacks before it can be published, told where many are published at once and nobody sees its form."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

MOST_TOLD = 5


def lacking(page: Page) -> list[str]:
    """What keeps `page`, as it was edited last, from being published: a sentence a field. None where nothing does."""
    found: dict[str, list[str]] = {}
    try:
        page.full_clean()
    except ValidationError as error:
        found = error.message_dict
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name not in found:
            try:
                field.stream_block.clean(getattr(page, field.name))
            except ValidationError:
                found[field.name] = [_("có phần chưa điền hoặc điền sai")]
    return [f"{_label(page, name)}: {' '.join(errors)}" for name, errors in found.items()]


def _label(page: Page, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return _("Trang")
    try:
        return capfirst(str(page._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return name


def refuse_unfinished(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> HttpResponse | None:
    """Wagtail's hook before_bulk_action: nothing is published while one of the pages lacks something."""
    if action_type != "publish":
        return None
    pages = [each for each in objects if isinstance(each, Page)]
    if request.POST.get("include_descendants"):
        pages += [below for page in pages for below in page.get_descendants().not_live()]
    # Opened anew from their latest drafts: it is those that would be published.
    drafts = [page.get_latest_revision_as_object() for page in pages]
    told = [f"“{draft.title}” – {'; '.join(problems)}" for draft in drafts if (problems := lacking(draft))]
    if not told:
        return None
    more = _(" Và %(n)s trang khác.") % {"n": len(told) - MOST_TOLD} if len(told) > MOST_TOLD else ""
    text = _("Chưa xuất bản trang nào, vì có trang chưa xong. %(told)s.%(more)s Mở trang, điền nốt rồi xuất bản.")
    messages.error(request, text % {"told": ". ".join(told[:MOST_TOLD]), "more": more})
    parent = pages[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else 1)
