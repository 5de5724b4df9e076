"""The question bank, and quizzes made from it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from quizzes.bank.categories import Category
from quizzes.bank.fields import KindField
from quizzes.bank.forms import QuestionForm, QuizForm
from quizzes.bank.querysets import FoldedQuerySet, QuizQuerySet
from quizzes.bank.quiz_settings import QuizSettings
from quizzes.bank.validators import not_in_the_future
from quizzes.kinds import kind_named
from quizzes.kinds.formatted import FEATURES_OF_TEXT, kept, plain
from quizzes.kinds.kind import Kind
from rosters.names import fold

PASS_MARK_FORM = _("Mức đạt là một số từ 1 đến 100.")


class TaggedQuestion(TaggedItemBase):
    """A tag on a question: a component of a competency framework, or a word of the teacher's own."""

    content_object = ParentalKey("Question", on_delete=models.CASCADE, related_name="tagged_items")


# Its places in quizzes are Orderables, which have no types.
class Question(  # type: ignore[django-manager-missing]
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel
):
    """A question of the bank: practised inside lessons and asked in quizzes, always in the version that was published last."""

    class Difficulty(models.IntegerChoices):
        EASY = 1, _("Dễ")
        MIDDLE = 2, _("Vừa")
        HARD = 3, _("Khó")

    content = KindField(verbose_name=_("Câu hỏi"))
    explanation = RichTextField(
        _("vì sao"), blank=True, features=FEATURES_OF_TEXT, help_text=_("Hiện sau khi trả lời: lý do, bằng lời dễ hiểu.")
    )
    hint = models.CharField(
        _("gợi ý"), max_length=255, blank=True, help_text=_("Hiện khi luyện tập trong bài học, trước khi trả lời.")
    )
    source = models.CharField(_("nguồn"), max_length=255, blank=True)
    checked_on = models.DateField(_("ngày kiểm tra"), null=True, blank=True, validators=[not_in_the_future])
    difficulty = models.PositiveSmallIntegerField(_("độ khó"), choices=Difficulty, default=Difficulty.MIDDLE)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("danh mục")
    )
    tags = ClusterTaggableManager(
        through=TaggedQuestion,
        blank=True,
        verbose_name=_("thẻ"),
        help_text=_("Thành phần năng lực số hoặc từ khóa, cách nhau bằng dấu phẩy."),
    )

    # Of the content, for lists and for searching.
    text = models.TextField(_("câu hỏi"), editable=False, default="")
    kind = models.CharField(_("kiểu"), max_length=20, editable=False, default="")
    folded_text = models.TextField(editable=False, default="")
    # What is asked today; None until it is published for the first time.
    version = models.ForeignKey("QuestionVersion", models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    # Every saving is kept: who saved over whom is told, and an earlier text can be read and taken back.
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="question")

    objects = FoldedQuerySet.as_manager()

    base_form_class = QuestionForm
    preview_modes = [("asked", _("Trước khi trả lời")), ("answered", _("Sau khi trả lời"))]
    panels = [
        FieldPanel("content"),
        FieldPanel("explanation"),
        FieldPanel("hint"),
        MultiFieldPanel(
            [FieldPanel("category", widget=forms.Select), FieldPanel("difficulty"), FieldPanel("tags")],
            heading=_("Xếp vào ngân hàng"),
        ),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("checked_on")], heading=_("Nguồn và ngày kiểm tra")),
    ]
    search_fields = [index.SearchField("text"), index.AutocompleteField("text")]

    class Meta:
        verbose_name = _("câu hỏi")
        verbose_name_plural = _("câu hỏi")

    def __str__(self) -> str:
        return self.text or str(_("Câu hỏi chưa viết"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tell_content()
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.tell_content()
        super().full_clean(*args, **kwargs)

    def tell_content(self) -> None:
        """Fills the columns that say for lists and for searching what the content is."""
        written = self.written()
        self.kind, self.text = (written[0].name, plain(written[1]["text"])) if written else ("", "")
        self.folded_text = fold(self.text)

    def written(self) -> tuple[Kind, dict[str, Any]] | None:
        """The kind and the content as they were last saved here; None of a draft in which nothing is written."""
        if not self.content:
            return None
        block = self.content[0]
        kind = kind_named(block.block_type)
        return kind, kind.content(block.value, block.id or "")

    def problems(self) -> list[str]:
        """What is missing before this can be asked, in sentences."""
        written = self.written()
        return written[0].problems(written[1]) if written else [str(_("Chưa viết câu hỏi."))]

    @property
    def kind_label(self) -> str:
        return str(kind_named(self.kind).label) if self.kind else ""

    def publish(self, revision: Any, user: Any = None, **options: Any) -> None:
        """Publishes a revision; what is asked from now on is a version of its own, unless nothing in it changed.

        Raises ValidationError, and publishes nothing, where it is not finished.
        """
        if problems := revision.as_object().problems():
            raise ValidationError(problems)
        super().publish(revision, user=user, **options)
        published = Question.objects.get(pk=self.pk)
        if published.live:
            published.keep_version(user)

    def keep_version(self, user: Any = None) -> "QuestionVersion":
        """The version that says what the question says now: the last one, or a new one."""
        made = QuestionVersion.of(self, user)
        if self.version and self.version.says_the_same(made):
            return self.version
        last = self.versions.order_by("-number").first()
        made.number = last.number + 1 if last else 1
        made.save()
        self.version = made
        self.save(update_fields=["version"])
        return made

    def with_content_json(self, content: Any) -> Any:
        """As Wagtail makes a question of a revision; which version is asked is no part of what is edited."""
        made = super().with_content_json(content)
        made.version_id = self.version_id
        return made

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "quizzes/preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from quizzes.bank.showing import preview_of

        return super().get_preview_context(request, mode_name) | {"question": preview_of(self, mode_name)}


class QuestionVersion(models.Model):
    """What a question said when it was published. It never changes: attempts show and grade what was asked, unless it is regraded."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    content = models.JSONField()
    explanation = models.TextField(blank=True)
    hint = models.CharField(max_length=255, blank=True)
    source = models.CharField(max_length=255, blank=True)
    checked_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # By what responses to it are graded, where it was found to be wrong; None: by itself.
    regrading = models.ForeignKey("quizzes.Regrading", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("phiên bản câu hỏi")
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="version_of_a_question_once")]

    def __str__(self) -> str:
        return f"{self.question_id}.{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps a new version. Raises ValueError for one that is kept already."""
        if self.pk:
            raise ValueError(f"Version {self} never changes.")
        super().save(*args, **kwargs)

    @classmethod
    def of(cls, question: Question, user: Any = None, content: dict[str, Any] | None = None) -> "QuestionVersion":
        """What `question` says now, not kept yet; `content` saves reading it again. Raises ValueError where nothing is written."""
        written = (kind_named(question.kind), content) if content is not None else question.written()
        if written is None:
            raise ValueError(f"Question {question.pk} has no content.")
        kind, content = written
        return cls(
            question=question,
            number=0,
            kind=kind.name,
            content=content,
            explanation=kept(question.explanation),
            hint=question.hint,
            source=question.source,
            checked_on=question.checked_on,
            made_by=user if user and user.pk else None,
        )

    def says_the_same(self, other: "QuestionVersion") -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in _SAID)

    @property
    def own_kind(self) -> Kind:
        return kind_named(self.kind)


_SAID = ("kind", "content", "explanation", "hint", "source", "checked_on")


class Quiz(QuizSettings, RevisionMixin, ClusterableModel):  # type: ignore[django-manager-missing]
    """A set of questions with a mark to reach."""

    title = models.CharField(_("tên bài kiểm tra"), max_length=160)
    pass_mark = models.PositiveSmallIntegerField(
        _("mức đạt (%)"),
        default=80,
        help_text=_("Phần trăm số điểm phải được để đạt, từ 1 đến 100."),
        validators=[MinValueValidator(1, PASS_MARK_FORM), MaxValueValidator(100, PASS_MARK_FORM)],
    )

    folded_text = models.TextField(editable=False, default="")

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="quiz")

    objects = QuizQuerySet.as_manager()

    # Question id -> its marks, where they were read together with its questions.
    known_marks: dict[int, Fraction] | None = None

    base_form_class = QuizForm
    panels = [
        FieldPanel("title"),
        FieldPanel("pass_mark"),
        HelpPanel(
            _(
                "Nên có 3 đến 10 câu. Không đặt gì thêm ở dưới thì người học làm lại bao nhiêu lần cũng được; mỗi lần nộp là một lượt."
            )
        ),
        InlinePanel("quiz_questions", label=_("Câu hỏi")),
        InlinePanel("random_questions", label=_("Câu lấy ngẫu nhiên từ ngân hàng")),
        *QuizSettings.panels_of_taking,
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

    @property
    def draws_at_random(self) -> bool:
        known: bool | None = getattr(self, "has_drawing", None)
        return self.random_questions.exists() if known is None else known


def _mark_field() -> models.DecimalField:
    return models.DecimalField(
        _("điểm"),
        max_digits=5,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(100)],
    )


