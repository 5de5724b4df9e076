import pytest

from tests import factories


@pytest.fixture
def activities(db):
    """Two courses, each with two lessons, each with a quiz: {"A": course, "A1": lesson, "A1q": quiz, ...}."""
    return factories.activities()
