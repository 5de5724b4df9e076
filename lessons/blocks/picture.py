"""A picture that an editor uploaded."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageBlock


class PictureBlock(ImageBlock):
    """An uploaded picture; Wagtail's own block asks for its alternative text."""

    class Meta:
        icon = "image"
        label = _("Ảnh tải lên")
        template = "lessons/blocks/picture.html"
