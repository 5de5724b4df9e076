import pickle
from pathlib import Path

from django.core.cache import caches
from portal.release import release_of


def test_a_release_changes_with_the_code_and_with_nothing_else(tmp_path: Path):
    (tmp_path / "a.py").write_text("one = 1\n")
    (tmp_path / "notes.md").write_text("one")
    before = release_of([tmp_path])
    (tmp_path / "notes.md").write_text("two")
    assert release_of([tmp_path]) == before
    (tmp_path / "a.py").write_text("one = 2\n")
    changed = release_of([tmp_path])
    assert changed != before
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert release_of([tmp_path]) not in (before, changed)


def test_the_cache_of_another_release_is_not_read(settings):
    own = settings.CACHES["default"]["KEY_PREFIX"]
    assert len(own) == 10
    settings.CACHES = settings.CACHES | {"older": settings.CACHES["default"] | {"KEY_PREFIX": "older"}}
    caches["older"].set("page", pickle.dumps("of a class that has moved"))
    assert caches["default"].get("page") is None
