"""The question bank, and quizzes made from it."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, RevisionMixin
from wagtail.search import index

from quizzes.bank.forms import QuestionForm, QuizForm
from quizzes.bank.querysets import FoldedQuerySet
from quizzes.bank.validators import not_in_the_future
from rosters.names import fold

PASS_MARK_FORM = _("Mức đạt là một số từ 1 đến 100.")


class Question(RevisionMixin, index.Indexed, ClusterableModel):
    """A question of the bank: practised inside lessons and asked in quizzes."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("Chọn một phương án")
        MULTIPLE = "multiple", _("Chọn nhiều phương án")

    text = models.TextField(_("câu hỏi"))
    kind = models.CharField(_("kiểu"), max_length=10, choices=Kind, default=Kind.SINGLE)
    explanation = models.TextField(_("vì sao"), blank=True, help_text=_("Hiện sau khi trả lời: lý do, bằng lời dễ hiểu."))
    is_shuffled = models.BooleanField(
        _("trộn thứ tự phương án"),
        default=True,
        help_text=_("Mỗi lượt làm bài thấy một thứ tự. Bỏ chọn khi thứ tự có nghĩa, ví dụ có “Tất cả các ý trên”."),
    )
    source = models.CharField(_("nguồn"), max_length=255, blank=True)
    checked_on = models.DateField(_("ngày kiểm tra"), null=True, blank=True, validators=[not_in_the_future])
    folded_text = models.TextField(editable=False, default="")

    # Every saving is kept: who saved over whom is told, and an earlier text can be read and taken back.
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="question")

    objects = FoldedQuerySet.as_manager()

    base_form_class = QuestionForm
    panels = [
        FieldPanel("text"),
        FieldPanel("kind"),
        InlinePanel("choices", label=_("Phương án"), min_num=2, max_num=8),
        FieldPanel("is_shuffled"),
        FieldPanel("explanation"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("checked_on")], heading=_("Nguồn và ngày kiểm tra")),
    ]
    search_fields = [index.SearchField("text"), index.AutocompleteField("text")]

    class Meta:
        verbose_name = _("câu hỏi")
        verbose_name_plural = _("câu hỏi")

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_text = fold(self.text)
        super().save(*args, **kwargs)

    @property
    def is_multiple(self) -> bool:
        return self.kind == self.Kind.MULTIPLE


class Choice(Orderable):
    """One of the choices of a question."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    text = models.CharField(_("phương án"), max_length=255)
    is_right = models.BooleanField(_("đúng"), default=False)
    feedback = models.CharField(_("lời giải thích riêng"), max_length=255, blank=True)

    panels = [FieldPanel("text"), FieldPanel("is_right"), FieldPanel("feedback")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.text


class Quiz(RevisionMixin, ClusterableModel):
    """A set of questions with a mark to reach."""

    title = models.CharField(_("tên bài kiểm tra"), max_length=160)
    pass_mark = models.PositiveSmallIntegerField(
        _("mức đạt (%)"),
        default=80,
        help_text=_("Phần trăm số câu phải đúng để đạt, từ 1 đến 100."),
        validators=[MinValueValidator(1, PASS_MARK_FORM), MaxValueValidator(100, PASS_MARK_FORM)],
    )

    folded_text = models.TextField(editable=False, default="")

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="quiz")

    objects = FoldedQuerySet.as_manager()

    base_form_class = QuizForm
    panels = [
        FieldPanel("title"),
        FieldPanel("pass_mark"),
        HelpPanel(
            _("Chọn 3 đến 10 câu. Người học làm lại được nhiều lần; mỗi lần nộp là một lượt, tính nhiều nhất 10 lượt một ngày.")
        ),
        InlinePanel("quiz_questions", label=_("Câu hỏi"), min_num=1),
    ]

    class Meta:
        verbose_name = _("bài kiểm tra")
        verbose_name_plural = _("bài kiểm tra")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pass_mark__gte=1, pass_mark__lte=100),
                name="quiz_pass_mark_is_a_percentage",
                violation_error_message=PASS_MARK_FORM,
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_text = fold(self.title)
        super().save(*args, **kwargs)


class QuizQuestion(Orderable):
    """The place of a question in a quiz."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(Question, models.PROTECT, verbose_name=_("câu hỏi"))

    panels = [FieldPanel("question")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "question"],
                name="quiz_asks_a_question_once",
                violation_error_message=_("Câu này đã có trong bài kiểm tra."),
            )
        ]

    def __str__(self) -> str:
        return str(self.question)
