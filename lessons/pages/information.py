"""Pages of who runs this, help, privacy and accessibility; and who that is."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from lessons.blocks.note import NoteBlock
from lessons.pages import page_cache
from lessons.pages.served_by_view import ServedByView, promote_panels


class InformationPage(ServedByView, Page):
    """A page that is no lesson: linked at the foot of every page."""

    summary = models.CharField(_("tóm tắt"), max_length=160, blank=True)
    body = StreamField(
        [
            ("heading", blocks.CharBlock(label=_("Tiêu đề mục"), icon="title", max_length=120)),
            ("text", blocks.RichTextBlock(features=["bold", "italic", "ol", "ul", "link"], label=_("Đoạn văn"), icon="pilcrow")),
            ("note", NoteBlock()),
        ],
        blank=True, verbose_name=_("nội dung"),
    )  # fmt: skip

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    promote_panels = promote_panels()
    is_below_home = True
    parent_page_types = ["lessons.HomePage"]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("trang thông tin")
        verbose_name_plural = _("trang thông tin")


@register_setting(icon="site", order=10)
class Operator(BaseGenericSetting):
    """Who runs this installation: named on certificates and on the pages of information."""

    name = models.CharField(
        _("đơn vị vận hành"), max_length=200, blank=True,
        help_text=_("Tên đầy đủ, như trên giấy chứng nhận. Ví dụ: Ban Thường vụ Tỉnh đoàn An Giang."),
    )  # fmt: skip
    address = models.CharField(_("địa chỉ"), max_length=200, blank=True)
    telephone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    person = models.CharField(
        _("người phụ trách dữ liệu cá nhân"), max_length=120, blank=True,
        help_text=_("Họ tên và chức vụ của người trả lời về dữ liệu cá nhân."),
    )  # fmt: skip

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("telephone"), FieldPanel("email"), FieldPanel("person")], heading=_("Liên hệ")
        ),
    ]

    class Meta:
        verbose_name = _("Đơn vị vận hành")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        # Pages that name the operator are kept whole.
        page_cache.empty()
