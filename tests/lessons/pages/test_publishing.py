from participation.models import Activity


def test_publishing_keeps_activities_in_step(make_lesson, course):
    lesson = make_lesson(title="Tên cũ")
    activity = Activity.objects.get(source=lesson.source)
    assert (activity.title, activity.parent.source, activity.is_current) == ("Tên cũ", course.source, True)
    assert activity.children.get().kind == "quiz"
    lesson.title = "Tên mới"
    lesson.save_revision().publish()
    assert Activity.objects.get(source=lesson.source).title == "Tên mới"


def test_a_draft_changes_nothing_that_is_counted(make_lesson):
    lesson = make_lesson()
    lesson.title = "Bản nháp"
    lesson.save_revision()
    assert Activity.objects.get(source=lesson.source).title == "Bài 1"


def test_an_unpublished_lesson_is_no_longer_current_and_keeps_its_facts(make_lesson):
    lesson = make_lesson()
    lesson.unpublish()
    assert not Activity.objects.get(source=lesson.source).is_current
    lesson.save_revision().publish()
    assert Activity.objects.get(source=lesson.source).is_current


def test_a_deleted_lesson_leaves_its_activity_behind(make_lesson):
    lesson = make_lesson()
    source = lesson.source
    lesson.delete()
    assert not Activity.objects.get(source=source).is_current


def test_another_quiz_retires_the_one_before(make_lesson):
    lesson, other = make_lesson(), make_lesson()
    lesson.quiz = other.quiz
    lesson.save_revision().publish()
    quizzes = Activity.objects.get(source=lesson.source).children.order_by("pk")
    assert [quiz.is_current for quiz in quizzes] == [False, True]
