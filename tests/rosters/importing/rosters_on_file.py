"""Roster files and imports for tests."""

from rosters.files.workbooks import write_table
from rosters.importing.run.applying import apply_import
from rosters.importing.run.drafting import draft, receive
from rosters.models import RosterImport

HEADERS = ["Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]


def workbook(*rows, headers=HEADERS):
    return write_table(headers, [list(row) for row in rows], "DS")


def drafted(user, unit, *rows, headers=HEADERS):
    roster_import = receive(user, unit, "ds.xlsx", workbook(*rows, headers=headers))
    draft(roster_import, user)
    return roster_import


def imported(user, unit, *rows, headers=HEADERS, missing_reason=""):
    roster_import = drafted(user, unit, *rows, headers=headers)
    RosterImport.objects.filter(pk=roster_import.pk).update(missing_reason=missing_reason)
    apply_import(roster_import, user)
    return RosterImport.objects.get(pk=roster_import.pk)
