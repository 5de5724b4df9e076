"""A unit's figures in Wagtail's admin."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail import hooks

from participation.campaigns.standings import campaign_for, targets_of
from participation.figures.as_xlsx import overview_workbook
from participation.figures.definitions import COUNTED, DEFINITIONS, PEOPLE, RATE, ROSTER, TABLE
from participation.figures.filter import period_and_course
from participation.figures.selection import Selection, read_selection
from participation.figures.unit_figures import MONTH, NOTHING, UnitFigures, UnitOverview, unit_overview
from participation.ledger.models import Activity
from participation.reports.making import changes_since, signed_report
from participation.rules.breakdowns import LABELS, TITLES, has_roster
from participation.rules.comparison import Movements, movements_of
from participation.rules.ranking import SMALL_ROSTER, Targets
from participation.statistics.fold.course_changes import course_waits
from rosters import permissions
from rosters.models import Unit
from rosters.pages.frame import XLSX, admin_page, attachment, visible_surroundings, visible_unit


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The figures of the only unit of the user, or a choice among them."""
    units = Unit.objects.tops_for(request.user)
    if len(units) == 1:
        return redirect("figures_unit", units[0].code)
    return admin_page(request, "participation/admin/start.html", _("Số liệu tham gia"), "table", [], {"units": units})


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """A unit's figures: four numbers, the weeks, and the units below."""
    around = visible_surroundings(request, code, permissions.VIEW_FIGURES)
    here, today = around.unit, timezone.localdate()
    courses = list(Activity.objects.courses().order_by("pk"))
    selection = read_selection(request.GET, today, courses)
    campaign = campaign_for(here, selection.period, selection.course, today)
    below = [each for each in around.below if each.in_use_since(selection.period.first)]
    overview = unit_overview(
        here, selection.period, selection.course, campaign=campaign.period if campaign else None, below=below
    )
    query = query_of(selection)
    up = [(f"{reverse('figures_unit', args=[each.code])}?{query}", each.label) for each in around.above]
    cards = cards_of(overview, campaign)
    signed = signed_report(here, selection.period, selection.course)
    context = {
        "unit": here,
        "overview": overview,
        "selection": selection,
        "is_over": selection.period.is_over(today),
        "cards": cards,
        "campaign": campaign if any(card.get("target") for card in cards) else None,
        "moved": _movements(overview),
        "signed": signed,
        "drifts": changes_since(signed, overview.total) if signed else [],
        "coverage_waits": course_waits(selection.course),
        "weeks": _week_rows(overview),
        "week_figures": (PEOPLE, *COUNTED),
        "breakdowns": breakdown_tables(overview),
        "below_figures": TABLE,
        "small_roster": SMALL_ROSTER,
        "filter": period_and_course(selection, courses),
        "query": query,
        "up": up[-1] if up else None,
        "buttons": _buttons(request.user, here, query),
        **_rows_below(overview, request.GET),
    }
    crumbs = [(reverse("figures"), _("Số liệu tham gia")), *up]
    return admin_page(request, "participation/admin/unit.html", _("Số liệu"), "table", crumbs, context)


def _rows_below(overview: UnitOverview, data: QueryDict) -> dict[str, Any]:
    """The units below in the order that is asked for; those without anybody only when all are, or none has anybody."""
    shows_all = "tat-ca" in data
    with_roster = [figures for figures in overview.below if figures.roster or figures.activity.turns]
    shown = list(overview.below) if shows_all or not with_roster else with_roster
    order = data.get("sap-xep", "")
    return {
        "with_roster": len(with_roster),
        "all_below": len(overview.below),
        "hidden": len(overview.below) - len(shown),
        "shows_all": shows_all and len(with_roster) < len(overview.below),
        "below": sorted_below(shown, order),
        "order": order if order in ("ten", "nguoi") else "",
        "orders": [("", _("tỷ lệ")), ("nguoi", _("số người")), ("ten", _("thứ tự danh mục"))],
    }


def _buttons(user: Any, here: Unit, query: str) -> list[tuple[str, str, str]]:
    """What apps to the right offer on a unit's figures: (address, label, icon)."""
    return [button for register in hooks.get_hooks("register_figure_buttons") for button in register(user, here, query)]


