from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = "Khóa học và bài học"

    def ready(self) -> None:
        from lessons.learner import course_views, information_views, kept_quizzes, lesson_views, quiz_views, serving
        from lessons.learner.kept_quizzes import BROWSER_COOKIE, drop_of_merged, first_path
        from lessons.learner.learning import give_progress
        from lessons.learner.models import KeptQuiz
        from lessons.learner.quiz_views import BEGUN
        from lessons.pages import publishing
        from lessons.pages.information import InformationPage
        from lessons.pages.models import CoursePage, HomePage, LessonPage
        from quizzes.attempts.models import Attempt
        from quizzes.attempts.states import State
        from rosters.login import sessions
        from rosters.login.along import ask_along
        from rosters.login.following import on_following
        from rosters.people.merging import on_merge

        HomePage.views = {"": course_views.home}
        CoursePage.views = {"": course_views.course}
        InformationPage.views = {"": information_views.information}
        LessonPage.views = {"": serving.lesson, "steps": lesson_views.preview_steps, "quiz": quiz_views.preview_quiz}
        publishing.connect()
        # After the facts: what is complete follows from them.
        on_merge("progress", give_progress, order=3)
        on_merge("kept_quizzes", drop_of_merged, order=4)
        on_following(first_path)
        # So that a page of a learner who has nothing of the kind does not ask.
        ask_along(kept_quizzes.KEPT, kept_quizzes.exists_for_user(KeptQuiz, "owner_id"))
        ask_along(BEGUN, kept_quizzes.exists_for_user(Attempt, "member_id", f"state = '{State.IN_PROGRESS}'"))
        # The next who sits there is not asked about a try of the one before.
        sessions.cookies_of_a_person[BROWSER_COOKIE] = "/"
