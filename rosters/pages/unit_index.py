"""A list of what belongs to one unit, as Wagtail lists things: searched, filtered, ordered, in pages."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView

from rosters.models import Unit
from rosters.pages.frame import Crumb, breadcrumbs, unit_crumbs, visible_unit


class UnitIndexView(IndexView):
    """What belongs to the unit whose code stands in the address, for those who have `needed_permission` there.

    `crumbs_of` gives the units above, as (address, label). A page that also takes a form answers `post`, and shows itself
    again by `shown`.
    """

    needed_permission: str
    crumbs_of: Callable[..., list[Crumb]] = staticmethod(unit_crumbs)
    any_permission_required = None
    template_name = "rosters/admin/unit_index.html"
    results_template_name = "rosters/admin/unit_index_results.html"
    table_classname = "table stack"
    # What is said of a search or a filter that finds nothing.
    no_match_message = _("Không có gì khớp. Thử bỏ bớt điều kiện.")
    paginate_by = 20
    search_backend_name = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.unit: Unit = visible_unit(request, kwargs["code"], self.needed_permission)

    def get_base_queryset(self) -> QuerySet:
        return self.model._default_manager.filter(unit=self.unit)

    def get_index_url(self) -> str:
        return reverse(self.index_url_name, args=[self.unit.code])

    def get_index_results_url(self) -> str:
        return reverse(self.index_results_url_name, args=[self.unit.code])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return breadcrumbs(self.crumbs_of(self.request.user, self.unit, with_self=True), self.get_page_title())

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"unit": self.unit}

    def shown(self, status: int = 200) -> HttpResponse:
        """The page as an answer to a form that could not be taken (422), or that has something to show."""
        response = self.get(self.request, *self.args, **self.kwargs)
        response.status_code = status
        return response
