"""A periodic report as a document: who writes, the sentences, the tables, who signs. Pure functions on plain values.

Two layouts (docs/figures.md tells where they come from): of schools and offices after Decree 30/2020/NĐ-CP, and of bodies of
the youth union. report_docx and report_pdf draw the same document, so that both say the same.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from participation.rules.breakdowns import LABELS
from participation.rules.ranking import SMALL_ROSTER
from rosters.numbers import day, number, percent

OFFICE, UNION = "office", "union"

Row = Sequence[str]
# Where something is written by hand. No-break spaces, which Word does not draw together.
ROOM = "\u00a0" * 6


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


def compose(fields: Mapping[str, str], figures: Mapping[str, Any], layout: str, on: dt.date | None) -> Document:
    """The document of a report.

    `fields` are the texts an organizer may change: superior_body, issuing_body, number, place, signer_title, signer_name,
    recipients, basis, remarks, directions, proposals; and on_behalf_of, the committee that a union body's secretary signs
    for. `figures` are those kept with the report (participation.reports.making.figures_to_keep). `on` is the day it was closed; None leaves room for
    the day.
    """
    # Whoever signs writes the day by hand until the report is closed.
    date = (
        f"ngày {on:%d} tháng {on:%m} năm {on.year}"
        if on
        else f"ngày {ROOM} tháng {ROOM} năm {max(figures['to'], figures.get('counted_at', ''))[:4]}"
    )
    right = (
        [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)]
        if layout == OFFICE
        else [("ĐOÀN TNCS HỒ CHÍ MINH", True)]
    )
    left = [(fields["superior_body"].upper(), False), (fields["issuing_body"].upper(), True)]
    if layout == UNION:
        left.append(("***", False))
    first, last = day(figures["from"]), day(figures["to"])
    further = _further_parts(
        ("NHẬN XÉT", fields["remarks"]),
        ("PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI", fields["directions"]),
        ("KIẾN NGHỊ", fields["proposals"]),
    )
    return Document(
        layout=layout,
        left=[line for line in left if line[0]],
        right=right,
        number=f"Số: {numbered(fields['number'])}",
        place_and_date=f"{fields['place']}, {date}",
        subject=["Kết quả tham gia học tập “Bình dân học vụ số”", f"Từ ngày {first} đến ngày {last}"],
        body=[opening(fields, figures), *_results(figures), *further, closing(fields)],
        signer=([fields["on_behalf_of"]] if layout == UNION else []) + signer_lines(fields["signer_title"]),
        signer_name=fields["signer_name"],
        recipients=_ended(fields["recipients"]),
    )


def opening(fields: Mapping[str, str], figures: Mapping[str, Any]) -> str:
    """The sentence that every report begins with: on what it is based, if that is told, and who reports on what."""
    span = f"từ ngày {day(figures['from'])} đến ngày {day(figures['to'])}"
    # Whoever types the basis may begin as the sentence does.
    basis = re.sub(r"^(?:thực hiện|căn cứ)\s+", "", fields["basis"].strip().rstrip(",;."), flags=re.IGNORECASE)
    begin = f"Thực hiện {basis}, " if basis else ""
    return f"{begin}{fields['issuing_body']} báo cáo kết quả tham gia học tập “Bình dân học vụ số” {span} như sau:"


def closing(fields: Mapping[str, str]) -> str:
    """The sentence that every report ends with, and the sign that nothing follows."""
    return f"Trên đây là báo cáo kết quả tham gia học tập “Bình dân học vụ số” của {fields['issuing_body']}./."


def signer_lines(title: str) -> list[str]:
    """The title of whoever signs, in capitals. Who signs for another writes it on two lines: "KT. Hiệu trưởng / Phó Hiệu trưởng"."""
    lines = [line.strip().upper() for line in title.split("/") if line.strip()]
    if len(lines) == 1 and (deputy := re.fullmatch(r"(KT\. .+?) (PHÓ .+)", lines[0])):
        return [*deputy.groups()]
    return lines


def abbreviation(body: str) -> str:
    """The letters that stand for an issuing body in the symbol of its documents.

    SGDĐT of "Sở Giáo dục và Đào tạo", THPTTNH of "Trường THPT Thoại Ngọc Hầu"; empty for no words.
    """
    words = [word for word in body.replace("-", " ").split() if word.casefold() not in ("trường", "và")]
    return "".join(word if word.isupper() and len(word) > 1 else word[:1].upper() for word in words)


def _ended(text: str) -> list[str]:
    """The lines of those who receive it, each with a semicolon and the last with a full stop."""
    lines = [line.strip().lstrip("-").strip().rstrip(";.").strip() for line in text.splitlines()]
    kept = [line for line in lines if line]
    return [f"{line};" for line in kept[:-1]] + [f"{line}." for line in kept[-1:]]


def numbered(text: str) -> str:
    """The number and symbol of a document; for a number that is not given yet room is left to write it by hand."""
    return text if text[:1].isdigit() else f"       {text.strip()}"


def with_symbol(text: str, before: str) -> str:
    """A number typed alone, with the symbol that stood behind the one `before`: 15 in place of `12-BC/ĐTN` is 15-BC/ĐTN."""
    symbol = before.strip().lstrip("0123456789").strip()
    return f"{text.strip()}{symbol}" if text.strip().isdecimal() else text


def _further_parts(*parts: tuple[str, str]) -> list[str | Heading]:
    """The parts of which something is written, numbered on from the results; nobody signs an empty one."""
    body: list[str | Heading] = []
    written = [
        (title, lines) for title, text in parts if (lines := [line.strip() for line in text.splitlines() if line.strip()])
    ]
    for numeral, (title, lines) in zip(("II", "III", "IV"), written, strict=False):
        body += [Heading(f"{numeral}. {title}"), *lines]
    return body


def _results(figures: Mapping[str, Any]) -> list[str | Heading | Table]:
    total, cumulated, before = figures["total"], figures["cumulated"], figures["previous"]
    course = f" Số liệu của khóa học “{figures['course']}”." if figures["course"] else ""
    coverage = total["coverage"]
    body: list[str | Heading | Table] = [
        Heading("I. KẾT QUẢ"),
        f"1. Tổng số: {number(total['roster'])} người trong danh sách tính đến ngày {day(figures['roster_day'])}.{course}",
        f"2. Trong kỳ{_until(figures)}: {number(total['people'])} người tham gia, đạt {percent(total['rate'])} so với danh sách; "
        f"{number(total['turns'])} lượt học và làm bài; {number(total['completed'])} lần hoàn thành khóa học; "
        f"{number(total['passed'])} lần đạt bài kiểm tra. Kỳ trước liền kề: {number(before['people'])} người, "
        f"{number(before['turns'])} lượt.",
        f"3. Lũy kế từ ngày {day(cumulated['from'])} đến ngày {day(cumulated['to'])}: {number(cumulated['people'])} người tham gia, "
        f"{number(cumulated['turns'])} lượt, {number(cumulated['completed'])} lần hoàn thành khóa học.",
        f"4. Tính đến lúc lập báo cáo: trong {number(coverage['members'])} người đang ở đơn vị có "
        f"{number(coverage['started'])} người đã bắt đầu, {number(coverage['completed'])} người đã hoàn thành "
        f"({percent(coverage['rate'])}).",
    ]
    if target := figures.get("target"):
        body.append(_against_target(target))
    # Nobody of unknown sex took part: that is no news.
    if parts := [part for part in figures["sex"] if part["people"] or part["label"] != LABELS["sex", "unknown"]]:
        shown = "; ".join(f"{part['label'].lower()} {number(part['people'])} người ({percent(part['rate'])})" for part in parts)
        body.append(f"{6 if figures.get('target') else 5}. Theo giới tính, số người tham gia: {shown}.")
    if figures["below"]:
        body += [Heading("Kết quả của các đơn vị trực thuộc"), _table(figures)]
        body.append("Dòng tổng là số của cả đơn vị: một người ở hai đơn vị trực thuộc chỉ được tính một lần.")
        body += _best_and_weakest(figures["below"], figures.get("rate"))
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


def _best_and_weakest(below: Sequence[Mapping[str, Any]], own_rate: float | None = None) -> list[str]:
    """Up to three units each by rate, leaving out the small ones; nothing when there are too few to compare.

    Nobody at or above `own_rate`, that of them all together, is called weak.
    """
    rated = [row for row in below if row["roster"] >= SMALL_ROSTER and row["rate"] is not None]
    if len(rated) < 3:
        return []
    ordered = sorted(rated, key=lambda row: (-row["rate"], -row["people"]))
    most = min(3, len(ordered) // 2)
    best = ordered[:most]
    # As they are printed: no rate stands in both lists.
    weakest = [row for row in ordered[::-1][:most] if percent(row["rate"]) != percent(best[-1]["rate"])]
    weakest = [row for row in weakest if own_rate is None or row["rate"] < own_rate]
    if not weakest:
        return []
    named = [", ".join(f"{row['name']} ({percent(row['rate'])})" for row in part) for part in (best, weakest)]
    small = f" Không xét đơn vị dưới {SMALL_ROSTER} người." if len(rated) < len(below) else ""
    return [f"Tỷ lệ tham gia cao nhất: {named[0]}.", f"Tỷ lệ tham gia thấp nhất: {named[1]}.{small}"]
