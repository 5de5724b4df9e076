"""Figures in Wagtail's admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail import hooks

from participation.campaigns.contests import campaign_over, targets_of
from participation.figures.as_xlsx import report_workbook
from participation.figures.definitions import DEFINITIONS
from participation.figures.selection import Selection, read_selection
from participation.figures.unit_figures import MONTH, UnitFigures, UnitReport, unit_report
from participation.ledger.models import Activity
from participation.reports.making import changes_since, signed_report
from participation.rules.breakdowns import LABELS, TITLES
from participation.rules.comparison import Changes, changes_of
from participation.rules.measures import ActivityFigures
from participation.rules.ranking import SMALL_ROSTER, Targets
from rosters import permissions
from rosters.models import Unit
from rosters.pages.frame import XLSX, admin_page, attachment, unit_crumbs, visible_surroundings, visible_unit


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The figures of the only unit of the user, or a choice among them."""
    if not permissions.has_permission(request.user, permissions.VIEW_FIGURES):
        raise PermissionDenied
    if permissions.sees_every_unit(request.user):
        units = list(Unit.objects.filter(depth=1))
    else:
        units = permissions.units_of(request.user)
    if len(units) == 1:
        return redirect("figures_unit", units[0].code)
    return admin_page(request, "participation/admin/start.html", _("Số liệu tham gia"), "table", [], {"units": units})


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """A unit's figures: four numbers, the weeks, and the units below."""
    around = visible_surroundings(request, code, permissions.VIEW_FIGURES)
    here = around.unit
    courses = list(Activity.objects.courses().order_by("pk"))
    selection = read_selection(request.GET, timezone.localdate(), courses)
    contest = campaign_over(here, selection.period, selection.course, timezone.localdate())
    over = contest.period if contest else None
    report = unit_report(here, selection.period, selection.course, over=over, below=around.below)
    query = _query(selection)
    up = [(f"{reverse('figures_unit', args=[each.code])}?{query}", each.label) for each in around.above]
    cards = _cards(report, contest)
    signed = signed_report(here, selection.period, selection.course)
    context = {
        "unit": here,
        "report": report,
        "selection": selection,
        "is_over": selection.period.is_over(timezone.localdate()),
        "cards": cards,
        "contest": contest if any(card.get("target") for card in cards) else None,
        "changed": _changes(report),
        "signed": signed,
        "changes": changes_since(signed, report.total) if signed else [],
        "weeks": _week_bars(report),
        "breakdowns": breakdown_tables(report),
        "small_roster": SMALL_ROSTER,
        "courses": courses,
        "periods": [("tuan", _("Tuần này")), ("thang", _("Tháng này")), ("quy", _("Quý này")), ("nam-hoc", _("Năm học"))],
        "query": query,
        "up": up[-1] if up else None,
        "buttons": _buttons(request.user, here, query),
        **_rows_below(report, request.GET),
    }
    crumbs = [(reverse("figures"), _("Số liệu tham gia")), *up]
    return admin_page(request, "participation/admin/unit.html", _("Số liệu"), "table", crumbs, context)


def _rows_below(report: UnitReport, data: QueryDict) -> dict[str, Any]:
    """The units below in the order that is asked for; those without anybody only when all are, or none has anybody."""
    shows_all = "tat-ca" in data
    with_roster = [figures for figures in report.below if figures.roster or figures.activity.turns]
    shown = list(report.below) if shows_all or not with_roster else with_roster
    order = data.get("sap-xep", "")
    return {
        "with_roster": len(with_roster),
        "all_below": len(report.below),
        "hidden": len(report.below) - len(shown),
        "shows_all": shows_all and len(with_roster) < len(report.below),
        "below": sorted_below(shown, order),
        "order": order,
    }


def _buttons(user: Any, here: Unit, query: str) -> list[tuple[str, str, str]]:
    """What apps to the right offer on a unit's figures: (address, label, icon)."""
    return [button for register in hooks.get_hooks("register_figure_buttons") for button in register(user, here, query)]


def figure_crumbs(user: Any, here: Unit, *, with_self: bool = False) -> list[tuple[str, str]]:
    """The units above, and with `with_self` the unit, each leading to its figures."""
    above = unit_crumbs(user, here, with_self=with_self)[1:]
    figures = [(url.replace("/don-vi/", "/so-lieu/"), label) for url, label in above]
    return [(reverse("figures"), _("Số liệu tham gia")), *figures]


