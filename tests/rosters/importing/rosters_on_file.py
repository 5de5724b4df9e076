"""Roster files and imports for tests."""

from rosters.files.workbooks import write_table
from rosters.importing.run.applying import apply_import
from rosters.importing.run.drafting import draft, receive
from rosters.models import RosterImport

HEADERS = ["Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]


def workbook(*rows, headers=HEADERS):
    return write_table(headers, [list(row) for row in rows], "DS")


def drafted(user, unit, *rows, headers=HEADERS):
    kept = receive(user, unit, "ds.xlsx", workbook(*rows, headers=headers))
    draft(kept, user)
    return kept


def imported(user, unit, *rows, headers=HEADERS, missing_reason=""):
    kept = drafted(user, unit, *rows, headers=headers)
    RosterImport.objects.filter(pk=kept.pk).update(missing_reason=missing_reason)
    apply_import(kept, user)
    return RosterImport.objects.get(pk=kept.pk)
