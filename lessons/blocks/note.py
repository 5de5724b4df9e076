"""Something to remember."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class NoteBlock(blocks.StructBlock):
    """Something to remember."""

    text = blocks.RichTextBlock(features=["bold", "link"], label=_("Điều cần nhớ"))

    class Meta:
        icon = "pin"
        label = _("Nhớ nhé")
        template = "lessons/blocks/note.html"
