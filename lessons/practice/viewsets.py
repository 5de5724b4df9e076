"""Practices in Wagtail's admin: written with starters, seen as a picture, walked by their author."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from lessons.practice.diagram import draw, rows_of
from lessons.practice.figures import figures_of
from lessons.practice.models import Practice
from lessons.practice.pressing import press, screen_context
from lessons.practice.problems import problems_of
from lessons.practice.written import read_written
from rosters.pages.frame import admin_page

STARTERS = Path(__file__).parent / "starters"
# In the address of the form for a new practice: the name of a starter.
STARTER = "mau"
CHANGE = "lessons.change_practice"
LABELS = {
    "dang-nhap-bang-ma": gettext_lazy("Đăng nhập bằng mã"),
    "tim-va-chon": gettext_lazy("Tìm và chọn"),
    "dien-to-khai": gettext_lazy("Điền tờ khai"),
    "dinh-kem-anh": gettext_lazy("Đính kèm ảnh"),
    "tra-le-phi": gettext_lazy("Trả lệ phí"),
    "theo-doi-ho-so": gettext_lazy("Theo dõi hồ sơ"),
    "tu-choi-lua-dao": gettext_lazy("Từ chối lừa đảo"),
}


class PracticeIndex(IndexView):
    default_ordering = "-pk"

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if self.request.user.has_perm("lessons.add_practice"):
            for number, (name, label) in enumerate(LABELS.items()):
                address = f"{self.add_url}?{STARTER}={name}"
                words = _("Bắt đầu từ mẫu: %(name)s") % {"name": label}
                buttons.append(Button(words, address, icon_name="copy", priority=60 + number))
        return buttons


class PracticeCreate(CreateView):
    """With the screens of a starter, where one was chosen."""

    def get_initial_form_instance(self) -> Any:
        instance = super().get_initial_form_instance() or self.model()
        name = self.request.GET.get(STARTER, "")
        if name in LABELS:
            for field, value in read_written(STARTERS / f"{name}.toml").items():
                setattr(instance, field, value)
        return instance


class PracticeEdit(EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        address = reverse("practice_diagram", args=[self.object.pk])
        buttons.append(Button(_("Sơ đồ và đi thử"), address, icon_name="view", priority=50))
        return buttons


class PracticeViewSet(SnippetViewSet):
    model = Practice
    icon = "pick"
    menu_label = "Bài thực hành"
    menu_order = 145
    add_to_admin_menu = True
    list_display = ["title", Column("minutes", label=gettext_lazy("Số phút")), LiveStatusTagColumn(), UpdatedAtColumn()]
    search_backend_name = None
    search_fields = ["title"]
    index_view_class = PracticeIndex
    add_view_class = PracticeCreate
    edit_view_class = PracticeEdit


def _draft(pk: int) -> Practice:
    """A practice as it was saved last."""
    found: Practice = get_object_or_404(Practice, pk=pk).get_latest_revision_as_object()
    return found


def _crumbs(own: Practice) -> list[tuple[str, str]]:
    return [
        (reverse("wagtailsnippets_lessons_practice:list"), _("Bài thực hành")),
        (reverse("wagtailsnippets_lessons_practice:edit", args=[own.pk]), own.title),
    ]


@require_safe
def practice_diagram(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole as a picture: what is wrong with it, and where learners hesitate."""
    own = _draft(pk)
    procedure, figures = own.procedure, figures_of(pk)
    context = {
        "practice": own,
        "diagram": draw(procedure, figures.screens) if procedure.screens else None,
        "rows": rows_of(procedure, figures.screens),
        "problems": problems_of(procedure),
        "figures": figures,
        "walk_url": reverse("walk_practice", args=[pk]),
    }
    return admin_page(request, "lessons/admin/practice_diagram.html", _("Sơ đồ bài thực hành"), "view", _crumbs(own), context)


@require_http_methods(["GET", "HEAD", "POST"])
def walk_practice(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft, as a learner will walk it; nothing is recorded."""
    own = _draft(pk)
    procedure = own.procedure
    if not procedure.screens:
        return practice_diagram(request, pk) if request.method != "POST" else HttpResponse(status=404)
    context = screen_context(pk, procedure, press(pk, procedure, request.POST.dict()))
    context |= {"practice": own, "is_walk": True, "step_url": reverse("practice_diagram", args=[pk])}
    return TemplateResponse(request, "lessons/practice/walk.html", context)
