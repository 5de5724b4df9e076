import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rosters import permissions
from rosters.database.garbage_collector import paused_collector
from rosters.importing.plan.matching import NEW_PERSON
from rosters.importing.plan.rows import ACTIONS, PlanRow, may_apply
from rosters.importing.recognise.doubts import Doubt
from rosters.importing.run.annotating import annotated_workbook
from rosters.importing.run.applying import PlanOutdated, apply_import
from rosters.importing.run.drafting import draft, receive
from rosters.importing.run.plan_chunks import chunks_with
from rosters.models import Membership, RosterImport, Unit
from rosters.units import Tree

DONE, REFUSED, UNREADABLE = 0, 1, 2
# Before the key of a row in the code of the doubt whom it means.
WHO = "who:"


class Command(BaseCommand):
    help = (
        "Imports a roster at a unit: XLSX, XLS, ODS, CSV, HTML, Word, OneRoster. Exit code 0: done, 1: rows refused or doubts "
        "not answered and nothing written, 2: the file cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", required=True, metavar="CODE", help="code of the unit the roster is for")
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--answer", action="append", default=[], metavar="CODE=CHOICE", help="answer a doubt that --dry-run --json told"
        )
        parser.add_argument("--report", type=Path, metavar="OUT.xlsx", help="write a copy of the file with its mistakes marked")
        reasons = [reason.value for reason in Membership.CloseReason if reason != Membership.CloseReason.MOVED]
        parser.add_argument("--close-missing", choices=reasons, default="", help="close members who are not in the file")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(f"No unit has the code {options['unit']}.")
        if unit.closed_on:
            raise CommandError(f"The unit {unit.code} is closed since {unit.closed_on}; open it again first.")
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}", returncode=UNREADABLE) from error
        if any("=" not in each for each in options["answer"]):
            raise CommandError("An answer is written CODE=CHOICE; --dry-run --json tells the codes and their choices.")
        with paused_collector():
            code = self._import(unit, options["file"].name, content, options)
        if code:
            sys.exit(code)

    def _import(self, unit: Unit, name: str, content: bytes, options: dict[str, Any]) -> int:
        roster_import = receive(None, unit, name, content)
        roster_import.missing_reason = options["close_missing"]
        given = {code: choice for code, _sign, choice in (each.rpartition("=") for each in options["answer"])}
        roster_import.decisions = {key.removeprefix(WHO): given[key] for key in given if key.startswith(WHO)}
        roster_import.answers = {key: given[key] for key in given if not key.startswith(WHO)}
        roster_import.save(update_fields=["missing_reason", "decisions", "answers"])
        draft(roster_import, permissions.MACHINE)
        if roster_import.status == RosterImport.Status.UNREADABLE:
            problem = {"sheet": "", "row": 0, "column": "", "value": "", "code": "unreadable", "message": roster_import.problem}
            roster_import.delete()
            self._print(result_json({}, [problem], "") | {"doubts": []}, options)
            return UNREADABLE
        errors = list(errors_of(roster_import))
        told = {"doubts": doubts_of(roster_import)} | (told_of(roster_import) if options["dry_run"] else {})
        if options["report"]:
            options["report"].write_bytes(annotated_workbook(roster_import))
        held_back = bool(errors) or any(not each["settled"] for each in told["doubts"])
        code = REFUSED if held_back else DONE
        if (
            not held_back
            and not options["dry_run"]
            and may_apply(roster_import.counts, closing=bool(roster_import.missing_reason))
        ):
            code = self._write(roster_import, errors)
        elif held_back or options["dry_run"]:
            # Nothing came of it: there is nothing to look up later.
            roster_import.delete()
        self._print(result_json(roster_import.counts, errors, options["close_missing"]) | told, options)
        return code

    def _write(self, roster_import: RosterImport, errors: list[dict[str, Any]]) -> int:
        RosterImport.objects.filter(pk=roster_import.pk).update(status=RosterImport.Status.WRITING)
        try:
            apply_import(roster_import, permissions.MACHINE)
        except PlanOutdated:
            message = "Danh sách vừa được thay đổi ở nơi khác trong lúc nhập. Chưa có gì được ghi; hãy chạy lại."
            errors.append({"sheet": "", "row": 0, "column": "", "value": "", "code": "outdated", "message": message})
            return REFUSED
        return DONE

    def _print(self, result: dict[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        waiting = [each for each in result["doubts"] if not each["settled"]]
        done = "would be" if options["dry_run"] or result["errors"] or waiting else "were"
        self.stdout.write(
            f"{result['rows']} rows: {result['created']} {done} created, {result['updated']} updated, {result['moved']} moved, "
            f"{result['closed']} closed, {result['unchanged']} unchanged."
        )
        for error in result["errors"]:
            place = f"{error['sheet']} row {error['row']}, column {error['column']}: " if error["row"] else ""
            self.stderr.write(f"{place}{error['value']!r}: {error['message']}" if place else error["message"])
        for each in waiting:
            self.stderr.write(f"{each['message']} --answer {each['code']}={'|'.join(each['choices'])}")


def result_json(counts: dict[str, int], errors: list[dict[str, Any]], missing_reason: str) -> dict[str, Any]:
    """The result as machines read it: rows, created, updated, moved, unchanged, closed and errors."""
    closed = counts.get("close", 0) + (counts.get("missing", 0) if missing_reason else 0)
    names = {
        "rows": "rows",
        "created": "create",
        "updated": "change",
        "moved": "move",
        "requested": "request",
        "unchanged": "unchanged",
    }
    return {name: counts.get(action, 0) for name, action in names.items()} | {"closed": closed, "errors": errors}


def errors_of(roster_import: RosterImport) -> Any:
    """Every mistake that holds the file back, as {sheet, row, column, value, code, message}."""
    for rows in chunks_with(roster_import, ("refuse", "ask")):
        for row in rows:
            for issue in row.issues:
                yield {
                    "sheet": row.sheet, "row": row.row, "column": issue.column, "value": issue.value, "code": issue.code,
                    "message": issue.message,
                }  # fmt: skip


def doubts_of(roster_import: RosterImport) -> list[dict[str, Any]]:
    """Every doubt as {code, message, rows, choices, labels, number, answer, settled}: about the file, and whom a row means."""
    found = [Doubt.from_json(each) for each in roster_import.reading["doubts"]]
    for rows in chunks_with(roster_import, ["ask"]):
        found += map(_who, rows)
    return [each.as_json() | {"settled": each.is_settled} for each in found]


def _who(row: PlanRow) -> Doubt:
    choices = {each.code: f"{each.full_name}, {each.birth_date}, {each.unit_name}" for each in row.candidates}
    message = " ".join(f"{row.full_name}: {issue.message}" for issue in row.issues)
    return Doubt(f"{WHO}{row.key}", message, choices | {NEW_PERSON: "Một người mới"}, [(row.sheet, row.row)], 1)


def told_of(roster_import: RosterImport) -> dict[str, Any]:
    """What the plan's page tells: rows_planned, passed_over, new_units, people, unused_columns, skipped_sheets, hidden, notes."""
    reading = roster_import.reading
    planned = [planned_json(row, Tree(roster_import.unit.tree)) for rows in chunks_with(roster_import, ACTIONS) for row in rows]
    return {
        "rows_planned": planned,
        "passed_over": [{"sheet": sheet, "row": row, "text": text} for sheet, row, text in reading["passed_over"]],
        "new_units": [{"name": name, "above": above} for _id, above, name in reading["new_units"]],
        "people": [{"unit": name, "now": now, "after": after} for name, now, after in reading["people"]],
        **{name: reading[name] for name in ("used_columns", "unused_columns", "skipped_sheets", "hidden", "notes")},
    }


def planned_json(row: PlanRow, tree: Tree) -> dict[str, Any]:
    """One row of the plan as {sheet, row, action, code, name, birth_date, sex, class, chapter, notes}."""
    unit = {"class": row.unit_name, "chapter": row.read.get("chapter_name", "")}
    if tree == Tree.UNION:
        unit = {"class": row.read.get("class_name", ""), "chapter": row.unit_name}
    return {
        "sheet": row.sheet, "row": row.row, "action": row.action, "code": row.code, "name": row.full_name,
        "birth_date": row.read.get("birth_date"), "sex": row.read.get("sex", ""), **unit,
        "notes": [issue.message for issue in (*row.issues, *row.warnings)],
    }  # fmt: skip
