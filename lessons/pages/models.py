"""Courses and lessons as Wagtail pages."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from lessons import drawings
from lessons.blocks.source import SourceBlock
from lessons.blocks.step import StepBlock
from lessons.frameworks.models import Component
from lessons.pages.forms import LessonPageForm
from lessons.pages.panels import UnderADraft
from lessons.pages.served_by_view import ServedByView, promote_panels
from participation.models import Fact
from quizzes.bank.validators import not_in_the_future
from quizzes.models import Quiz


class HomePage(ServedByView, Page):
    """The front page: what this is, and the courses."""

    introduction = models.TextField(_("lời giới thiệu"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = promote_panels()
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["lessons.CoursePage", "lessons.InformationPage"]
    max_count = 1

    class Meta:
        verbose_name = _("trang chủ")


class CoursePage(ServedByView, Page):
    """A course: a few lessons that belong together."""

    class Tint(models.TextChoices):
        BLUE = "blue", _("Xanh dương")
        GREEN = "green", _("Xanh lá")
        RED = "red", _("Đỏ nhạt")
        GOLD = "gold", _("Vàng")

    summary = models.CharField(_("tóm tắt"), max_length=160)
    drawing = models.CharField(_("hình vẽ"), max_length=40, choices=drawings.CHOICES)
    tint = models.CharField(_("màu nền"), max_length=10, choices=Tint, default=Tint.BLUE)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("drawing"), FieldPanel("tint")], heading=_("Hình khóa học")),
    ]
    promote_panels = promote_panels()
    is_below_home = True
    parent_page_types = ["lessons.HomePage"]
    subpage_types = ["lessons.LessonPage"]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("khóa học")
        verbose_name_plural = _("khóa học")

    @property
    def source(self) -> str:
        """The name of this course in the ledger of facts."""
        return f"page:{self.pk}"


class LessonPageQuerySet(PageQuerySet):
    def at_address(self, course_slug: str, lesson_slug: str) -> "LessonPage | None":
        """The published lesson with this address, in one query."""
        return self.live().filter(slug=lesson_slug, url_path__endswith=f"/{course_slug}/{lesson_slug}/").first()

    def was_at_address(self, course_slug: str, lesson_slug: str) -> bool:
        """Whether a lesson that was open once has this address, and it or its course is taken back for now.

        A lesson that was moved below a draft was open once if its course was published before, or somebody has learned it.
        """
        found = self.filter(slug=lesson_slug, url_path__endswith=f"/{course_slug}/{lesson_slug}/").first()
        if found is None or found.first_published_at is None:
            return False
        course = found.get_parent()
        if found.live and course.live:
            return False
        return course.first_published_at is not None or Fact.objects.filter(activity__source=found.source).exists()


class LessonPage(ServedByView, Page):
    """A lesson: steps to read and practise, and a quiz at the end."""

    summary = models.CharField(_("tóm tắt"), max_length=160)
    minutes = models.PositiveSmallIntegerField(
        _("số phút"), default=7, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    steps = StreamField([("step", StepBlock())], verbose_name=_("các bước"), min_num=1)
    quiz = models.ForeignKey(
        Quiz, models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name=_("bài kiểm tra cuối bài")
    )
    components = ParentalManyToManyField(Component, blank=True, verbose_name=_("thành phần năng lực"))
    sources = StreamField([("source", SourceBlock())], blank=True, verbose_name=_("nguồn"))
    checked_on = models.DateField(
        _("ngày kiểm tra nội dung"), null=True, blank=True, validators=[not_in_the_future],
        help_text=_("Ngày gần nhất có người đối chiếu bài với các nguồn. Chưa đối chiếu thì để trống."),
    )  # fmt: skip

    objects = PageManager.from_queryset(LessonPageQuerySet)()

    base_form_class = LessonPageForm
    content_panels = [
        UnderADraft(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes", required_on_save=False),
        FieldPanel("steps"),
        FieldPanel("quiz"),
        MultiFieldPanel([FieldPanel("sources"), FieldPanel("checked_on")], heading=_("Nguồn và ngày kiểm tra")),
        FieldPanel("components", widget=forms.CheckboxSelectMultiple),
    ]
    promote_panels = promote_panels()
    parent_page_types = ["lessons.CoursePage"]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("steps")]

    class Meta:
        verbose_name = _("bài học")
        verbose_name_plural = _("bài học")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Trang đầu bài")), ("steps", _("Tất cả các bước")), ("quiz", _("Bài kiểm tra"))]

    @property
    def source(self) -> str:
        """The name of this lesson in the ledger of facts."""
        return f"page:{self.pk}"

    def is_open(self) -> bool:
        """Whether everybody may read this lesson: nothing above it is a draft or closed to the public."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return not Page.objects.filter(Q(live=False) | Q(view_restrictions__isnull=False), path__in=paths).exists()

    @property
    def step_titles(self) -> list[str]:
        return [step["value"]["title"] for step in self.steps.raw_data]

    @property
    def step_ids(self) -> list[str]:
        """The steps' ids, which stay the same when a step is moved or rewritten."""
        return [step["id"] for step in self.steps.raw_data]

    @property
    def practices_of_steps(self) -> list[list[int]]:
        """Of each step the ids of the practices in it."""
        bodies = [step["value"]["body"] for step in self.steps.raw_data]
        return [[part["value"] for part in body if part["type"] == "practice" and part["value"]] for body in bodies]

    @property
    def practice_ids(self) -> list[int]:
        return [own for ids in self.practices_of_steps for own in ids]

    def practice_source(self, practice: int) -> str:
        """The name of a practice in the ledger: what is done of it counts in each lesson by itself."""
        return f"{self.source}:practice:{practice}"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Takes what follows the lesson's address: `buoc/<n>/`, `kiem-tra/` and `kiem-tra/<key>/`."""
        if not self.live or not self.get_parent().live:
            raise Http404
        return RouteResult(self, args=tuple(path_components))

    @property
    def quiz_source(self) -> str:
        """The name of its quiz in the ledger: a quiz is counted in each lesson that asks it, so one quiz may end two lessons."""
        return f"{self.source}:quiz:{self.quiz_id}"
