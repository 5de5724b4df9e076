"""What a value of a question or a lesson must be."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def not_in_the_future(day: dt.date) -> None:
    """Nobody has checked anything on a day that is still to come. Raises ValidationError."""
    if day > timezone.localdate():
        raise ValidationError(_("Ngày này chưa đến. Ghi ngày đã đối chiếu với nguồn."))
