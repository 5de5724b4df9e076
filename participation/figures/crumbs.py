"""Where a page of figures stands."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rosters.models import Unit
from rosters.pages.frame import Crumb, units_above


def figure_crumbs(user: Any, here: Unit, *, with_self: bool = False) -> list[Crumb]:
    """The units above, and with `with_self` the unit, each leading to its figures."""
    above = units_above(user, here, with_self=with_self)
    return [
        (reverse("figures"), _("Số liệu tham gia")),
        *((reverse("figures_unit", args=[each.code]), each.label) for each in above),
    ]
