"""One of the site's own drawings."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from lessons import drawings


class DrawingBlock(blocks.StructBlock):
    """One of the site's own drawings, with the text that stands in for it."""

    drawing = blocks.ChoiceBlock(choices=drawings.CHOICES, label=_("Hình vẽ"))
    alternative_text = blocks.CharBlock(
        max_length=200, label=_("Văn bản thay thế"), help_text=_("Nói điều hình vẽ cho thấy, cho người không nhìn được hình.")
    )

    class Meta:
        icon = "image"
        label = _("Hình vẽ có sẵn")
        template = "lessons/blocks/drawing.html"
