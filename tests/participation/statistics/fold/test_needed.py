"""What a course asks for as it stands now."""

from participation.ledger.activities import keep_activity, retire
from participation.statistics.fold.needed import needed_of_courses


def asked(activities, course):
    found = needed_of_courses().get(activities[course].pk)
    if found is None:
        return None
    names = {each.pk: name for name, each in activities.items()}
    return {names[pk] for pk in found.lessons}, {names[pk] for pk in found.quizzes}


def test_every_published_lesson_and_quiz_is_asked_for(activities):
    assert asked(activities, "A") == ({"A1", "A2"}, {"A1q", "A2q"})


def test_what_was_taken_down_is_not(activities):
    retire("page:A1")
    assert asked(activities, "A") == ({"A2"}, {"A2q"})


def test_a_quiz_alone_can_be_taken_down(activities):
    retire("quiz:A1")
    assert asked(activities, "A") == ({"A1", "A2"}, {"A2q"})


def test_a_lesson_that_moved_is_asked_for_where_it_is(activities):
    keep_activity("page:A1", "lesson", "Bài A1", activities["B"], is_current=True)
    assert asked(activities, "A") == ({"A2"}, {"A2q"})
    assert asked(activities, "B") == ({"A1", "B1", "B2"}, {"A1q", "B1q", "B2q"})


def test_a_course_without_anything_asks_for_nothing(activities):
    for source in ("page:A1", "page:A2"):
        retire(source)
    assert asked(activities, "A") is None


def test_all_courses_are_read_in_one_query(activities, django_assert_num_queries):
    with django_assert_num_queries(1):
        needed_of_courses()
