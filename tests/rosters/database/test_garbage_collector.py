"""Python's garbage collector rests during bulk work, and only then."""

import gc

import pytest

from rosters.database.garbage_collector import paused_collector


@pytest.fixture(autouse=True)
def collects():
    gc.enable()
    yield
    gc.enable()


def test_it_rests_inside_and_works_afterwards():
    with paused_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error():
    with pytest.raises(RuntimeError), paused_collector():
        raise RuntimeError
    assert gc.isenabled()


def test_one_inside_another_does_not_wake_it_early():
    with paused_collector():
        with paused_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
