"""SQL: the groups of a member, numbered as participation.rules.groups numbers them."""

from django.db import connection

from participation.rules.groups import FIRST_YEAR, IN_UNION, LAST_YEAR, NO_YEAR, NOT_IN_UNION, SEXES

SEX = f"CASE sex WHEN 'male' THEN {SEXES['male']} WHEN 'female' THEN {SEXES['female']} ELSE {SEXES['']} END"
UNION = f"CASE WHEN is_union_member THEN {IN_UNION} ELSE {NOT_IN_UNION} END"


def birth_year() -> str:
    """For a statement without parameters of its own, or with: it holds no per cent sign."""
    if connection.vendor == "postgresql":
        year = "EXTRACT(YEAR FROM birth_date)::int"
    else:
        year = "CAST(substr(birth_date, 1, 4) AS INTEGER)"
    return f"CASE WHEN {year} BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN {year} ELSE {NO_YEAR} END"
