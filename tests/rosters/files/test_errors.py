"""Refusals of files: they come from another process, and are told apart there and here."""

import pickle

import pytest

from rosters.files.errors import NoHeader, TookTooLong, UnreadableFile


@pytest.mark.parametrize("kind", [UnreadableFile, NoHeader, TookTooLong])
def test_a_refusal_comes_whole_from_another_process(kind):
    error = pickle.loads(pickle.dumps(kind("Tệp rỗng.")))
    assert (type(error), str(error)) == (kind, "Tệp rỗng.")
    assert isinstance(error, UnreadableFile)


def test_what_took_too_long_has_a_header_perhaps():
    assert not issubclass(TookTooLong, NoHeader)
