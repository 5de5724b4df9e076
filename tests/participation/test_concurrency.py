"""Writers, readers and folders at once, with real threads and connections."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from participation.figures import unit_report
from participation.folding import fold_batch, fold_pending
from participation.ledger import record
from participation.models import Fact
from participation.periods import week_of
from participation.verifying import Difference, verify
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def test_the_same_request_sent_at_once_makes_one_fact(units, make_member, activities):
    member = make_member(units.class_a)
    results = []

    def write():
        with transaction.atomic():
            results.append(record(member, Fact.Verb.STUDIED, activities["A1"], "same"))

    run_all(*[write] * 8)
    assert sorted(results) == [False] * 7 + [True]
    assert Fact.objects.count() == 1


def test_figures_stay_exact_while_many_write_read_and_fold(units, make_member, activities):
    members = [make_member(units.class_a if n % 2 else units.class_b, units.chapter) for n in range(8)]
    today = week_of(timezone.localdate())
    seen = []

    def writer(member):
        def write():
            for number in range(12):
                with transaction.atomic():
                    record(member, Fact.Verb.STUDIED, activities["A1"], f"s:{member.pk}:{number}")

        return write

    def folder():
        for _ in range(40):
            fold_batch(limit=5)

    def reader():
        for _ in range(10):
            seen.append(unit_report(units.department, today).total.activity.turns)

    run_all(*[writer(member) for member in members], folder, folder, reader, reader)
    fold_pending()
    report = unit_report(units.department, today)
    assert (report.total.activity.people, report.total.activity.turns) == (8, 96)
    assert not isinstance(verify(), Difference)
    assert max(seen) <= 96
