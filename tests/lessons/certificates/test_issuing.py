"""One certificate for a member and a course, whatever happens twice."""

import datetime as dt

import pytest
from django.utils import timezone

from lessons.certificates.issuing import CODE_LENGTH, give_certificates, issue, new_code
from lessons.certificates.models import Certificate
from rosters.login.codes import ALPHABET
from tests.factories import activities, member

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


def test_a_certificate_keeps_the_names_of_the_day_it_was_issued():
    course, learner = activities("A")["A"], member(name="Trần Ngọc Ánh")
    made = issue(learner, course, AT)
    learner.full_name, course.title = "Tên khác", "Khóa đổi tên"
    learner.save()
    course.save()
    kept = Certificate.objects.get()
    assert (kept.full_name, kept.course_title, kept.issued_at) == ("Trần Ngọc Ánh", "Khóa A", AT)
    assert str(made) == f"{made.code}: Trần Ngọc Ánh, Khóa A"


def test_issuing_again_gives_the_first_one():
    course, learner = activities("A")["A"], member()
    first = issue(learner, course, AT)
    again = issue(learner, course, timezone.now())
    assert (again.pk, again.code, again.issued_at) == (first.pk, first.code, AT)


def test_each_course_has_its_own():
    courses, learner = activities("AB"), member()
    assert issue(learner, courses["A"], AT).code != issue(learner, courses["B"], AT).code


def test_codes_are_long_readable_and_never_the_same():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("OI01L") & set("".join(codes)) - set(ALPHABET)


def test_a_second_record_gives_only_what_the_kept_one_does_not_have():
    courses, kept, other = activities("AB"), member(code="HS1"), member(code="HS2")
    issue(kept, courses["A"], AT)
    double = issue(other, courses["A"], AT)
    single = issue(other, courses["B"], AT)
    give_certificates(kept, other)
    assert set(kept.certificates.values_list("course__title", flat=True)) == {"Khóa A", "Khóa B"}
    double.refresh_from_db()
    single.refresh_from_db()
    assert (double.member, single.member) == (other, kept)
