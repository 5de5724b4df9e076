"""Issuing certificates, once for each member and course."""

import datetime as dt
import secrets

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from lessons.certificates.models import Certificate
from lessons.certificates.typed_codes import codes_meant
from lessons.pages.information import Operator
from participation.models import Activity
from rosters.login.codes import PLAIN_ALPHABET
from rosters.models import Member

CODE_LENGTH = 12
# Of certificates given before November 2026.
EARLIER_LENGTH = 10


def issue(member: Member, course: Activity, at: dt.datetime) -> Certificate:
    """The member's certificate of `course`, made now if there is none."""
    values = {
        "code": new_code(), "full_name": member.full_name, "course_title": course.title, "issued_at": at,
        "issuer": Operator.load().name,
    }  # fmt: skip
    found, created = Certificate.objects.get_or_create(member=member, course=course, defaults=values)
    if not created and found.revoked_at:
        # Completed once more, after it had turned out not to be.
        found.revoked_at, found.revoked_because, found.issued_at = None, "", at
        found.save(update_fields=["revoked_at", "revoked_because", "issued_at"])
    return found


def revoke(member: Member, course: Activity, because: str, now: dt.datetime) -> bool:
    """Makes the member's certificate of `course` void. Whether there was one."""
    valid = Certificate.objects.filter(member=member, course=course, revoked_at=None)
    return bool(valid.update(revoked_at=now, revoked_because=because))


def make_valid_again(member: Member, course: Activity) -> bool:
    """Takes a revocation back. Whether there was one."""
    revoked = Certificate.objects.filter(member=member, course=course).exclude(revoked_at=None)
    return bool(revoked.update(revoked_at=None, revoked_because=""))


def give_certificates(survivor: Member, other: Member) -> None:
    """Make the certificates of `other`, a second record of the same person, those of `survivor`.

    One that both have stays with each: anybody who holds a printed one can still have it checked.
    """
    other.certificates.exclude(course__in=survivor.certificates.values("course")).update(member=survivor)


def new_code() -> str:
    """A random code of letters and digits that do not look alike and that no Vietnamese keyboard changes; 55 bits."""
    return "".join(secrets.choice(PLAIN_ALPHABET) for _ in range(CODE_LENGTH))


def find(typed: str) -> Certificate | None:
    """The certificate whose code was typed, with or without hyphens, in small letters, S for 5 and the like forgiven."""
    codes = codes_meant(typed, (CODE_LENGTH, EARLIER_LENGTH))
    return Certificate.objects.select_related("member__merged_into").filter(code__in=codes).first()


def name_today(certificate: Certificate) -> tuple[str, dt.date | None]:
    """The name as the roster writes it now, and the day of the correction; no day when it is as it was given."""
    name = certificate.member.person.full_name
    if name != certificate.full_name:
        # Corrected since `note_corrections` looked the last time.
        return name, timezone.localdate()
    return name, certificate.corrected_on


def note_corrections(today: dt.date) -> int:
    """Writes into certificates what was corrected in the roster, with the day. How many."""
    name_now = Coalesce(F("member__merged_into__full_name"), F("member__full_name"))
    changed = list(Certificate.objects.annotate(name_now=name_now).exclude(full_name=F("name_now")))
    for each in changed:
        each.full_name, each.corrected_on = each.name_now, today
    return Certificate.objects.bulk_update(changed, ["full_name", "corrected_on"], batch_size=500)
