"""What is told to somebody who has to wait."""

from django.utils.translation import ngettext


def wait_message(seconds: int) -> str:
    """In seconds below a minute, else in minutes rounded up."""
    if seconds < 60:
        return ngettext(
            "Đã thử sai nhiều lần. Chờ %(n)s giây rồi thử lại.", "Đã thử sai nhiều lần. Chờ %(n)s giây rồi thử lại.", seconds
        ) % {"n": seconds}
    minutes = (seconds + 59) // 60
    return ngettext(
        "Đã thử sai nhiều lần. Chờ %(n)s phút rồi thử lại.", "Đã thử sai nhiều lần. Chờ %(n)s phút rồi thử lại.", minutes
    ) % {"n": minutes}
