import pytest

from participation.ledger.activities import keep_activity


@pytest.fixture
def activities(db):
    """Two courses, each with two lessons, each with a quiz: {"A": course, "A1": lesson, "A1q": quiz, ...}."""
    made = {}
    for course in "AB":
        made[course] = keep_activity(f"page:{course}", "course", f"Khóa {course}", None, is_current=True)
        for number in (1, 2):
            lesson = keep_activity(f"page:{course}{number}", "lesson", f"Bài {course}{number}", made[course], is_current=True)
            made[f"{course}{number}"] = lesson
            made[f"{course}{number}q"] = keep_activity(f"quiz:{course}{number}", "quiz", "Kiểm tra", lesson, is_current=True)
    return made
