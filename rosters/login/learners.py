"""Learners logging in with the two codes of their card."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from rosters.login import throttling
from rosters.login.codes import codes_match, derive_code, member_codes, show_code
from rosters.models import Member, User

# How the accounts of learners are called; nobody else's is.
LEARNERS_PREFIX = "hv-"


@dataclass(frozen=True)
class CardCheck:
    """What came of two codes: the member, or none and how many seconds to wait (0: try again at once)."""

    member: Member | None
    wait: int = 0


def login_code(member: Member) -> str:
    """The member's login code, without the hyphen."""
    return derive_code(member.login_nonce, member.code, settings.LOGIN_CODE_KEY)


def printed_login_code(member: Member) -> str:
    return show_code(login_code(member))


def card_address(member: Member) -> str:
    """The address in the QR code of the member's card."""
    return f"{settings.BASE_URL}/the/{member.code}/{login_code(member)}/"


def check_card(member_code: str, code: str, address: str) -> CardCheck:
    """Whether the two codes belong together; wrong ones are counted and slowed down."""
    typed = member_codes(member_code)
    members = {each.code: each for each in Member.objects.select_related("merged_into").filter(code__in=typed)}
    named = [members[each] for each in typed if each in members]
    # The card that was meant, for counting: the one whose code it is, or else the first of that name.
    member = next((each for each in named if codes_match(code, login_code(each))), None)
    key = member.code if member else named[0].code if named else typed[0]
    # An unknown member costs the same work, so that time tells nothing.
    if not named:
        codes_match(code, derive_code("", key, settings.LOGIN_CODE_KEY))
    # A right code passes where it has passed before, whoever guesses there.
    wait = throttling.seconds_to_wait(key, address, is_right=member is not None)
    if wait and not (member and throttling.has_passed(key, address)):
        return CardCheck(None, wait)
    if member and member.person.memberships.open().exists():
        throttling.count_success(key, address)
        return CardCheck(member.person)
    # O and 0 are one to whoever types, and one to whoever guesses.
    for tried in [each.code for each in named] or [key]:
        throttling.count_failure(tried, address)
    return CardCheck(None)


@transaction.atomic
def account_of(member: Member) -> User:
    """The member's account, made now if this is the first log-in."""
    # Locked, and the record that stands for this person now: a merge may have come between.
    member = Member.objects.select_for_update().get(pk=member.pk)
    if member.merged_into_id:
        member = Member.objects.select_for_update().get(pk=member.merged_into_id)
    if member.user is None:
        # A new account always: one that has this name already is somebody's who chose it.
        name = f"{LEARNERS_PREFIX}{member.code}"[:150]
        if User.objects.filter(username=name).exists():
            name = f"{name[:130]}-{secrets.token_hex(4)}"
        account = User(username=name)
        account.set_unusable_password()
        account.save()
        member.user = account
        member.save(update_fields=["user"])
    return member.user


def log_in(request: HttpRequest, member: Member) -> None:
    login(request, account_of(member), backend="rosters.backends.LearnerBackend")


def learner_of(request: HttpRequest) -> Member | None:
    """The member who is logged in, or None for visitors and staff."""
    user = request.user
    member = getattr(user, "member", None) if user.is_authenticated else None
    return member.person if member else None
