"""How far an import is: told now and then, and never said to be done."""

import pytest
from django.core.cache import caches

from rosters.importing.run import progress
from rosters.importing.run.progress import Progress, last_sign_of_life, percent_done, progress_key


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 10, 0), (1, 3, 33), (10, 10, 99), (20, 10, 99), (5, 0, 99)])
def test_percent_done_goes_up_to_99(done, total, percent):
    Progress(progress_key(1), total).add(done)
    assert percent_done(1) == percent


def test_of_an_import_that_never_began_nothing_is_known():
    assert (percent_done(7), last_sign_of_life(7)) == (0, 0.0)


def test_it_is_not_told_at_every_row(monkeypatch):
    written = []
    monkeypatch.setattr(caches["shared"], "set", lambda *args: written.append(args))
    told = Progress(progress_key(1), 1000)
    for _ in range(1000):
        told.add(1)
    assert len(written) == 1
    monkeypatch.setattr(progress.time, "monotonic", lambda: told.last_report + 1)
    told.add(1)
    assert len(written) == 2


def test_two_imports_do_not_mix():
    Progress(progress_key(1), 10).add(5)
    Progress(progress_key(2), 10).add(1)
    assert (percent_done(1), percent_done(2)) == (50, 10)
    assert last_sign_of_life(1) > 0
