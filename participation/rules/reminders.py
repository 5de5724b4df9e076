"""What an organizer sends to a class to remind those who have not begun: text to paste into Zalo."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def reminder(unit: str, course: str, names: Sequence[str], address: str) -> str:
    """The text: whom it is for, which course, who has not begun it, and where to go. Empty when there is nobody."""
    if not names:
        return ""
    lines = [
        _("%(unit)s – khóa “%(course)s”") % {"unit": unit, "course": course},
        _("Còn %(n)s bạn chưa bắt đầu: %(names)s.") % {"n": len(names), "names": ", ".join(names)},
        _("Vào %(address)s, đăng nhập bằng thẻ. Mất thẻ thì báo người phụ trách.") % {"address": address},
    ]
    return "\n".join(lines)
