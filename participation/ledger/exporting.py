"""Every fact as a row, so that anybody can recount: CSV, Parquet, or xAPI 1.0.3 statements.

xAPI: https://github.com/adlnet/xAPI-Spec/blob/1.0.3/xAPI-Data.md. One statement a line, as learning record stores take them.
"""

import csv
import datetime as dt
import json
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.utils import timezone

from participation.ledger.models import Activity, Fact
from participation.ledger.querysets import FactQuerySet
from rosters.files.workbooks import neutralise

COLUMNS = (
    "key", "member", "verb", "activity", "activity_kind", "activity_title", "course", "at", "day", "detail", "score", "seconds",
    "school_unit", "union_unit",
)  # fmt: skip
FACTS_AT_ONCE = 5_000

# Statements are named after facts: the same fact has the same id in every export.
NAMESPACE = uuid.UUID("6f0d4a5e-54a0-5c8c-9a0b-5a3f0c7d9b11")
VERBS = {
    Fact.Verb.STARTED: ("http://adlnet.gov/expapi/verbs/initialized", "started"),
    Fact.Verb.STEPPED: ("http://adlnet.gov/expapi/verbs/progressed", "did a step"),
    Fact.Verb.STUDIED: ("http://adlnet.gov/expapi/verbs/experienced", "studied"),
    Fact.Verb.HANDED_IN: ("http://adlnet.gov/expapi/verbs/attempted", "handed in"),
    Fact.Verb.PASSED: ("http://adlnet.gov/expapi/verbs/passed", "passed"),
    Fact.Verb.COMPLETED: ("http://adlnet.gov/expapi/verbs/completed", "completed"),
    Fact.Verb.TRIED: ("http://adlnet.gov/expapi/verbs/launched", "began to practise"),
    Fact.Verb.MISSED: ("http://adlnet.gov/expapi/verbs/failed", "missed"),
    Fact.Verb.HINTED: ("http://adlnet.gov/expapi/verbs/asked", "asked for a hint"),
    Fact.Verb.PRACTISED: ("http://adlnet.gov/expapi/verbs/mastered", "practised"),
}
ACTIVITY_TYPES = {
    Activity.Kind.COURSE: "http://adlnet.gov/expapi/activities/course",
    Activity.Kind.LESSON: "http://adlnet.gov/expapi/activities/lesson",
    Activity.Kind.QUIZ: "http://adlnet.gov/expapi/activities/assessment",
    Activity.Kind.PRACTICE: "http://adlnet.gov/expapi/activities/simulation",
}

Report = Callable[[int], None]


def export_facts(facts: FactQuerySet, form: str, path: Path, report: Report = lambda number: None) -> int:
    """Writes `facts` to a file, as "csv", "parquet" or "xapi". How many. Memory does not grow with their number."""
    if form == "parquet":
        with tempfile.TemporaryDirectory() as folder:
            rows = Path(folder) / "facts.csv"
            with rows.open("w", encoding="utf-8", newline="") as out:
                number = _write_rows(facts, out, report, str)
            _write_parquet(rows, path)
        return number
    with path.open("w", encoding="utf-8", newline="") as out:
        return {"csv": _write_csv, "xapi": _write_statements}[form](facts, out, report)


def _rows(facts: FactQuerySet) -> Iterator[dict[str, Any]]:
    values = facts.order_by("pk").values_list(
        "key", "member__code", "verb", "activity__source", "activity__kind", "activity__title", "course__source", "at", "day",
        "detail", "score", "seconds", "school_unit__code", "union_unit__code",
    )  # fmt: skip
    for row in values.iterator(chunk_size=FACTS_AT_ONCE):
        yield dict(zip(COLUMNS, row, strict=True))


def _write_csv(facts: FactQuerySet, out: TextIO, report: Report) -> int:
    """For people, who open it in a spreadsheet: no cell is a formula, whatever an editor called a lesson."""
    return _write_rows(facts, out, report, neutralise)


def _write_rows(facts: FactQuerySet, out: TextIO, report: Report, as_cell: Callable[[str], str]) -> int:
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    number = 0
    for number, row in enumerate(_rows(facts), 1):
        cells = {**row, "at": _local(row["at"])}
        writer.writerow({name: as_cell(cell) if isinstance(cell, str) else cell for name, cell in cells.items()})
        if number % FACTS_AT_ONCE == 0:
            report(number)
    return number


def _write_parquet(rows: Path, path: Path) -> None:
    import duckdb

    text = dict.fromkeys(COLUMNS, "VARCHAR") | {
        "at": "TIMESTAMPTZ",
        "day": "DATE",
        "score": "DECIMAL(5,2)",
        "seconds": "INTEGER",
    }
    with duckdb.connect() as connection:
        table = connection.read_csv(str(rows), header=True, dtype=text, delimiter=",", quotechar='"', escapechar='"')
        table.write_parquet(str(path), compression="zstd")


def _write_statements(facts: FactQuerySet, out: TextIO, report: Report) -> int:
    number = 0
    for number, row in enumerate(_rows(facts), 1):
        out.write(json.dumps(statement(row), ensure_ascii=False) + "\n")
        if number % FACTS_AT_ONCE == 0:
            report(number)
    return number


def statement(row: dict[str, Any]) -> dict[str, Any]:
    """A fact, as a row of COLUMNS, as an xAPI statement. Whom it is about is a code: no name leaves the platform."""
    site = settings.BASE_URL.rstrip("/")
    verb, shown = VERBS[row["verb"]]
    units = {f"{site}/xapi/{name}": row[name] for name in ("school_unit", "union_unit") if row[name]}
    found: dict[str, Any] = {
        "id": str(uuid.uuid5(NAMESPACE, f"{site} {row['key']}")),
        "version": "1.0.3",
        "actor": {"objectType": "Agent", "account": {"homePage": site, "name": row["member"]}},
        "verb": {"id": verb, "display": {"en": shown, "vi": str(Fact.Verb(row["verb"]).label)}},
        "object": _activity(site, row),
        "context": {
            "platform": settings.WAGTAIL_SITE_NAME,
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": f"{site}/xapi/activity/{row['course']}"}]},
            **({"extensions": units} if units else {}),
        },
        "timestamp": _local(row["at"]),
    }
    if result := _result(site, row):
        found["result"] = result
    return found


def _activity(site: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": f"{site}/xapi/activity/{row['activity']}",
        "definition": {"type": ACTIVITY_TYPES[row["activity_kind"]], "name": {"vi": row["activity_title"]}},
    }


def _result(site: str, row: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if row["seconds"] is not None:
        result["duration"] = f"PT{row['seconds']}S"
    if row["score"] is not None:
        result["score"] = {"scaled": float(row["score"]) / 100, "raw": float(row["score"]), "min": 0, "max": 100}
    if row["verb"] == Fact.Verb.PASSED:
        result["success"] = True
    if row["verb"] == Fact.Verb.COMPLETED:
        result["completion"] = True
    if row["detail"]:
        result["extensions"] = {f"{site}/xapi/step": row["detail"]}
    return result


def _local(at: dt.datetime) -> str:
    return timezone.localtime(at).isoformat()
