"""What apps ask about a learner together with their account."""

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from rosters.backends import LearnerBackend
from rosters.login import along
from rosters.models import Membership, User


@pytest.fixture
def asked(monkeypatch):
    monkeypatch.setattr(along, "_asked", {})
    return along


def test_it_is_found_with_the_account_in_one_query(people, asked):
    along.ask_along("has_a_place", Exists(Membership.objects.filter(member=OuterRef("member"))))
    with CaptureQueriesContext(connection) as queries:
        user = LearnerBackend().get_user(people.learner.pk)
    assert len(queries) == 1
    assert along.may_have(user, "has_a_place")
    Membership.objects.filter(member=people.member, tree="union").delete()
    assert asked.asked_along().keys() == {"has_a_place"}


def test_where_nobody_asked_it_may_be_so(people):
    assert along.may_have(User.objects.get(pk=people.learner.pk), "has_kept_quiz")
    found = LearnerBackend().get_user(people.learner.pk)
    assert not along.may_have(found, "has_kept_quiz")
    assert not along.may_have(found, "has_begun_quiz")
