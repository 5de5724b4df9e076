"""A picture that an editor uploaded."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageBlock


class PictureBlock(ImageBlock):
    """An uploaded picture; Wagtail's own block asks for its alternative text."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"].label = _("Ảnh")

    class Meta:
        icon = "image"
        label = _("Ảnh tải lên")
        template = "lessons/blocks/picture.html"
