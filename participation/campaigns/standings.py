"""Campaigns: their rounds, who stands where in them, and the news that is ready to post."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participation.campaigns.counting import CampaignScope, campaign_figures
from participation.campaigns.models import Campaign
from participation.figures.unit_figures import UnitFigures
from participation.ledger.models import Activity
from participation.rules.periods import Period
from participation.rules.ranking import RankedUnit, Targets, ranked, targets_for
from participation.statistics.fold.folding import fold_pending
from participation.statistics.snapshots import one_snapshot
from rosters import permissions
from rosters.models import Unit
from rosters.numbers import number, percent


@dataclass(frozen=True)
class CampaignStandings:
    """The unit that is looked at, with its own figures, and the invited units directly below it in their places."""

    period: Period
    own: RankedUnit[Unit]
    rows: list[RankedUnit[Unit]]


def rounds_of(campaign: Campaign, today: dt.date) -> list[Period]:
    """The weeks of a campaign from Monday to Sunday, cut to it, that have begun by `today`."""
    return [week for week in campaign.period.weeks() if week.first <= today]


def units_to_look_at(campaign: Campaign, user: Any) -> list[Unit]:
    """Where `user` may begin: the units invited, or the user's own where those lie below."""
    invited = list(campaign.units.all())
    if permissions.sees_every_unit(user):
        return invited
    own = permissions.units_of(user)
    inside = [unit for unit in own if any(unit.path.startswith(above.path) for above in invited)]
    return inside + [unit for unit in invited if any(unit.path.startswith(mine.path) for mine in own) and unit not in inside]


def is_invited(campaign: Campaign, unit: Unit) -> bool:
    """Whether those in `unit` are invited: it or a unit above it is."""
    return any(unit.path.startswith(invited.path) for invited in campaign.units.all())


def standings(campaign: Campaign, unit: Unit, period: Period) -> CampaignStandings:
    """Who stands where in `period`, the campaign's own or one of its rounds. Targets are of the whole campaign."""
    fold_pending()
    with one_snapshot():
        below = list(Unit.objects.directly_below(unit))
        own, *figures = campaign_figures(campaign, [unit, *below], period)
    given = targets_given(campaign, [unit, *below])
    rows = [_standing(campaign, each, given) for each in figures if each.roster or each.activity.turns]
    return CampaignStandings(period, _standing(campaign, own, given), ranked(rows))


def targets_given(campaign: Campaign, units: list[Unit]) -> dict[int, Targets]:
    """The targets in numbers of those of `units` that have any, by unit."""
    rows = campaign.targets.filter(unit__in=units).values_list("unit_id", "people", "turns", "completed")
    return {unit: Targets(*numbers) for unit, *numbers in rows}


def targets_of(campaign: Campaign, roster: int, given: Targets) -> Targets:
    """What a unit is to reach: the numbers it was given, and for the rest the shares that hold for all."""
    shares = targets_for(roster, campaign.people_target, campaign.turns_target, campaign.completed_target)
    return Targets(given.people or shares.people, given.turns or shares.turns, given.completed or shares.completed)


def _standing(campaign: Campaign, figures: UnitFigures, given: dict[int, Targets]) -> RankedUnit[Unit]:
    targets = targets_of(campaign, figures.roster, given.get(figures.unit.pk, Targets()))
    did = figures.activity
    return RankedUnit(figures.unit, figures.roster, did.people, did.turns, targets, completed=did.completed)


def campaign_for(unit: Unit, period: Period, course: Activity | None, today: dt.date) -> Any:
    """The campaign to which `unit` is invited, of just `course` or of all, without a limit, that `period` lies in or touches
    and that has begun by `today`; None without one.

    The one that ends last, of several. Its targets are what the figures of the unit are held against; those in numbers
    are `own_people`, `own_turns` and `own_completed`. One query.
    """
    return (
        Campaign.objects.without_limit(course)
        .inviting(unit)
        .begun_in(period, today)
        .with_targets_of(unit)
        .order_by("-last", "pk")
        .first()
    )


def rule_of(campaign: Campaign) -> str:
    """What counts in a campaign, in words."""
    scope = CampaignScope.of(campaign)
    chosen = [str(each) for each in (*scope.courses, *scope.quizzes)]
    text = ", ".join(chosen) or _("tất cả khóa học")
    if scope.most_turns:
        limit = _("mỗi người tính nhiều nhất %(n)s lượt %(window)s")
        text += "; " + limit % {"n": scope.most_turns, "window": campaign.get_most_turns_in_display()}
    return text


def news(campaign: Campaign, found: CampaignStandings, round_number: int | None) -> str:
    """What a campaign publishes about a round, or about the whole until now: plain text, ready to post."""
    own = found.own
    title = _("%(title)s – vòng %(n)s") % {"title": campaign.title, "n": round_number} if round_number else campaign.title
    lines = [
        f"{title} ({found.period.first:%d/%m/%Y} – {found.period.last:%d/%m/%Y})",
        _("%(unit)s: %(people)s người, %(turns)s lượt, %(rate)s danh sách.")
        % {"unit": own.unit.label, "people": number(own.people), "turns": number(own.turns), "rate": percent(own.rate)},
    ]
    if not round_number and own.targets != Targets():
        reached = [
            f"{percent(share)} {what}"
            for share, what in (
                (own.of_people_target, _("chỉ tiêu người")),
                (own.of_turns_target, _("chỉ tiêu lượt")),
                (own.of_completed_target, _("chỉ tiêu hoàn thành")),
            )
            if share is not None
        ]
        lines.append(_("Đạt %(reached)s.") % {"reached": ", ".join(reached)})
    by_rate = [row for row in found.rows if row.rank_by_rate and row.rank_by_rate <= 3]
    by_people = sorted(
        (row for row in found.rows if row.rank_by_people and row.rank_by_people <= 3), key=lambda row: -row.people
    )
    if by_rate:
        shown = "; ".join(f"{row.rank_by_rate}. {row.unit.label} ({percent(row.rate)})" for row in by_rate)
        lines.append(_("Dẫn đầu về tỷ lệ: %(units)s.") % {"units": shown})
    if by_people:
        shown = "; ".join(f"{row.rank_by_people}. {row.unit.label} ({number(row.people)} người)" for row in by_people)
        lines.append(_("Dẫn đầu về số người: %(units)s.") % {"units": shown})
    return "\n".join(lines)
