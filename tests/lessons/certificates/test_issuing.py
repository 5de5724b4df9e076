"""One certificate for a member and a course, whatever happens twice."""

import datetime as dt

import pytest
from django.utils import timezone

from lessons.certificates.issuing import (
    CODE_LENGTH,
    find,
    give_certificates,
    issue,
    make_valid_again,
    new_code,
    note_corrections,
    revoke,
)
from lessons.certificates.models import Certificate
from rosters.login.codes import PLAIN_ALPHABET
from tests.factories import activities, member

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


def test_a_certificate_keeps_the_names_of_the_day_it_was_issued():
    course, learner = activities("A")["A"], member(name="Trần Ngọc Ánh")
    made = issue(learner, course, AT)
    learner.full_name, course.title = "Tên khác", "Khóa đổi tên"
    learner.save()
    course.save()
    certificate = Certificate.objects.get()
    assert (certificate.full_name, certificate.course_title, certificate.issued_at) == ("Trần Ngọc Ánh", "Khóa A", AT)
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
    assert set("".join(codes)) <= set(PLAIN_ALPHABET)
    assert not set("OI01L") & set("".join(codes)) - set(PLAIN_ALPHABET)


def test_a_second_record_gives_only_what_the_kept_one_does_not_have():
    courses, survivor, other = activities("AB"), member(code="HS1"), member(code="HS2")
    issue(survivor, courses["A"], AT)
    double = issue(other, courses["A"], AT)
    single = issue(other, courses["B"], AT)
    give_certificates(survivor, other)
    assert set(survivor.certificates.values_list("course__title", flat=True)) == {"Khóa A", "Khóa B"}
    double.refresh_from_db()
    single.refresh_from_db()
    assert (double.member, single.member) == (other, survivor)


def test_codes_have_no_letter_that_a_vietnamese_keyboard_changes():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(set(code) <= set(PLAIN_ALPHABET) and len(code) == 12 for code in codes)


def test_corrections_are_noted_once_with_their_day(site_home):
    person = member(name="Trần Ngọc Ánh")
    given = issue(person, activities("A")["A"], timezone.now())
    other = issue(member(name="Lê Văn Bình"), given.course, timezone.now())
    assert note_corrections(dt.date(2026, 12, 1)) == 0
    person.full_name = "Trần Ngọc Anh"
    person.save()
    assert note_corrections(dt.date(2026, 12, 1)) == 1
    assert note_corrections(dt.date(2026, 12, 2)) == 0
    given.refresh_from_db()
    other.refresh_from_db()
    assert (given.full_name, given.corrected_on) == ("Trần Ngọc Anh", dt.date(2026, 12, 1))
    assert other.corrected_on is None


def test_a_certificate_that_stayed_with_a_merged_record_follows_the_name_of_the_survivor(site_home):
    survivor, other = member(name="Trần Ngọc Ánh"), member(name="Tran Ngoc Anh")
    given = issue(other, activities("A")["A"], timezone.now())
    other.merged_into = survivor
    other.save()
    note_corrections(dt.date(2026, 12, 1))
    given.refresh_from_db()
    assert given.full_name == "Trần Ngọc Ánh"


@pytest.mark.parametrize("typed", ["PRFPMHRS7Q5P", "prfp-mhrs-7q5p", "PRFPMHR57QSP", " PRFP MHRS 7QSP "])
def test_it_is_found_also_where_a_sign_was_taken_for_one_that_looks_like_it(typed):
    certificate = issue(member(), activities("A")["A"], AT)
    Certificate.objects.filter(pk=certificate.pk).update(code="PRFPMHRS7Q5P")
    assert find(typed) == certificate
    assert find("PRFPMHRS7Q9P") is None
    assert find("S" * 12) is None


def test_a_revoked_certificate_is_void_until_it_is_earned_again():
    learner, course = member(), activities("A")["A"]
    made = issue(learner, course, AT)
    assert revoke(learner, course, "Chấm lại", AT)
    assert not revoke(learner, course, "Lần nữa", AT)
    made.refresh_from_db()
    assert (made.revoked_because, Certificate.objects.valid().count()) == ("Chấm lại", 0)
    assert make_valid_again(learner, course)
    assert not make_valid_again(learner, course)
    revoke(learner, course, "Chấm lại", AT)
    assert issue(learner, course, AT).code == made.code
    assert Certificate.objects.valid().count() == 1
