from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = "Khóa học và bài học"

    def ready(self) -> None:
        from lessons.learner import course_views, lesson_views, serving
        from lessons.learner.learning import give_progress
        from lessons.pages import publishing
        from lessons.pages.models import CoursePage, HomePage, LessonPage
        from rosters.people.merging import on_merge

        HomePage.views = {"": course_views.home}
        CoursePage.views = {"": course_views.course}
        LessonPage.views = {"": serving.lesson, "steps": lesson_views.preview_steps}
        publishing.connect()
        # After the facts: what is complete follows from them.
        on_merge("progress", give_progress, order=3)
