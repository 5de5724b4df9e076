"""The demonstration's campaign: seven weeks around today, for both trees."""

import datetime as dt

from participation.models import Campaign
from rosters.models import Unit


def load_campaign(units: dict[str, Unit], today: dt.date) -> None:
    """A campaign that has run for five weeks. Does nothing when there is one."""
    if Campaign.objects.exists():
        return
    monday = today - dt.timedelta(days=today.weekday())
    campaign = Campaign.objects.create(
        title="Tuần lễ “Bình dân học vụ số”",
        first=monday - dt.timedelta(weeks=4),
        last=monday + dt.timedelta(weeks=2, days=6),
        people_target=60,
        turns_target=250,
        completed_target=30,
        rules="Dành cho mọi học sinh và đoàn viên có tên trong danh sách. Học bao nhiêu lượt cũng được; mỗi người tính một lần.",
    )
    campaign.units.add(units["SGD-AG"], units["TD-AG"])
