"""Questions and quizzes found by their words, without accents."""

from django.db import models

from rosters.names import fold

# A database refuses a question of a thousand conditions.
MOST_WORDS = 20


class FoldedQuerySet(models.QuerySet):
    """Of models with a column `folded_text`."""

    def search(self, text: str) -> "FoldedQuerySet":
        """Those that hold every word of `text`, in any order: `dich vu cong` finds `dịch vụ công`."""
        found = self
        for word in fold(text).split()[:MOST_WORDS]:
            found = found.filter(folded_text__contains=word)
        return found


class QuizQuerySet(FoldedQuerySet):
    """Quizzes."""

    def with_drawing(self) -> "QuizQuerySet":
        """Each with `has_drawing`: whether some of its questions are drawn at random."""
        from quizzes.bank.models import RandomQuestions

        return self.annotate(has_drawing=models.Exists(RandomQuestions.objects.filter(quiz=models.OuterRef("pk"))))
