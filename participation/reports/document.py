"""A periodic report as a document: who writes, the sentences, the tables, who signs. Pure functions on plain values.

Two layouts (docs/figures.md tells where they come from): of schools and offices after Decree 30/2020/NĐ-CP, and of bodies of
the youth union. report_docx and report_pdf draw the same document, so that both say the same.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from participation.rules.numbers import day, number, percent
from participation.rules.ranking import SMALL_ROSTER

OFFICE, UNION = "office", "union"

Row = Sequence[str]


@dataclass(frozen=True)
class Table:
    """Texts in rows; the last row is a total. `widths` are shares of the width."""

    headers: Row
    rows: Sequence[Row]
    total: Row
    widths: Sequence[int]


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Document:
    """Everything that is drawn. `left` and `right` are the two sides of the head, (text, bold) line by line."""

    layout: str
    left: Sequence[tuple[str, bool]]
    right: Sequence[tuple[str, bool]]
    number: str
    place_and_date: str
    subject: Sequence[str]
    body: Sequence[str | Heading | Table]
    signer: Sequence[str]
    signer_name: str
    recipients: Sequence[str] = field(default_factory=tuple)


def compose(fields: Mapping[str, str], figures: Mapping[str, Any], layout: str, on: dt.date) -> Document:
    """The document of a report.

    `fields` are the texts an organizer may change: superior_body, issuing_body, number, place, signer_title, signer_name,
    recipients, remarks, proposals; and on_behalf_of, the committee that a union body's secretary signs for. `figures` are
    those kept with the report (participation.reports.making.figures_to_keep). `on` is the day it is signed, or today.
    """
    date = f"{fields['place']}, ngày {on:%d} tháng {on:%m} năm {on.year}"
    right = (
        [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)]
        if layout == OFFICE
        else [("ĐOÀN TNCS HỒ CHÍ MINH", True)]
    )
    left = [(fields["superior_body"].upper(), False), (fields["issuing_body"].upper(), True)]
    if layout == UNION:
        left.append(("***", False))
    first, last = day(figures["from"]), day(figures["to"])
    return Document(
        layout=layout,
        left=[line for line in left if line[0]],
        right=right,
        number=f"Số: {numbered(fields['number'])}",
        place_and_date=date,
        subject=["Kết quả tham gia học tập “Bình dân học vụ số”", f"Từ ngày {first} đến ngày {last}"],
        body=[*_results(figures), *_texts("II. NHẬN XÉT", fields["remarks"]), *_texts("III. KIẾN NGHỊ", fields["proposals"])],
        signer=([fields["on_behalf_of"]] if layout == UNION else []) + [fields["signer_title"].upper()],
        signer_name=fields["signer_name"],
        recipients=[line.strip() for line in fields["recipients"].splitlines() if line.strip()],
    )


def numbered(text: str) -> str:
    """The number and symbol of a document; for a number that is not given yet room is left to write it by hand."""
    return text if text[:1].isdigit() else f"       {text.strip()}"


def _texts(title: str, text: str) -> list[str | Heading]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Heading(title), *(lines or ["Không."])]


def _results(figures: Mapping[str, Any]) -> list[str | Heading | Table]:
    total, cumulated, before = figures["total"], figures["cumulated"], figures["previous"]
    course = f" Số liệu của khóa học “{figures['course']}”." if figures["course"] else ""
    coverage = total["coverage"]
    body: list[str | Heading | Table] = [
        Heading("I. KẾT QUẢ"),
        f"1. Cơ sở: {number(total['roster'])} người trong danh sách tính đến ngày {day(figures['roster_day'])}.{course}",
        f"2. Trong kỳ{_until(figures)}: {number(total['people'])} người tham gia, đạt {percent(total['rate'])} so với danh sách; "
        f"{number(total['turns'])} lượt; {number(total['completed'])} lần hoàn thành khóa học; "
        f"{number(total['passed'])} lần đạt bài kiểm tra. Kỳ trước liền kề: {number(before['people'])} người, "
        f"{number(before['turns'])} lượt.",
        f"3. Lũy kế từ ngày {day(cumulated['from'])} đến ngày {day(cumulated['to'])}: {number(cumulated['people'])} người tham gia, "
        f"{number(cumulated['turns'])} lượt, {number(cumulated['completed'])} lần hoàn thành khóa học.",
        f"4. Mức phủ đến lúc lập báo cáo: trong {number(coverage['members'])} người đang ở đơn vị có "
        f"{number(coverage['started'])} người đã bắt đầu, {number(coverage['completed'])} người đã hoàn thành "
        f"({percent(coverage['rate'])}).",
    ]
    if target := figures.get("target"):
        body.append(_against_target(target))
    if parts := figures["sex"]:
        shown = "; ".join(f"{part['label'].lower()} {number(part['people'])} người ({percent(part['rate'])})" for part in parts)
        body.append(f"{6 if figures.get('target') else 5}. Theo giới tính, số người tham gia: {shown}.")
    if figures["below"]:
        body += [Heading("Kết quả của các đơn vị trực thuộc"), _table(figures)]
        body.append("Dòng tổng là số của cả đơn vị: một người ở hai đơn vị trực thuộc chỉ được tính một lần.")
        body += _best_and_weakest(figures["below"])
    return body


def _until(figures: Mapping[str, Any]) -> str:
    """Up to which day the figures go when the period was not over yet."""
    return f", tính đến ngày {day(figures['roster_day'])}" if figures["roster_day"] < figures["to"] else ""


def _quoted(title: str) -> str:
    """A title in quotation marks, its own ones made inner ones."""
    return "“" + title.replace("“", "‘").replace("”", "’") + "”"


def _against_target(target: Mapping[str, Any]) -> str:
    """How far the unit is with what the campaign asks of it."""
    parts = [
        f"{number(target['reached'][name])} trên chỉ tiêu {number(target[name])} {label} "
        f"({percent(target['reached'][name] / target[name])})"
        for name, label in (("people", "người"), ("turns", "lượt"), ("completed", "lần hoàn thành khóa học"))
        if target.get(name)
    ]
    span = f"từ ngày {day(target['from'])} đến ngày {day(target['to'])}"
    until = day(target["until"])
    return (
        f"5. So với chỉ tiêu của đợt thi đua {_quoted(target['campaign'])} ({span}), tính đến ngày {until}: {'; '.join(parts)}."
    )


def _table(figures: Mapping[str, Any]) -> Table:
    def cells(row: Mapping[str, Any]) -> list[str]:
        counts = [number(row[name]) for name in ("roster", "people")]
        return [*counts, percent(row["rate"]), number(row["turns"]), number(row["completed"])]

    rows = [[str(place), row["name"], *cells(row)] for place, row in enumerate(figures["below"], 1)]
    return Table(
        headers=["TT", "Đơn vị", "Danh sách", "Người tham gia", "Tỷ lệ", "Lượt", "Hoàn thành"],
        rows=rows,
        total=["", "Tổng", *cells(figures["total"])],
        widths=[7, 39, 12, 12, 11, 9, 10],
    )


def _best_and_weakest(below: Sequence[Mapping[str, Any]]) -> list[str]:
    """Up to three units each by rate, leaving out the small ones; nothing when there are too few to compare."""
    rated = [row for row in below if row["roster"] >= SMALL_ROSTER and row["rate"] is not None]
    if len(rated) < 3:
        return []
    ordered = sorted(rated, key=lambda row: (-row["rate"], -row["people"]))
    most = min(3, len(ordered) // 2)
    parts = (ordered[:most], ordered[::-1][:most])
    named = [", ".join(f"{row['name']} ({percent(row['rate'])})" for row in part) for part in parts]
    small = f" Không xét đơn vị dưới {SMALL_ROSTER} người." if len(rated) < len(below) else ""
    return [f"Tỷ lệ tham gia cao nhất: {named[0]}.", f"Tỷ lệ tham gia thấp nhất: {named[1]}.{small}"]
