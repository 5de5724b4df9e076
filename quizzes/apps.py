from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = "Câu hỏi và bài kiểm tra"

    def ready(self) -> None:
        from participation.statistics.fold.folding import on_fold
        from quizzes.attempts.handing_in import give_attempts
        from quizzes.kept_results.keeping import keep
        from rosters.people.merging import on_merge

        on_fold(keep)
        on_merge("attempts", give_attempts, order=2)
