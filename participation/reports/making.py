"""Periodic reports: made with the figures of one moment, mended, signed; and what has changed since."""

import datetime as dt
import logging
import re
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.campaigns.standings import campaign_for, targets_of
from participation.figures.definitions import TABLE
from participation.figures.unit_figures import Figures, UnitOverview, unit_figures, unit_overview
from participation.ledger.models import Activity
from participation.reports.document import Document, abbreviation, compose
from participation.reports.docx import render_docx
from participation.reports.models import PeriodicReport, ReportSchedule, ReportTemplate
from participation.reports.word_templates import TemplateProblem, fill
from participation.rules.breakdowns import LABELS
from participation.rules.periods import Period, month_of, school_year_of, week_of
from participation.rules.ranking import Targets
from rosters.models import Unit
from rosters.units import LEAF_KINDS, Tree, UnitKind

TEXTS = (
    "superior_body", "issuing_body", "number", "place", "signer_title", "signer_name", "recipients", "basis", "remarks", "directions",
    "proposals",
)  # fmt: skip
PLACE = "An Giang"
SIGNERS = {
    UnitKind.DEPARTMENT: "Giám đốc",
    UnitKind.SCHOOL: "Hiệu trưởng",
    UnitKind.CLASS: "Giáo viên chủ nhiệm",
}


logger = logging.getLogger(__name__)


class AlreadySigned(ValueError):
    """A signed report does not change any more."""


@dataclass(frozen=True)
class Drift:
    """A number of a report's period that is another one by now: facts came late, or a roster was mended."""

    label: str
    then: int
    now: int


def make_report(unit: Unit, period: Period, course: Activity | None, user: Any) -> PeriodicReport:
    """A report to be mended and signed, with the figures of this moment and the texts of the unit's last report."""
    above = unit.get_parent()
    is_union = unit.tree == Tree.UNION
    texts = {
        "superior_body": above.label if above else "",
        "issuing_body": _issuing_body(unit),
        "number": _symbol(unit),
        "place": PLACE,
        "signer_title": "Bí thư" if is_union else SIGNERS[UnitKind(unit.kind)],
        "recipients": "\n".join(
            [*([above.label] if above else []), _("Lưu.") if UnitKind(unit.kind) in LEAF_KINDS else _("Lưu: VT.")]
        ),
        "layout": PeriodicReport.Layout.UNION if is_union else PeriodicReport.Layout.OFFICE,
    }
    if last := PeriodicReport.objects.filter(unit=unit).first():
        kept = ("superior_body", "issuing_body", "number", "place", "signer_title", "signer_name", "recipients", "basis")
        texts |= {name: getattr(last, name) for name in kept}
    figures = figures_to_keep(unit, period, course)
    return PeriodicReport.objects.create(
        unit=unit, course=course, first=period.first, last=period.last, figures=figures, created_by=user, **texts
    )


def _issuing_body(unit: Unit) -> str:
    """The committee of a union, as its own guide writes it: that of a province is BCH Tỉnh An Giang, without the word Đoàn."""
    if unit.tree != Tree.UNION:
        return unit.label
    return f"BCH {re.sub(r'^Tỉnh [Đđ]oàn', 'Tỉnh', unit.label)}"


def _symbol(unit: Unit) -> str:
    """The symbol of a report, with room for its number: -BC/TĐTN-… of the province's union (the letters of the board that drafts it), -BC/ĐTN below, /BC-… of schools."""
    if unit.tree == Tree.UNION:
        return "    -BC/TĐTN-…" if unit.kind == UnitKind.PROVINCIAL_UNION else "    -BC/ĐTN"
    return f"    /BC-{abbreviation(unit.label)}"


PERIOD_OF = {ReportSchedule.Every.WEEK: week_of, ReportSchedule.Every.MONTH: month_of}


def make_due_reports(today: dt.date) -> int:
    """Makes the reports of the week or month that is over, of units that have a schedule. How many; twice makes none twice."""
    made = 0
    for every, containing in PERIOD_OF.items():
        period = containing(containing(today).first - dt.timedelta(days=1))
        for pk in ReportSchedule.objects.due(every, period).values_list("pk", flat=True):
            with transaction.atomic():
                # Locked and asked again, so that two processes at the same minute make one report.
                ReportSchedule.objects.select_for_update().filter(pk=pk).first()
                if schedule := ReportSchedule.objects.due(every, period).filter(pk=pk).first():
                    make_report(schedule.unit, period, None, None)
                    made += 1
    return made


@transaction.atomic
def count_anew(report: PeriodicReport) -> None:
    """Takes the figures of this moment. Raises AlreadySigned."""
    locked = _unsigned(report)
    locked.figures = figures_to_keep(locked.unit, Period(locked.first, locked.last), locked.course)
    locked.save(update_fields=["figures"])


@transaction.atomic
def sign(report: PeriodicReport, user: Any) -> None:
    """From now on the report stays as it is. Raises AlreadySigned."""
    locked = _unsigned(report)
    locked.signed_by, locked.signed_at = user, timezone.now()
    locked.signed_docx = docx_of(locked)
    locked.save(update_fields=["signed_by", "signed_at", "signed_docx"])


@transaction.atomic
def discard(report: PeriodicReport) -> None:
    """Deletes a report that nobody signed. Raises AlreadySigned."""
    _unsigned(report).delete()