class QuizQuestion(Orderable):
    """The place of a question in a quiz, and how many marks it has there."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(Question, models.PROTECT, verbose_name=_("câu hỏi"))
    mark = _mark_field()

    panels = [FieldPanel("question"), FieldPanel("mark")]

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


class RandomQuestions(Orderable):
    """So many published questions of a category and of those below it, others for each attempt, none that the quiz asks anyway."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="random_questions")
    number = models.PositiveSmallIntegerField(_("số câu"), default=5, validators=[MinValueValidator(1), MaxValueValidator(50)])
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("danh mục"))
    difficulty = models.PositiveSmallIntegerField(_("độ khó"), choices=Question.Difficulty, null=True, blank=True)
    tag = models.CharField(_("thẻ"), max_length=100, blank=True)
    mark = _mark_field()

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("mark"), FieldPanel("difficulty")]),
        FieldRowPanel([FieldPanel("category"), FieldPanel("tag")]),
    ]

    def __str__(self) -> str:
        return f"{self.number} × {self.category}"

    def pool(self) -> list[int]:
        """Ids of the questions that may be drawn, in one query."""
        found = Question.objects.filter(live=True, version__isnull=False, category__path__startswith=self.category.path)
        if self.difficulty:
            found = found.filter(difficulty=self.difficulty)
        if self.tag:
            found = found.filter(tags__name__iexact=self.tag.strip())
        return list(found.order_by("pk").values_list("pk", flat=True).distinct())
