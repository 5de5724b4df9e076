import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rosters import permissions
from rosters.database.garbage_collector import paused_collector
from rosters.importing.plan.rows import may_apply
from rosters.importing.run.annotating import annotated_workbook
from rosters.importing.run.applying import PlanOutdated, apply_import
from rosters.importing.run.drafting import draft, receive
from rosters.importing.run.plan_chunks import chunks_with
from rosters.models import Membership, RosterImport, Unit

DONE, REFUSED, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Imports a roster at a unit: XLSX, XLS, ODS, CSV. Exit code 0: done, 1: rows refused and nothing written, "
        "2: the file cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", required=True, metavar="CODE", help="code of the unit the roster is for")
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument("--report", type=Path, metavar="OUT.xlsx", help="write a copy of the file with its mistakes marked")
        reasons = [reason.value for reason in Membership.CloseReason if reason != Membership.CloseReason.MOVED]
        parser.add_argument("--close-missing", choices=reasons, default="", help="close members who are not in the file")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(f"No unit has the code {options['unit']}.")
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}", returncode=UNREADABLE) from error
        with paused_collector():
            code = self._import(unit, options["file"].name, content, options)
        if code:
            sys.exit(code)

    def _import(self, unit: Unit, name: str, content: bytes, options: dict[str, Any]) -> int:
        kept = receive(None, unit, name, content)
        kept.missing_reason = options["close_missing"]
        kept.save(update_fields=["missing_reason"])
        draft(kept, permissions.MACHINE)
        if kept.status == RosterImport.Status.UNREADABLE:
            problem = {"sheet": "", "row": 0, "column": "", "value": "", "code": "unreadable", "message": kept.problem}
            kept.delete()
            self._print(result_json({}, [problem], ""), options)
            return UNREADABLE
        errors = list(errors_of(kept))
        if options["report"]:
            options["report"].write_bytes(annotated_workbook(kept))
        code = REFUSED if errors else DONE
        if not errors and not options["dry_run"] and may_apply(kept.counts, closing=bool(kept.missing_reason)):
            code = self._write(kept, errors)
        elif errors or options["dry_run"]:
            # Nothing came of it: there is nothing to look up later.
            kept.delete()
        self._print(result_json(kept.counts, errors, options["close_missing"]), options)
        return code

    def _write(self, kept: RosterImport, errors: list[dict[str, Any]]) -> int:
        RosterImport.objects.filter(pk=kept.pk).update(status=RosterImport.Status.WRITING)
        try:
            apply_import(kept, permissions.MACHINE)
        except PlanOutdated:
            message = "Danh sách vừa được thay đổi ở nơi khác trong lúc nhập. Chưa có gì được ghi; hãy chạy lại."
            errors.append({"sheet": "", "row": 0, "column": "", "value": "", "code": "outdated", "message": message})
            return REFUSED
        return DONE

    def _print(self, result: dict[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        done = "would be" if options["dry_run"] or result["errors"] else "were"
        self.stdout.write(
            f"{result['rows']} rows: {result['created']} {done} created, {result['updated']} updated, {result['moved']} moved, "
            f"{result['closed']} closed, {result['unchanged']} unchanged."
        )
        for error in result["errors"]:
            place = f"{error['sheet']} row {error['row']}, column {error['column']}: " if error["row"] else ""
            self.stderr.write(f"{place}{error['value']!r}: {error['message']}" if place else error["message"])


def result_json(counts: dict[str, int], errors: list[dict[str, Any]], missing_reason: str) -> dict[str, Any]:
    """The result as machines read it: rows, created, updated, moved, unchanged, closed and errors."""
    closed = counts.get("close", 0) + (counts.get("missing", 0) if missing_reason else 0)
    names = {"rows": "rows", "created": "create", "updated": "change", "moved": "move", "unchanged": "unchanged"}
    return {name: counts.get(action, 0) for name, action in names.items()} | {"closed": closed, "errors": errors}


def errors_of(kept: RosterImport) -> Any:
    """Every mistake that holds the file back, as {sheet, row, column, value, code, message}."""
    for rows in chunks_with(kept, ("refuse", "ask")):
        for row in rows:
            for issue in row.issues:
                yield {
                    "sheet": row.sheet, "row": row.row, "column": issue.column, "value": issue.value, "code": issue.code,
                    "message": issue.message,
                }  # fmt: skip
