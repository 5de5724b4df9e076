"""A drawn phone screen to look at."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ScreenLineBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=80, label=_("Nhãn"))
    value = blocks.CharBlock(max_length=120, required=False, label=_("Nội dung"))


class PracticeScreenBlock(blocks.StructBlock):
    """A drawn phone screen to look at: nobody's real page, and it says so."""

    heading = blocks.CharBlock(max_length=80, label=_("Tên màn hình"))
    lines = blocks.ListBlock(ScreenLineBlock(), label=_("Các dòng"))
    button = blocks.CharBlock(max_length=40, required=False, label=_("Nút bấm"))

    class Meta:
        icon = "mobile-alt"
        label = _("Màn hình luyện tập")
        template = "lessons/blocks/practice_screen.html"
