"""Where a fact comes from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SourceBlock(blocks.StructBlock):
    """Where a fact comes from."""

    title = blocks.CharBlock(max_length=255, label=_("Nguồn"))
    url = blocks.URLBlock(required=False, label=_("Địa chỉ"))

    class Meta:
        icon = "link"
        label = _("Nguồn")
