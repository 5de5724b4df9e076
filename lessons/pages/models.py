"""Courses and lessons as Wagtail pages."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
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
from quizzes.models import Quiz


class ServedByView:
    """A page that a view serves; a preview is what that view shows of the draft.

    `views` names the views: "" for the page itself, and one for each further preview mode. They stand in rooms that know
    the pages, so lessons.apps puts them here when the app is ready.
    """

    views: ClassVar[dict[str, Callable[..., HttpResponse]]] = {}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.views[""](request, self, *args)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.views[mode_name or ""](request, self)


class HomePage(ServedByView, Page):
    """The front page: what this is, and the courses."""

    introduction = models.TextField(_("lời giới thiệu"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["lessons.CoursePage"]
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


class LessonPage(ServedByView, Page):
    """A lesson: steps to read and practise, and a quiz at the end."""

    summary = models.CharField(_("tóm tắt"), max_length=160)
    minutes = models.PositiveSmallIntegerField(_("số phút"), default=7)
    steps = StreamField([("step", StepBlock())], verbose_name=_("các bước"), min_num=1)
    quiz = models.ForeignKey(
        Quiz, models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name=_("bài kiểm tra cuối bài")
    )
    components = ParentalManyToManyField(Component, blank=True, verbose_name=_("thành phần năng lực"))
    sources = StreamField([("source", SourceBlock())], blank=True, verbose_name=_("nguồn"))
    checked_on = models.DateField(_("ngày kiểm tra nội dung"), help_text=_("Ngày gần nhất đã đối chiếu bài với các nguồn."))

    objects = PageManager.from_queryset(LessonPageQuerySet)()

    base_form_class = LessonPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("steps"),
        FieldPanel("quiz"),
        MultiFieldPanel([FieldPanel("sources"), FieldPanel("checked_on")], heading=_("Nguồn và ngày kiểm tra")),
        FieldPanel("components"),
    ]
    parent_page_types = ["lessons.CoursePage"]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("steps")]

    class Meta:
        verbose_name = _("bài học")
        verbose_name_plural = _("bài học")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Trang đầu bài")), ("steps", _("Tất cả các bước"))]

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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Takes what follows the lesson's address: `buoc/<n>/`, `kiem-tra/` and `kiem-tra/<key>/`."""
        if not self.live or not self.get_parent().live:
            raise Http404
        return RouteResult(self, args=tuple(path_components))

    @property
    def quiz_source(self) -> str:
        """The name of its quiz in the ledger: a quiz is counted in each lesson that asks it, so one quiz may end two lessons."""
        return f"{self.source}:quiz:{self.quiz_id}"