def sorted_below(below: list[UnitFigures], order: str) -> list[UnitFigures]:
    """The units below by rate (small ones last, the larger first on ties), by people, or by name as they stand in the tree."""
    if order == "ten":
        return list(below)
    if order == "nguoi":
        return sorted(below, key=lambda f: -f.activity.people)
    # Small ones after the others, as in standings: one person more is ten per cent there.
    return sorted(below, key=lambda f: (f.roster < SMALL_ROSTER, -(f.rate if f.rate is not None else -1.0), -f.roster))


def _cards(report: UnitReport, contest: Any) -> list[dict[str, Any]]:
    """Four figures, each beside the period before, and beside the target of the campaign that it falls in."""
    now, before = report.total.activity, report.previous
    rate = {"name": "rate", "label": _("Tỷ lệ trên danh sách"), "rate": report.total.rate, "is_rate": True}
    cards: list[dict[str, Any]] = []
    for name, label in (("people", _("Người tham gia")), ("turns", _("Lượt")), ("completed", _("Hoàn thành khóa học"))):
        changed = change(getattr(now, name), getattr(before, name))
        decrease = -changed if changed is not None else None
        cards.append({"name": name, "label": label, "value": getattr(now, name), "change": changed, "decrease": decrease})
    if contest:
        over = report.over
        given = Targets(contest.own_people, contest.own_turns, contest.own_completed)
        targets = targets_of(contest, over.roster, given)
        for card in cards:
            target, reached = getattr(targets, card["name"]), getattr(over.activity, card["name"])
            card |= {"target": target, "reached": reached, "share": reached / target if target else None}
        target = targets.people / over.roster if targets.people and over.roster else None
        rate |= {"target": target, "over_rate": over.rate}
    return [*cards[:2], rate, cards[2]]


def _changes(report: UnitReport) -> Changes[Unit] | None:
    """What changed since the period before; None of a period so long that it is not told, or that has not begun."""
    if report.period.last - report.period.first > MONTH or report.period.first > timezone.localdate():
        return None
    nothing = ActivityFigures()
    people = [
        (each.unit, each.roster, report.below_before.get(each.unit.pk, nothing).people, each.activity.people)
        for each in report.below
    ]
    return changes_of(people, report.roster_before, report.total.roster)


def change(now: int, before: int) -> float | None:
    """The change from the period before as a fraction of it; None when there was nothing before."""
    return (now - before) / before if before else None


def _week_bars(report: UnitReport) -> list[dict[str, Any]]:
    most = max((figures.activity.people for _week, figures in report.weeks), default=0)
    return [
        {
            "period": week,
            "figures": figures.activity,
            "share": figures.activity.people / most if most else 0,
            "rate": figures.rate,
        }
        for week, figures in report.weeks
    ]


def breakdown_tables(report: UnitReport) -> list[dict[str, Any]]:
    """Each breakdown that has more than one part, as a title and rows. By kind of unit there is no roster."""
    return [
        {
            "name": name,
            "title": TITLES[name],
            "has_roster": name != "kind",
            "rows": [{"label": LABELS[name, part], "figures": figures} for part, figures in parts],
        }
        for name, parts in report.breakdowns.items()
        if len(parts) > 1
    ]


def _query(selection: Selection) -> str:
    parts = []
    if selection.name:
        parts.append(f"ky={selection.name}")
    else:
        parts.append(f"tu={selection.period.first.isoformat()}&den={selection.period.last.isoformat()}")
    if selection.course:
        parts.append(f"khoa-hoc={selection.course.pk}")
    return "&".join(parts)


@require_safe
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The same figures as an XLSX file."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    selection = read_selection(request.GET, timezone.localdate())
    report = unit_report(here, selection.period, selection.course)
    name = f"so-lieu-{here.code}-{selection.period.first:%Y%m%d}-{selection.period.last:%Y%m%d}.xlsx"
    return attachment(report_workbook(report, timezone.localtime()), name, XLSX)


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """What every figure means."""
    if not permissions.has_permission(request.user, permissions.VIEW_FIGURES):
        raise PermissionDenied
    crumbs = [(reverse("figures"), _("Số liệu tham gia"))]
    context = {"definitions": DEFINITIONS, "may_recount": permissions.is_administrator(request.user)}
    return admin_page(request, "participation/admin/definitions.html", _("Định nghĩa số liệu"), "help", crumbs, context)
