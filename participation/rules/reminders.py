"""What an organizer sends to a class to remind those who have not begun: text to paste into Zalo."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def reminder(unit: str, course: str, names: Sequence[str], number: int, address: str) -> str:
    """The text: whom it is for, which course, who of the `number` has not begun it, and where to go. Empty when there is nobody."""
    if not names:
        return ""
    left = number - len(names)
    more = _(" và %(n)s bạn nữa") % {"n": left} if left else ""
    lines = [
        _("%(unit)s – khóa “%(course)s”") % {"unit": unit, "course": course},
        _("Còn %(n)s bạn chưa bắt đầu: %(names)s.") % {"n": number, "names": ", ".join(names) + more},
        _("Vào %(address)s, đăng nhập bằng thẻ. Mất thẻ thì báo người phụ trách.") % {"address": address},
    ]
    return "\n".join(lines)
