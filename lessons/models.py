"""Courses and lessons as Wagtail pages, the competency frameworks they are tagged with, and certificates."""

from typing import Any

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
from lessons.blocks import SourceBlock, StepBlock
from lessons.pages.forms import LessonPageForm
from participation.models import Activity
from quizzes.models import Quiz
from rosters.models import Member


class CompetencyFramework(models.Model):
    """A published framework of digital competences."""

    code = models.CharField(_("mã khung"), max_length=40, unique=True)
    name = models.CharField(_("tên khung"), max_length=255)
    source = models.CharField(_("văn bản"), max_length=255)

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("source")]

    class Meta:
        verbose_name = _("khung năng lực số")
        verbose_name_plural = _("khung năng lực số")

    def __str__(self) -> str:
        return self.name


class Component(models.Model):
    """A component of a framework. `confirmed_on` is empty until an editor held it against the decree itself."""

    framework = models.ForeignKey(CompetencyFramework, models.CASCADE, related_name="components", verbose_name=_("khung"))
    code = models.CharField(_("số"), max_length=10)
    name = models.CharField(_("tên thành phần"), max_length=255)
    confirmed_on = models.DateField(_("ngày đối chiếu văn bản gốc"), null=True, blank=True)

    panels = [FieldPanel("framework"), FieldPanel("code"), FieldPanel("name"), FieldPanel("confirmed_on")]

    class Meta:
        verbose_name = _("thành phần năng lực")
        verbose_name_plural = _("thành phần năng lực")
        ordering = ["framework", "code"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="component_code_once_a_framework")]

    def __str__(self) -> str:
        return f"{self.framework.code} · {self.code} {self.name}"


class ServedByView:
    """A page whose `serve` is a view; a preview is what that view shows of the draft."""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)  # type: ignore[attr-defined]


class HomePage(ServedByView, Page):
    """The front page: what this is, and the courses."""

    introduction = models.TextField(_("lời giới thiệu"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["lessons.CoursePage"]
    max_count = 1

    class Meta:
        verbose_name = _("trang chủ")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from lessons.learner import views

        return views.home(request, self)


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

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from lessons.learner import views

        return views.course(request, self)


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

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == "steps":
            from lessons.learner import views

            return views.preview_steps(request, self)
        return super().serve_preview(request, mode_name)

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

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from lessons.learner import views

        return views.lesson(request, self, list(args))


class Certificate(models.Model):
    """That a member completed a course. Anyone who has the code can check it."""

    code = models.CharField(max_length=12, unique=True)
    member = models.ForeignKey(Member, models.CASCADE, related_name="certificates")
    course = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    course_title = models.CharField(max_length=255)
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name = _("giấy chứng nhận")
        ordering = ["issued_at"]
        constraints = [models.UniqueConstraint(fields=["member", "course"], name="one_certificate_a_course")]

    def __str__(self) -> str:
        return f"{self.code}: {self.full_name}, {self.course_title}"
