"""What a value of a question or a lesson must be."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from quizzes.bank.validators import not_in_the_future


def test_a_day_of_checking_has_come():
    not_in_the_future(timezone.localdate())
    with pytest.raises(ValidationError, match="chưa đến"):
        not_in_the_future(timezone.localdate() + dt.timedelta(days=1))
