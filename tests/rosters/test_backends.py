"""How accounts are checked: staff by password and slowed down, learners by their card alone."""

import pytest
from django.contrib.auth import authenticate

from rosters.backends import LearnerBackend, StaffBackend
from rosters.models import User

PASSWORD = "mot-mat-khau-dai"


def log_in(rf, name, password=PASSWORD, address="10.0.0.1"):
    return authenticate(rf.post("/quan-tri/login/", REMOTE_ADDR=address), username=name, password=password)


def test_staff_come_in_with_their_password(people, rf):
    assert log_in(rf, "phutrach") == people.organizer
    assert log_in(rf, "phutrach", "sai") is None
    assert log_in(rf, "khong-co") is None


def test_a_learner_has_no_password_to_come_in_with_even_where_one_was_set(people, rf):
    people.learner.set_password(PASSWORD)
    people.learner.save()
    assert log_in(rf, people.learner.username) is None


def test_guessing_is_slowed_down_and_the_right_password_waits_too(people, rf):
    for _ in range(30):
        log_in(rf, "phutrach", "sai")
    assert log_in(rf, "phutrach") is None


def test_guessing_at_one_account_does_not_shut_another(people, rf):
    for number in range(30):
        log_in(rf, "phutrach", "sai", f"10.0.1.{number}")
    assert log_in(rf, "quantri", address="10.0.0.2") == people.administrator


def test_an_account_that_was_shut_does_not_come_in(people, rf):
    User.objects.filter(pk=people.organizer.pk).update(is_active=False)
    assert log_in(rf, "phutrach") is None
    assert StaffBackend().get_user(people.organizer.pk) is None


def test_each_backend_knows_only_its_own(people):
    assert StaffBackend().get_user(people.organizer.pk) == people.organizer
    assert StaffBackend().get_user(people.learner.pk) is None
    assert LearnerBackend().get_user(people.learner.pk) == people.learner
    assert LearnerBackend().get_user(people.organizer.pk) is None


@pytest.mark.parametrize("backend", [StaffBackend(), LearnerBackend()])
def test_nobody_is_nobody(db, backend):
    assert backend.get_user(999_999) is None


def test_a_learners_session_is_read_in_one_query(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert LearnerBackend().get_user(people.learner.pk).member == people.member


def test_nobody_has_permissions_besides_those_of_groups(people):
    from django.contrib.auth.models import Permission

    people.organizer.user_permissions.add(Permission.objects.get(codename="administer"))
    fresh = User.objects.get(pk=people.organizer.pk)
    assert not fresh.has_perm("rosters.administer")
    assert User.objects.get(pk=people.administrator.pk).has_perm("rosters.administer")