@transaction.atomic
def change_texts(report: PeriodicReport, texts: dict[str, str]) -> None:
    """Takes other texts. Raises AlreadySigned, also when it was signed while they were being written."""
    locked = _unsigned(report)
    for name, text in texts.items():
        setattr(locked, name, text)
    locked.save(update_fields=list(texts))


def _unsigned(report: PeriodicReport) -> PeriodicReport:
    locked = PeriodicReport.objects.select_for_update().get(pk=report.pk)
    if locked.signed_at:
        raise AlreadySigned(_("Báo cáo đã chốt nên không đổi được nữa."))
    return locked


def figures_to_keep(unit: Unit, period: Period, course: Activity | None) -> dict[str, Any]:
    """Everything that a report says in numbers, as plain values. Names are those of docs/figures.md."""
    today = timezone.localdate()
    campaign = campaign_for(unit, period, course, today)
    # A report tells nothing of what came after its period.
    span = Period(campaign.first, min(campaign.last, period.last)) if campaign else None
    overview = unit_overview(unit, period, course, campaign=span)
    year = Period(school_year_of(period.last).first, period.last)
    cumulated = unit_figures(unit, Period(min(year.first, period.first), period.last), course).activity
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "roster_day": min(period.last, today).isoformat(),
        "counted_at": timezone.now().isoformat(),
        "course": course.title if course else "",
        "total": _row(overview.total),
        "previous": {"people": overview.previous.people, "turns": overview.previous.turns},
        "cumulated": {
            "from": min(year.first, period.first).isoformat(), "to": min(period.last, today).isoformat(), "people": cumulated.people,
            "turns": cumulated.turns, "completed": cumulated.completed,
        },
        "target": _target(campaign, overview.of_campaign, min(campaign.last, period.last, today)) if campaign else None,
        "sex": _parts(overview, "sex"),
        "below": [
            {"code": each.unit.code, "name": each.unit.label, **_row(each)}
            for each in overview.below
            if each.roster or each.activity.turns
        ],
    }  # fmt: skip


def _target(campaign: Any, figures: Figures, until: dt.date) -> dict[str, Any] | None:
    """What the campaign asks of the unit, and how far it is; None when it asks nothing."""
    targets = targets_of(campaign, figures.roster, Targets(campaign.own_people, campaign.own_turns, campaign.own_completed))
    if targets == Targets():
        return None
    did = figures.activity
    return {
        "campaign": campaign.title, "from": campaign.first.isoformat(), "to": campaign.last.isoformat(), "until": until.isoformat(), **asdict(targets),
        "reached": {"people": did.people, "turns": did.turns, "completed": did.completed},
    }  # fmt: skip


def _row(figures: Figures) -> dict[str, Any]:
    coverage = {"members": figures.now, "rate": figures.coverage_rate}
    coverage |= {name: getattr(figures.coverage, name) for name in ("started", "completed")}
    return {figure.name: figure.get(figures) for figure in TABLE} | {"coverage": coverage}


def _parts(overview: UnitOverview, breakdown: str) -> list[dict[str, Any]]:
    return [{"label": str(LABELS[breakdown, part]), **_row(figures)} for part, figures in overview.breakdowns[breakdown]]


def changes_since(report: PeriodicReport, now: Figures | None = None) -> list[Drift]:
    """What happened in the period, or who was on the roster, and is another number now than in the report.

    Nothing while the period is not over: then every number is still growing. `now` are the unit's figures of the same
    period, where they are at hand.
    """
    if report.last >= timezone.localdate():
        return []
    present = _row(now or unit_figures(report.unit, Period(report.first, report.last), report.course))
    then = report.figures["total"]
    # A report that was kept before a measure came has none of it.
    counted = [figure for figure in TABLE if not figure.is_rate and figure.name in then]
    return [
        Drift(str(figure.heading), then[figure.name], present[figure.name])
        for figure in counted
        if then[figure.name] != present[figure.name]
    ]


def signed_report(unit: Unit, period: Period, course: Activity | None) -> PeriodicReport | None:
    """The latest signed report of a unit on exactly this period."""
    same = PeriodicReport.objects.filter(unit=unit, first=period.first, last=period.last, course=course)
    return same.exclude(signed_at=None).first()


def document_of(report: PeriodicReport) -> Document:
    """The report as it is drawn, from the figures that it keeps."""
    return compose(_texts_of(report), report.figures, report.layout, _signed_on(report))


def docx_of(report: PeriodicReport) -> bytes:
    """The report as a Word file: as it was signed; else in the administrator's template of its layout, or in the built-in one."""
    if report.signed_docx:
        return bytes(report.signed_docx)
    template = ReportTemplate.objects.filter(layout=report.layout).first()
    if template is None:
        return render_docx(document_of(report))
    try:
        return fill(bytes(template.content), _texts_of(report), report.figures, report.layout, _signed_on(report))
    except TemplateProblem:
        # It was filled in when it came, but not with what this report has: whoever needs the report gets it all the same.
        logger.exception("The template of %s reports cannot be filled in with report %s", report.layout, report.pk)
        return render_docx(document_of(report))


def _texts_of(report: PeriodicReport) -> dict[str, str]:
    # A chapter has a committee without a standing one.
    on_behalf_of = "TM. BAN CHẤP HÀNH" if report.unit.kind == UnitKind.CHAPTER else "TM. BAN THƯỜNG VỤ"
    return {name: getattr(report, name) for name in TEXTS} | {"on_behalf_of": on_behalf_of}


def _signed_on(report: PeriodicReport) -> dt.date | None:
    return timezone.localdate(report.signed_at) if report.signed_at else None
