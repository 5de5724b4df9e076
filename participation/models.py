"""Every model of this app, from the room it lives in. Apps to the right import them from here."""

from participation.api.models import ApiToken
from participation.campaigns.models import Campaign, CampaignTarget
from participation.ledger.models import Activity, Fact
from participation.reports.models import PeriodicReport, ReportSchedule, ReportTemplate
from participation.statistics.models import (
    COUNTED,
    BlockCell,
    CountedMember,
    CourseChange,
    CoverageCell,
    DayCell,
    FoldLock,
    LeafBlock,
    MemberChange,
    PendingFact,
    Recount,
    RefoldedCourse,
    RefoldedFact,
    RefoldedMember,
    RosterCell,
    TimeCell,
)

__all__ = ["COUNTED", "Activity", "ApiToken", "BlockCell", "Campaign", "CampaignTarget", "CountedMember", "CourseChange", "CoverageCell", "DayCell", "Fact", "FoldLock", "LeafBlock", "MemberChange", "PendingFact", "PeriodicReport", "Recount", "RefoldedCourse", "RefoldedFact", "RefoldedMember", "ReportSchedule", "ReportTemplate", "RosterCell", "TimeCell"]  # fmt: skip
