"""The different values of a column, without what makes PostgreSQL slow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rosters.database.each_once import each_once
from rosters.models import Member, Membership
from tests import factories

pytestmark = pytest.mark.django_db


def test_each_value_comes_once_whatever_order_the_rows_have(units):
    for _ in range(3):
        factories.member(units.class_a, units.chapter)
    factories.member(units.class_b)
    found = each_once(Membership.objects.order_by("start"), "unit")
    assert found == {units.class_a.pk, units.class_b.pk, units.chapter.pk}


def test_of_no_rows_there_is_none(db):
    assert each_once(Member.objects.all(), "full_name") == set()


def test_only_the_rows_that_are_meant_are_looked_at(units):
    factories.member(units.class_a)
    factories.member(units.chapter)
    assert each_once(Membership.objects.filter(tree="union"), "unit") == {units.chapter.pk}


def test_a_missing_value_is_a_value(units):
    factories.member(units.class_a)
    assert each_once(Membership.objects.all(), "end") == {None}


def test_it_is_one_query_that_groups(units):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        each_once(Membership.objects.all(), "member")
    (query,) = queries
    assert "GROUP BY" in query["sql"]
    assert "DISTINCT" not in query["sql"]
