"""The path of a category as people write it: `Dịch vụ công / Cấp 3`. No database."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from rosters.names import clean_text

LONGEST_NAME, DEEPEST = 100, 10
# In a file a slash parts names; one that belongs to a name is doubled, as in Moodle.
_SLASH = re.compile(r"(?<!/)/(?!/)")


class BadCategory(ValueError):
    """A path that names no category: an empty name, a name that is too long, or too many of them."""


def names_of_path(path: str) -> list[str]:
    """The names in a path like `Dịch vụ công / Cấp 3`, from the top. Raises BadCategory."""
    names = [clean_text(name.replace("//", "/")) for name in _SLASH.split(path.strip())]
    if not all(names):
        raise BadCategory(_("“%(path)s” có một tên danh mục để trống.") % {"path": path[:LONGEST_NAME]})
    if any(len(name) > LONGEST_NAME for name in names):
        raise BadCategory(_("Tên danh mục dài hơn %(most)s ký tự.") % {"most": LONGEST_NAME})
    if len(names) > DEEPEST:
        raise BadCategory(_("“%(path)s” có hơn %(most)s bậc danh mục.") % {"path": path[:LONGEST_NAME], "most": DEEPEST})
    return names


def path_of_names(names: Sequence[str]) -> str:
    """What `names_of_path` reads back."""
    return " / ".join(name.replace("/", "//") for name in names)
