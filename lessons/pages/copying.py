"""Copying a page: its new address is held against the same names as that of a new page."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.pages import CopyForm

from lessons.pages.slugs import refuse_reserved


class PageCopyForm(CopyForm):
    """Refuses an address that a view of ours would hide."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.page.specific_class.is_below_home and (slug := cleaned.get("new_slug")):
            try:
                refuse_reserved(slug)
            except ValidationError as error:
                self.add_error("new_slug", error.message_dict["slug"])
        return cleaned
