"""Figures as XLSX."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from participation.figures.definitions import COUNTED, FIGURES, PEOPLE, RATE, ROSTER, TABLE, Figure
from participation.figures.unit_figures import Figures, UnitOverview
from participation.rules.breakdowns import LABELS, TITLES, has_roster
from rosters.files.workbooks import MOST_COLUMNS_UPRIGHT, neutralise, print_one_page_wide
from rosters.numbers import day

IN_GROUPS = (ROSTER, PEOPLE, RATE, *(each for each in COUNTED if each.name in ("turns", "completed")))


@dataclass(frozen=True)
class _Formats:
    """How cells look: a heading, plain ones, rates, and the same in bold for a total."""

    title: Any
    heading: Any
    plain: Any
    rate: Any
    total: Any
    total_rate: Any

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "_Formats":
        rate = {"border": 1, "num_format": "0.0%"}
        return cls(
            title=book.add_format({"bold": True, "font_size": 14}),
            heading=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1}),
            plain=book.add_format({"border": 1}),
            rate=book.add_format(rate),
            total=book.add_format({"border": 1, "bold": True}),
            total_rate=book.add_format({**rate, "bold": True}),
        )


class _Book:
    """A workbook in memory with our formats."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.out, options)
        self.formats = _Formats.of(self.book)

    def sheet(self, name: str, widths: Sequence[int]) -> Any:
        made = self.book.add_worksheet(name)
        print_one_page_wide(made, landscape=len(widths) > MOST_COLUMNS_UPRIGHT)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        return made

    def top(self, sheet: Any, title: str, *lines: str) -> int:
        """The title and what it is about, so that a sheet printed alone says what it is. The row of the headings."""
        sheet.write_string(0, 0, neutralise(title), self.formats.title)
        for number, line in enumerate(lines, 1):
            sheet.write_string(number, 0, neutralise(line))
        head = len(lines) + 2
        sheet.repeat_rows(head)
        return head

    def headings(self, sheet: Any, row: int, texts: Sequence[Any]) -> None:
        for column, text in enumerate(texts):
            sheet.write_string(row, column, str(text), self.formats.heading)

    def row(
        self, sheet: Any, number: int, texts: Sequence[Any], values: Sequence[tuple[Figure, Any]], *, total: bool = False
    ) -> None:
        """Texts, then numbers under the headings of figures; nothing where there is no number."""
        plain, rate = (self.formats.total, self.formats.total_rate) if total else (self.formats.plain, self.formats.rate)
        for column, text in enumerate(texts):
            sheet.write_string(number, column, neutralise(str(text)), plain)
        for column, (figure, value) in enumerate(values, len(texts)):
            if value is None:
                sheet.write_blank(number, column, None, plain)
            else:
                sheet.write_number(number, column, value, rate if figure.is_rate else plain)

    def content(self) -> bytes:
        self.book.close()
        return self.out.getvalue()


def _values(figures: Figures, of: Sequence[Figure]) -> list[tuple[Figure, Any]]:
    return [(figure, figure.get(figures)) for figure in of]


def overview_workbook(overview: UnitOverview, now: dt.datetime) -> bytes:
    """The unit, the units below it, the weeks and the groups. The total row holds the unit's own figures, not a sum:
    a person in two units below is one person above.
    """
    book = _Book()
    sheet = book.sheet(_("Đơn vị"), [40, *[13] * (1 + len(FIGURES))])
    course = overview.course.title if overview.course else _("tất cả khóa học")
    period = {"first": day(overview.period.first), "last": day(overview.period.last), "course": course}
    top = (
        _("Số liệu tham gia – %(unit)s") % {"unit": overview.total.unit.label},
        _("Từ %(first)s đến %(last)s · %(course)s") % period,
        _("Lập lúc %(now)s") % {"now": now.strftime("%H:%M %d/%m/%Y")},
    )
    head = book.top(sheet, *top)
    book.headings(sheet, head, [_("Đơn vị"), _("Mã"), *(figure.label for figure in FIGURES)])
    rows = [*overview.below, overview.total]
    for number, figures in enumerate(rows, head + 1):
        names = [figures.unit.label, figures.unit.code]
        book.row(sheet, number, names, _values(figures, FIGURES), total=figures is overview.total)
    sheet.freeze_panes(head + 1, 1)
    _write_weeks(book, overview, top)
    _write_groups(book, overview, top)
    return book.content()


def _write_weeks(book: _Book, overview: UnitOverview, top: Sequence[str]) -> None:
    shown = (PEOPLE, *COUNTED)
    sheet = book.sheet(_("Tuần"), [15] * (2 + len(shown)))
    head = book.top(sheet, *top)
    book.headings(sheet, head, [_("Từ ngày"), _("Đến ngày"), *(figure.heading for figure in shown)])
    for number, (week, figures) in enumerate(overview.weeks, head + 1):
        book.row(sheet, number, [day(week.first), day(week.last)], _values(figures, shown))


def _write_groups(book: _Book, overview: UnitOverview, top: Sequence[str]) -> None:
    sheet = book.sheet(_("Nhóm người"), [26, 26, *[15] * len(IN_GROUPS)])
    head = book.top(sheet, *top)
    book.headings(sheet, head, [_("Chia theo"), _("Nhóm"), *(figure.heading for figure in IN_GROUPS)])
    rows = [(name, part, figures) for name, parts in overview.breakdowns.items() for part, figures in parts]
    for number, (name, part, figures) in enumerate(rows, head + 1):
        values = [
            (figure, value if figure is not ROSTER or has_roster(name) else None)
            for figure, value in _values(figures, IN_GROUPS)
        ]
        book.row(sheet, number, [TITLES[name], LABELS[name, part]], values)


def report_workbook(figures: Mapping[str, Any], unit_name: str, unit_code: str) -> bytes:
    """The tables of a periodic report, from the figures that it keeps (participation.reports.making.figures_to_keep)."""
    book = _Book()
    sheet = book.sheet(_("Đơn vị"), [40, *[13] * (1 + len(TABLE))])
    title = _("Báo cáo – %(unit)s") % {"unit": unit_name}
    period = _("Từ %(first)s đến %(last)s") % {"first": day(figures["from"]), "last": day(figures["to"])}
    head = book.top(sheet, title, period)
    book.headings(sheet, head, [_("Đơn vị"), _("Mã"), *(figure.label for figure in TABLE)])
    total = {"name": unit_name, "code": unit_code, **figures["total"]}
    for number, row in enumerate([*figures["below"], total], head + 1):
        # A report that was kept before a measure came has none of it.
        book.row(sheet, number, [row["name"], row["code"]], [(figure, row.get(figure.name)) for figure in TABLE])
    sheet.freeze_panes(head + 1, 1)
    _write_cumulated(book, figures, title)
    return book.content()


def _write_cumulated(book: _Book, figures: Mapping[str, Any], title: str) -> None:
    cumulated, total = figures["cumulated"], figures["total"]
    shown = (PEOPLE, *(each for each in COUNTED if each.name in ("turns", "completed")))
    sheet = book.sheet(_("Kỳ và lũy kế"), [15] * (3 + len(shown)))
    head = book.top(sheet, title)
    book.headings(sheet, head, ["", _("Từ ngày"), _("Đến ngày"), *(figure.heading for figure in shown)])
    rows = [
        (_("Trong kỳ"), figures["from"], figures["to"], total),
        (_("Lũy kế"), cumulated["from"], cumulated["to"], cumulated),
    ]
    for number, (label, first, last, counts) in enumerate(rows, head + 1):
        book.row(sheet, number, [label, day(first), day(last)], [(figure, counts[figure.name]) for figure in shown])