def sorted_below(below: list[UnitFigures], order: str) -> list[UnitFigures]:
    """The units below by rate (small ones last, the larger first on ties), by people, or by name as they stand in the tree."""
    if order == "ten":
        return list(below)
    if order == "nguoi":
        return sorted(below, key=lambda f: -f.activity.people)
    # Small ones after the others, as in standings: one person more is ten per cent there.
    return sorted(below, key=lambda f: (f.roster < SMALL_ROSTER, -(f.rate if f.rate is not None else -1.0), -f.roster))


def cards_of(overview: UnitOverview, campaign: Any) -> list[dict[str, Any]]:
    """Four figures, each beside the period before, and beside the target of the campaign that it falls in."""
    now, before = overview.total.activity, overview.previous
    rate = {"name": "rate", "label": _("Tỷ lệ trên danh sách"), "rate": overview.total.rate, "is_rate": True}
    cards: list[dict[str, Any]] = []
    for figure in (PEOPLE, *(each for each in COUNTED if each.name in ("turns", "completed"))):
        changed = relative_change(getattr(now, figure.name), getattr(before, figure.name))
        decrease = -changed if changed is not None else None
        value = getattr(now, figure.name)
        cards.append({"name": figure.name, "label": figure.label, "value": value, "change": changed, "decrease": decrease})
    if campaign:
        reached = overview.of_campaign
        given = Targets(campaign.own_people, campaign.own_turns, campaign.own_completed)
        targets = targets_of(campaign, reached.roster, given)
        for card in cards:
            target, number = getattr(targets, card["name"]), getattr(reached.activity, card["name"])
            card |= {"target": target, "reached": number, "share": number / target if target else None}
        target = targets.people / reached.roster if targets.people and reached.roster else None
        rate |= {"target": target, "campaign_rate": reached.rate}
    return [*cards[:2], rate, cards[2]]


def relative_change(now: int, before: int) -> float | None:
    """The change from the period before as a fraction of it; None when there was nothing before."""
    return (now - before) / before if before else None


def _movements(overview: UnitOverview) -> Movements[Unit] | None:
    """What moved since the period before; None of a period so long that it is not told, or that has not begun."""
    period = overview.period
    if period.last - period.first > MONTH or period.first > timezone.localdate():
        return None
    people = [
        (each.unit, each.roster, overview.below_before.get(each.unit.pk, NOTHING).people, each.activity.people)
        for each in overview.below
    ]
    return movements_of(people, overview.roster_before, overview.total.roster)


def _week_rows(overview: UnitOverview) -> list[dict[str, Any]]:
    most = max((figures.activity.people for _week, figures in overview.weeks), default=0)
    return [
        {"period": week, "figures": figures, "share": figures.activity.people / most if most else 0}
        for week, figures in overview.weeks
    ]


def breakdown_tables(overview: UnitOverview) -> list[dict[str, Any]]:
    """Each breakdown that has more than one part, as a title, the figures of its columns, and rows."""
    counted = [each for each in COUNTED if each.name in ("turns", "completed")]
    return [
        {
            "name": name,
            "title": TITLES[name],
            "has_roster": has_roster(name),
            "figures": [ROSTER, PEOPLE, RATE, *counted] if has_roster(name) else [PEOPLE, *counted],
            "rows": [{"label": LABELS[name, part], "figures": figures} for part, figures in parts],
        }
        for name, parts in overview.breakdowns.items()
        if len(parts) > 1
    ]


def query_of(selection: Selection) -> str:
    """The part of an address that selects the same once more."""
    values: dict[str, Any] = {"ky": selection.name}
    if not selection.name:
        values = {"tu": selection.period.first.isoformat(), "den": selection.period.last.isoformat()}
    if selection.course:
        values["khoa-hoc"] = selection.course.pk
    return urlencode(values)


@require_safe
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The same figures as an XLSX file."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    selection = read_selection(request.GET, timezone.localdate())
    overview = unit_overview(here, selection.period, selection.course)
    name = f"so-lieu-{here.code}-{selection.period.first:%Y%m%d}-{selection.period.last:%Y%m%d}.xlsx"
    return attachment(overview_workbook(overview, timezone.localtime()), name, XLSX)


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """What every figure means."""
    crumbs = [(reverse("figures"), _("Số liệu tham gia"))]
    context = {"definitions": DEFINITIONS, "may_rebuild": permissions.has_permission(request.user, permissions.REBUILD_FIGURES)}
    return admin_page(request, "participation/admin/definitions.html", _("Định nghĩa số liệu"), "help", crumbs, context)
