"""How figures are broken down, and how the parts are called. Pure functions."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.rules.groups import AGE_BANDS, IN_UNION, KINDS, NOT_IN_UNION, SEXES, UNKNOWN_AGE, band_of
from rosters.units import UnitKind

# The parts of each breakdown, in order. Everybody is in one part of each, and in each unit only; only what happened in
# units of two kinds counts a person in both parts of `kind`.
BREAKDOWNS: dict[str, list[str]] = {
    "sex": ["female", "male", "unknown"],
    "union": ["member", "not_member"],
    "age": [*AGE_BANDS, UNKNOWN_AGE],
    "kind": [kind.value for kind in UnitKind],
}

TITLES: dict[str, str | Promise] = {
    "sex": _("Giới tính"),
    "union": _("Đoàn viên"),
    "age": _("Tuổi"),
    "kind": _("Loại đơn vị trực thuộc"),
}

_SEX_OF_GROUP = {number: sex or "unknown" for sex, number in SEXES.items()}
_KIND_OF_GROUP = {number: kind.value for kind, number in KINDS.items()}

LABELS: dict[tuple[str, str], str | Promise] = {
    ("sex", "female"): _("Nữ"),
    ("sex", "male"): _("Nam"),
    ("sex", "unknown"): _("Chưa rõ giới tính"),
    ("union", "member"): _("Đoàn viên"),
    ("union", "not_member"): _("Chưa là đoàn viên"),
    ("age", "0-10"): _("Dưới 11 tuổi"),
    ("age", "11-15"): _("Từ 11 đến 15 tuổi"),
    ("age", "16-18"): _("Từ 16 đến 18 tuổi"),
    ("age", "19-22"): _("Từ 19 đến 22 tuổi"),
    ("age", "23-30"): _("Từ 23 đến 30 tuổi"),
    ("age", "31-"): _("Trên 30 tuổi"),
    ("age", "unknown"): _("Chưa rõ ngày sinh"),
    **{("kind", kind.value): kind.label for kind in UnitKind},
}


def part_of(group: int, year: int) -> tuple[str, str] | None:
    """The breakdown and the part of it that a group belongs to in `year`; None for everybody."""
    if group in _SEX_OF_GROUP:
        return "sex", _SEX_OF_GROUP[group]
    if group in (IN_UNION, NOT_IN_UNION):
        return "union", "member" if group == IN_UNION else "not_member"
    if group in _KIND_OF_GROUP:
        return "kind", _KIND_OF_GROUP[group]
    band = band_of(group, year)
    return ("age", band) if band else None


def has_roster(breakdown: str) -> bool:
    """Whether everybody on the roster is in one part; by kind of unit there is only what happened."""
    return breakdown != "kind"
