"""Issuing certificates, once for each member and course."""

import datetime as dt
import secrets

from lessons.certificates.models import Certificate
from participation.models import Activity
from rosters.login.codes import ALPHABET
from rosters.models import Member

CODE_LENGTH = 10


def issue(member: Member, course: Activity, at: dt.datetime) -> Certificate:
    """The member's certificate of `course`, made now if there is none."""
    values = {"code": new_code(), "full_name": member.full_name, "course_title": course.title, "issued_at": at}
    found, _created = Certificate.objects.get_or_create(member=member, course=course, defaults=values)
    return found


def give_certificates(kept: Member, other: Member) -> None:
    """Make the certificates of `other`, a second record of the same person, those of `kept`.

    One that both have stays with each: anybody who holds a printed one can still have it checked.
    """
    other.certificates.exclude(course__in=kept.certificates.values("course")).update(member=kept)


def new_code() -> str:
    """A random code of letters and digits that do not look alike; 48 bits, so that none is found by trying."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
