"""The frame of our own pages in Wagtail's admin: title, breadcrumbs, and who may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rosters import permissions
from rosters.models import Unit
from rosters.units import LEAF_KINDS

Crumb = tuple[str, str]
# More digits has no key of a database.
LONGEST_KEY = 18
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def attachment(content: bytes, file_name: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    """A file to download (or to look at), whose name may have accents."""
    response = HttpResponse(content, content_type=content_type)
    kind = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(file_name)}"
    return response


def admin_page(
    request: HttpRequest,
    template: str,
    title: str,
    icon: str,
    crumbs: list[Crumb],
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page in Wagtail's frame. `crumbs` are (address, label), from the top down, without the page itself."""
    items = breadcrumbs(crumbs, title)
    frame = {"header_title": title, "header_icon": icon, "breadcrumbs_items": items, "page_title": title}
    return render(request, template, frame | context, status=status)


def breadcrumbs(crumbs: list[Crumb], title: str) -> list[dict[str, Any]]:
    """The way to the page with `title`, as Wagtail's frame shows it: from the first page of the admin over `crumbs`."""
    items = [{"url": reverse("wagtailadmin_home"), "label": _("Trang chính")}]
    items += [{"url": url, "label": label} for url, label in crumbs]
    return [*items, {"url": "", "label": title}]


def stylesheets(folder: str, names: Iterable[str]) -> SafeString:
    """The links to stylesheets in `folder` of the static files, for Wagtail's hook insert_global_admin_css."""
    addresses = ((static(f"{folder}/{name}.css"),) for name in names)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', addresses)


def visible_unit(request: HttpRequest, code: str, permission: str) -> Unit:
    """The unit with `code`, for those who have `permission` there. Raises Http404 or PermissionDenied.

    A unit that exists but lies elsewhere is answered like one that does not exist.
    """
    if not permissions.has_permission(request.user, permission):
        raise PermissionDenied
    unit = Unit.objects.visible_to(request.user).filter(code=code).first()
    if unit is None:
        raise Http404
    if not permissions.has_permission(request.user, permission, unit) or is_barred(unit, permission):
        raise PermissionDenied
    return unit


def is_barred(unit: Unit, permission: str) -> bool:
    """Whether a closed unit rules it out, whoever asks: nobody is put there and no card is printed."""
    return unit.closed_on is not None and permission in (permissions.IMPORT_ROSTER, permissions.PRINT_CARDS)


@dataclass(frozen=True)
class Surroundings:
    """A unit, the units above it that the user may see, from the top down, and those directly below it."""

    unit: Unit
    above: list[Unit]
    below: list[Unit]


def visible_surroundings(request: HttpRequest, code: str, permission: str) -> Surroundings:
    """The unit with `code`, as visible_unit gives it, with what is around it. One query."""
    if not permissions.has_permission(request.user, permission):
        raise PermissionDenied
    around = Unit.objects.all().around(code)
    unit = next((each for each in around if each.code == code), None)
    if unit is None or not permissions.has_permission(request.user, permissions.VIEW_UNIT, unit):
        raise Http404
    if not permissions.has_permission(request.user, permission, unit):
        raise PermissionDenied
    above = [each for each in around if each.depth < unit.depth]
    seen = [each for each in above if permissions.has_permission(request.user, permissions.VIEW_UNIT, each)]
    return Surroundings(unit, seen, [each for each in around if each.depth > unit.depth])


def units_above(user: Any, unit: Unit, *, with_self: bool = True) -> list[Unit]:
    """The units above `unit` that `user` may see, from the top down; with `with_self`, the unit itself at the end."""
    paths = Unit.paths_down_to(unit.path if with_self else unit.path[: -Unit.steplen])
    return list(Unit.objects.visible_to(user).filter(path__in=paths).order_by("depth"))


def unit_crumbs(user: Any, unit: Unit, *, with_self: bool = True) -> list[Crumb]:
    """The units above `unit` that `user` may see, each leading to its page."""
    above = units_above(user, unit, with_self=with_self)
    return [
        (reverse("roster_units"), _("Đơn vị và danh sách")),
        *((reverse("roster_unit", args=[each.code]), each.label) for each in above),
    ]


def ticked_keys(request: HttpRequest) -> list[str]:
    """The keys of the rows that were ticked; what no key of a database can be is left out."""
    return [pk for pk in request.POST.getlist("ma") if pk.isdecimal() and len(pk) <= LONGEST_KEY]


def sister_units(user: Any, here: Unit) -> list[Unit]:
    """The classes or chapters to which somebody of `here` may be moved: the others below the unit above it."""
    if here.kind not in LEAF_KINDS:
        return []
    above = Unit.objects.filter(path=here.path[: -Unit.steplen]).first()
    if above is None:
        return []
    sisters = Unit.objects.directly_below(above).open().filter(kind=here.kind).exclude(pk=here.pk)
    return list(sisters.visible_to(user))
