"""Figures as XLSX."""

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from participation.figures.unit_figures import UnitFigures, UnitReport
from participation.reports.document import day
from participation.rules.breakdowns import LABELS, TITLES
from rosters.files.workbooks import neutralise

HEADERS = [
    _("Đơn vị"), _("Mã"), _("Danh sách"), _("Người tham gia"), _("Tỷ lệ tham gia"), _("Lượt"), _("Bắt đầu khóa học"),
    _("Hoàn thành khóa học"), _("Bài kiểm tra đạt"), _("Đang ở đơn vị"), _("Đã bắt đầu (mức phủ)"),
    _("Đã hoàn thành (mức phủ)"), _("Đã đạt (mức phủ)"), _("Tỷ lệ hoàn thành (mức phủ)"),
]  # fmt: skip


def report_row(figures: UnitFigures) -> list[str | int | float | None]:
    """One unit as a row under HEADERS."""
    activity, coverage = figures.activity, figures.coverage
    return [
        figures.unit.label, figures.unit.code, figures.roster, activity.people, figures.rate, activity.turns,
        activity.started, activity.completed, activity.passed, figures.now, coverage.started, coverage.completed,
        coverage.passed, figures.coverage_rate,
    ]  # fmt: skip


def report_workbook(report: UnitReport, now: dt.datetime) -> bytes:
    """The unit, the units below it, and the weeks. The total row holds the unit's own figures, not a sum:
    a person in two units below is one person above.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    title = book.add_format({"bold": True, "font_size": 14})
    cell = book.add_format({"border": 1})
    percent = book.add_format({"border": 1, "num_format": "0.0%"})
    total = book.add_format({"border": 1, "bold": True})
    total_percent = book.add_format({"border": 1, "bold": True, "num_format": "0.0%"})
    sheet = book.add_worksheet(_("Đơn vị"))
    course = report.course.title if report.course else _("tất cả khóa học")
    sheet.write_string(0, 0, _("Số liệu tham gia – %(unit)s") % {"unit": report.total.unit.label}, title)
    period = {
        "first": report.period.first.strftime("%d/%m/%Y"),
        "last": report.period.last.strftime("%d/%m/%Y"),
        "course": course,
    }
    sheet.write_string(1, 0, _("Từ %(first)s đến %(last)s · %(course)s") % period)
    sheet.write_string(2, 0, _("Lập lúc %(now)s") % {"now": now.strftime("%H:%M %d/%m/%Y")})
    for column, header in enumerate(HEADERS):
        sheet.write_string(4, column, header, bold)
    rows = [(figures, cell, percent) for figures in report.below] + [(report.total, total, total_percent)]
    for number, (figures, plain, rate) in enumerate(rows, 5):
        for column, value in enumerate(report_row(figures)):
            if isinstance(value, float):
                sheet.write_number(number, column, value, rate)
            elif isinstance(value, int):
                sheet.write_number(number, column, value, plain)
            else:
                sheet.write_string(number, column, neutralise(value) if value else "", plain)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(HEADERS) - 1, 13)
    sheet.freeze_panes(5, 1)
    _write_weeks(book, report, bold, cell)
    _write_groups(book, report, bold, cell, percent)
    book.close()
    return out.getvalue()


def _write_weeks(book: xlsxwriter.Workbook, report: UnitReport, bold: object, cell: object) -> None:
    sheet = book.add_worksheet(_("Tuần"))
    headers = [_("Từ ngày"), _("Đến ngày"), _("Người tham gia"), _("Lượt"), _("Bắt đầu"), _("Hoàn thành"), _("Đạt")]
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
    for number, (week, figures) in enumerate(report.weeks, 1):
        sheet.write_string(number, 0, week.first.strftime("%d/%m/%Y"), cell)
        sheet.write_string(number, 1, week.last.strftime("%d/%m/%Y"), cell)
        happened = figures.activity
        counts = [happened.people, happened.turns, happened.started, happened.completed, happened.passed]
        for column, value in enumerate(counts, 2):
            sheet.write_number(number, column, value, cell)
    sheet.set_column(0, 6, 15)


def _write_groups(book: xlsxwriter.Workbook, report: UnitReport, bold: object, cell: object, percent: object) -> None:
    sheet = book.add_worksheet(_("Nhóm người"))
    headers = [_("Chia theo"), _("Nhóm"), _("Danh sách"), _("Người tham gia"), _("Tỷ lệ"), _("Lượt"), _("Hoàn thành")]
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
    rows = [(name, part, figures) for name, parts in report.breakdowns.items() for part, figures in parts]
    for number, (name, part, figures) in enumerate(rows, 1):
        sheet.write_string(number, 0, str(TITLES[name]), cell)
        sheet.write_string(number, 1, str(LABELS[name, part]), cell)
        if name != "kind":
            sheet.write_number(number, 2, figures.roster, cell)
        sheet.write_number(number, 3, figures.activity.people, cell)
        if figures.rate is not None:
            sheet.write_number(number, 4, figures.rate, percent)
        sheet.write_number(number, 5, figures.activity.turns, cell)
        sheet.write_number(number, 6, figures.activity.completed, cell)
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 6, 15)


KEPT_HEADERS = [
    _("Đơn vị"), _("Mã"), _("Danh sách"), _("Người tham gia"), _("Tỷ lệ tham gia"), _("Lượt"), _("Bắt đầu khóa học"),
    _("Hoàn thành khóa học"), _("Bài kiểm tra đạt"),
]  # fmt: skip


def kept_workbook(figures: Mapping[str, Any], unit_name: str, unit_code: str) -> bytes:
    """The tables of a periodic report, from the figures that it keeps (participation.reports.making.figures_to_keep)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, title = (
        book.add_format({"bold": True, "text_wrap": True, "border": 1}),
        book.add_format({"bold": True, "font_size": 14}),
    )
    plain, rate = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "0.0%"})
    sheet = book.add_worksheet(_("Đơn vị"))
    sheet.write_string(0, 0, neutralise(_("Báo cáo – %(unit)s") % {"unit": unit_name}), title)
    sheet.write_string(1, 0, _("Từ %(first)s đến %(last)s") % {"first": day(figures["from"]), "last": day(figures["to"])})
    for column, header in enumerate(KEPT_HEADERS):
        sheet.write_string(3, column, header, bold)
    total = {"name": unit_name, "code": unit_code, **figures["total"]}
    for place, row in enumerate([*figures["below"], total], 4):
        sheet.write_string(place, 0, neutralise(row["name"]), plain)
        sheet.write_string(place, 1, neutralise(row["code"]), plain)
        for column, name in enumerate(("roster", "people", "rate", "turns", "started", "completed", "passed"), 2):
            if row[name] is not None:
                sheet.write_number(place, column, row[name], rate if name == "rate" else plain)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(KEPT_HEADERS) - 1, 13)
    sheet.freeze_panes(4, 1)
    _write_cumulated(book, figures, bold, plain)
    book.close()
    return out.getvalue()


def _write_cumulated(book: xlsxwriter.Workbook, figures: Mapping[str, Any], bold: object, plain: object) -> None:
    sheet = book.add_worksheet(_("Kỳ và lũy kế"))
    cumulated, total = figures["cumulated"], figures["total"]
    rows = [
        (_("Trong kỳ"), figures["from"], figures["to"], total),
        (_("Lũy kế"), cumulated["from"], cumulated["to"], cumulated),
    ]
    for column, header in enumerate(["", _("Từ ngày"), _("Đến ngày"), _("Người tham gia"), _("Lượt"), _("Hoàn thành")]):
        sheet.write_string(0, column, header, bold)
    for place, (label, first, last, counts) in enumerate(rows, 1):
        for column, text in enumerate((label, day(first), day(last))):
            sheet.write_string(place, column, text, plain)
        for column, name in enumerate(("people", "turns", "completed"), 3):
            sheet.write_number(place, column, counts[name], plain)
    sheet.set_column(0, 5, 15)
