"""The rules of the two trees: which kinds of unit there are and what may stand below what."""

from django.db.models import TextChoices


class Tree(TextChoices):
    SCHOOL = "school", "Trường học"
    UNION = "union", "Tổ chức Đoàn"


class UnitKind(TextChoices):
    DEPARTMENT = "department", "Sở Giáo dục và Đào tạo"
    SCHOOL = "school", "Trường"
    CLASS = "class", "Lớp"
    PROVINCIAL_UNION = "provincial_union", "Tỉnh đoàn"
    COMMUNE_UNION = "commune_union", "Đoàn xã, phường, đặc khu"
    DIRECT_UNION = "direct_union", "Đoàn trực thuộc"
    BRANCH = "branch", "Đoàn cơ sở"
    CHAPTER = "chapter", "Chi đoàn"


TREE_OF_KIND = {
    UnitKind.DEPARTMENT: Tree.SCHOOL,
    UnitKind.SCHOOL: Tree.SCHOOL,
    UnitKind.CLASS: Tree.SCHOOL,
    UnitKind.PROVINCIAL_UNION: Tree.UNION,
    UnitKind.COMMUNE_UNION: Tree.UNION,
    UnitKind.DIRECT_UNION: Tree.UNION,
    UnitKind.BRANCH: Tree.UNION,
    UnitKind.CHAPTER: Tree.UNION,
}

# A school's union may hang under its commune's union or directly under the province.
KINDS_ABOVE: dict[UnitKind, set[UnitKind]] = {
    UnitKind.DEPARTMENT: set(),
    UnitKind.SCHOOL: {UnitKind.DEPARTMENT},
    UnitKind.CLASS: {UnitKind.SCHOOL},
    UnitKind.PROVINCIAL_UNION: set(),
    UnitKind.COMMUNE_UNION: {UnitKind.PROVINCIAL_UNION},
    UnitKind.DIRECT_UNION: {UnitKind.PROVINCIAL_UNION},
    UnitKind.BRANCH: {UnitKind.PROVINCIAL_UNION, UnitKind.COMMUNE_UNION, UnitKind.DIRECT_UNION},
    UnitKind.CHAPTER: {UnitKind.BRANCH, UnitKind.COMMUNE_UNION, UnitKind.DIRECT_UNION},
}

# The kinds that hold members themselves; the others hold them through the units below.
LEAF_KINDS = {UnitKind.CLASS, UnitKind.CHAPTER}

# The kind of unit that a roster uploaded for a unit may name in its class or chapter column.
KIND_IN_ROSTER = {Tree.SCHOOL: UnitKind.CLASS, Tree.UNION: UnitKind.CHAPTER}


def may_stand_below(kind: str, above: str | None) -> bool:
    """Whether a unit of `kind` may stand below one of kind `above`; None stands for the top of a tree."""
    allowed = KINDS_ABOVE[UnitKind(kind)]
    return not allowed if above is None else above in allowed


def kinds_below(kind: str) -> list[UnitKind]:
    """The kinds that may stand directly below a unit of `kind`, in the order of UnitKind."""
    return [below for below in UnitKind if kind in KINDS_ABOVE[below]]
