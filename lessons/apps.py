from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = "Khóa học và bài học"

    def ready(self) -> None:
        from lessons.pages import publishing

        publishing.connect()
