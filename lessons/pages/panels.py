"""What the editor of a page is told above its fields."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel


class UnderADraft(HelpPanel):
    """That nobody sees this page yet, because what it stands under is not published."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "content", _("Khóa học chứa bài này chưa xuất bản, nên chưa ai xem được bài, kể cả khi bài đã xuất bản.")
        )
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            above = self.instance.get_ancestors().filter(depth__gt=1, live=False) if self.instance.pk else None
            return super().is_shown() and above is not None and above.exists()
