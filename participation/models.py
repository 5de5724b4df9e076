"""Every model of this app, from the room it lives in. Apps to the right import them from here."""

from participation.api.models import ApiToken
from participation.campaigns.models import Campaign, CampaignTarget
from participation.ledger.models import Activity, Fact
from participation.ledger.queues import CourseChange, MemberChange, PendingFact
from participation.reports.models import PeriodicReport, ReportSchedule, ReportTemplate
from participation.statistics.models import (
    CoverageCell,
    DayCell,
    FoldedDuringRebuild,
    FoldLock,
    MemberContribution,
    Rebuild,
    RosterCell,
    TimeCell,
    WeeksCell,
)

__all__ = [
    "Activity", "ApiToken", "Campaign", "CampaignTarget", "CourseChange", "CoverageCell", "DayCell", "Fact", "FoldLock",
    "FoldedDuringRebuild", "MemberChange", "MemberContribution", "PendingFact", "PeriodicReport", "Rebuild", "ReportSchedule",
    "ReportTemplate", "RosterCell", "TimeCell", "WeeksCell",
]  # fmt: skip
