"""A certificate says what was true when it was given."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lessons.certificates.models import Certificate
from tests import factories

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 2, tzinfo=dt.UTC)


@pytest.fixture
def given():
    course = factories.activities("A", 1)["A"]
    member = factories.member(name="Trần Ngọc Ánh")
    return Certificate.objects.create(
        code="K7M2P9XQ4T1R", member=member, course=course, full_name=member.full_name, course_title=course.title, issued_at=AT
    )


@pytest.mark.parametrize("code", ["K7M2P9XQ4T1R", "ANOTHERCODE1"])
def test_there_is_one_certificate_of_a_course_and_one_of_a_code(given, code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            code=code, member=given.member, course=given.course, full_name="A", course_title="B", issued_at=AT
        )


def test_it_keeps_the_name_and_the_title_of_that_day(given):
    given.member.full_name = "Trần Ngọc Ánh Tuyết"
    given.member.save()
    given.course.title = "Khóa mới"
    given.course.save()
    given.refresh_from_db()
    assert (given.full_name, given.course_title) == ("Trần Ngọc Ánh", "Khóa A")


def test_it_is_told_by_its_code_name_and_course(given):
    assert str(given) == "K7M2P9XQ4T1R: Trần Ngọc Ánh, Khóa A"
