"""Reports in an administrator's own Word template: what it may hold, a sample to begin with, checking and filling it in.

The template is a DOCX file with variables in double braces. It is a program of its writer, so it is read and filled in by a
process of its own (word_filling), which the operating system ends when it takes too long.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from participation.reports.document import OFFICE, UNION, Document, Heading, Table, compose, numbered
from participation.reports.docx import render_docx
from participation.reports.word_filling import NO_WORD_FILE
from rosters.files.archives import refuse_bomb
from rosters.files.errors import UnreadableFile
from rosters.files.isolated import TOO_MUCH, apart
from rosters.numbers import day, number, percent

LARGEST = 2 * 1024 * 1024
# What a template may name, and what it stands for: shown to the administrator.
VARIABLES = {
    "co_quan_cap_tren": "cơ quan, tổ chức cấp trên",
    "co_quan_ban_hanh": "cơ quan, tổ chức ban hành",
    "so_ky_hieu": "số, ký hiệu",
    "dia_danh_ngay_thang": "địa danh và ngày tháng năm",
    "tu_ngay": "ngày đầu kỳ",
    "den_ngay": "ngày cuối kỳ",
    "khoa_hoc": "tên khóa học, trống nếu là tất cả",
    "mo_dau": "câu mở đầu: căn cứ, ai báo cáo việc gì",
    "ket_qua": "các đoạn văn của phần kết quả",
    "danh_sach": "số người trong danh sách",
    "nguoi": "số người tham gia trong kỳ",
    "ty_le": "tỷ lệ tham gia",
    "luot": "số lượt trong kỳ",
    "hoan_thanh": "số lần hoàn thành khóa học trong kỳ",
    "luy_ke_nguoi": "số người lũy kế",
    "luy_ke_luot": "số lượt lũy kế",
    "bang": "các dòng đơn vị trực thuộc: tt, don_vi, danh_sach, nguoi, ty_le, luot, hoan_thanh",
    "so_sanh": "các câu về đơn vị cao nhất, thấp nhất",
    "nhan_xet": "các đoạn nhận xét",
    "phuong_huong": "các đoạn phương hướng, nhiệm vụ kỳ tới",
    "kien_nghi": "các đoạn kiến nghị",
    "ket_thuc": "câu kết thúc",
    "thay_mat": "thay mặt ban nào của Đoàn mà ký",
    "chuc_vu": "chức vụ người ký",
    "nguoi_ky": "họ tên người ký",
    "noi_nhan": "các dòng nơi nhận",
}
LISTS = ("so_sanh", "noi_nhan")
COLUMNS = ("tt", "don_vi", "danh_sach", "nguoi", "ty_le", "luot", "hoan_thanh")


MOST_SECONDS = 20
ENDLESS = "Mẫu mất quá nhiều thời gian hoặc bộ nhớ để điền. Bỏ các vòng lặp lồng nhau và phép tính trong mẫu rồi tải lên lại."


class TemplateProblem(ValueError):
    """Why a file cannot be a template, in words for the administrator."""


def fill(content: bytes, fields: Mapping[str, str], figures: Mapping[str, Any], layout: str, on: dt.date | None) -> bytes:
    """The report as DOCX, in the template `content`. The other arguments are those of report_document.compose."""
    return bytes(_apart("render", content, values_of(fields, figures, layout, on)))


def values_of(fields: Mapping[str, str], figures: Mapping[str, Any], layout: str, on: dt.date | None) -> dict[str, Any]:
    """What each of VARIABLES stands for in a report: texts, and lists of texts or rows."""
    document = compose(fields, figures, layout, on)
    total, cumulated = figures["total"], figures["cumulated"]
    begin, *rest, end = document.body
    # Behind the heading of the results.
    sentences = list(takewhile(lambda block: isinstance(block, str), rest[1:]))
    table = next((block for block in document.body if isinstance(block, Table)), None)
    return {
        "co_quan_cap_tren": fields["superior_body"], "co_quan_ban_hanh": fields["issuing_body"],
        "so_ky_hieu": numbered(fields["number"]), "dia_danh_ngay_thang": document.place_and_date,
        "tu_ngay": day(figures["from"]), "den_ngay": day(figures["to"]), "khoa_hoc": figures["course"],
        "mo_dau": begin, "ket_thuc": end, "ket_qua": sentences, "danh_sach": number(total["roster"]), "nguoi": number(total["people"]),
        "ty_le": percent(total["rate"]), "luot": number(total["turns"]), "hoan_thanh": number(total["completed"]),
        "luy_ke_nguoi": number(cumulated["people"]), "luy_ke_luot": number(cumulated["turns"]),
        "bang": [dict(zip(COLUMNS, row, strict=True)) for row in table.rows] if table else [],
        "so_sanh": _after_table(rest), "nhan_xet": _lines(fields["remarks"]),
        "phuong_huong": _lines(fields["directions"]), "kien_nghi": _lines(fields["proposals"]),
        "thay_mat": fields["on_behalf_of"], "chuc_vu": fields["signer_title"], "nguoi_ky": fields["signer_name"], "noi_nhan": document.recipients,
    }  # fmt: skip


def _after_table(body: Sequence[str | Heading | Table]) -> list[str]:
    """The sentences between the table of units and the next heading."""
    place = next((n for n, block in enumerate(body) if isinstance(block, Table)), len(body))
    found: list[str] = []
    for block in body[place + 1 :]:
        if not isinstance(block, str):
            break
        found.append(block)
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def sample(layout: str) -> bytes:
    """A template that looks like the built-in layout, to be changed in Word."""
    head = [("{{ co_quan_cap_tren }}", False), ("{{ co_quan_ban_hanh }}", True)]
    right = {
        OFFICE: [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)],
        UNION: [("ĐOÀN TNCS HỒ CHÍ MINH", True)],
    }
    rows = [
        ["{%tr for dong in bang %}", *[""] * 6],
        ["{{ dong." + name + " }}" for name in COLUMNS],
        ["{%tr endfor %}", *[""] * 6],
    ]
    total = ["", "Tổng", "{{ danh_sach }}", "{{ nguoi }}", "{{ ty_le }}", "{{ luot }}", "{{ hoan_thanh }}"]
    headers = ["TT", "Đơn vị", "Danh sách", "Người tham gia", "Tỷ lệ", "Lượt", "Hoàn thành"]
    return render_docx(
        Document(
            layout=layout,
            left=head if layout == OFFICE else [*head, ("***", False)],
            right=right[layout],
            number="Số: {{ so_ky_hieu }}",
            place_and_date="{{ dia_danh_ngay_thang }}",
            subject=["Kết quả tham gia học tập “Bình dân học vụ số”", "Từ ngày {{ tu_ngay }} đến ngày {{ den_ngay }}"],
            body=[
                "{{ mo_dau }}",
                Heading("I. KẾT QUẢ"),
                *_loop("ket_qua"),
                Heading("Kết quả của các đơn vị trực thuộc"),
                Table(headers, rows, total, [7, 39, 12, 12, 11, 9, 10]),
                *_loop("so_sanh"),
                *_part("nhan_xet", "NHẬN XÉT"),
                *_part("phuong_huong", "PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI"),
                *_part("kien_nghi", "KIẾN NGHỊ"),
                "{{ ket_thuc }}",
            ],
            signer=["{{ thay_mat }}", "{{ chuc_vu }}"] if layout == UNION else ["{{ chuc_vu }}"],
            signer_name="{{ nguoi_ky }}",
            recipients=["{{ noi_nhan | join(' ') }}"],
        )
    )


def _loop(name: str) -> Sequence[str]:
    """A paragraph for each text of the list `name`."""
    return ["{%p for doan in " + name + " %}", "{{ doan }}", "{%p endfor %}"]


def _part(name: str, title: str) -> Sequence[str | Heading]:
    """A part of the report, left out where nothing is written."""
    return ["{%p if " + name + " %}", Heading(title), *_loop(name), "{%p endif %}"]


def check(content: bytes) -> None:
    """Raises TemplateProblem for a file that is no DOCX, names what there is not, or cannot be filled in."""
    if len(content) > LARGEST:
        raise TemplateProblem(f"Tệp lớn hơn {LARGEST // 1024 // 1024} MB. Bỏ bớt hình trong mẫu rồi tải lên lại.")
    try:
        refuse_bomb(content)
    except UnreadableFile as problem:
        raise TemplateProblem(NO_WORD_FILE) from problem
    unknown = sorted(_apart("names", content) - VARIABLES.keys())
    if unknown:
        raise TemplateProblem(
            f"Mẫu dùng biến không có: {', '.join(unknown)}. Xem danh sách biến bên dưới và sửa lại tên trong mẫu."
        )
    # A report with much to tell, and one of a class on its first day, with nothing below it.
    for lines in (3, 0):
        filled: dict[str, Any] = dict.fromkeys(VARIABLES, "12") | dict.fromkeys(LISTS, ["x"] * lines)
        always = {name: ["x"] * lines for name in ("nhan_xet", "phuong_huong", "kien_nghi")} | {"ket_qua": ["x"] * 4}
        _apart("render", content, filled | always | {"bang": [dict.fromkeys(COLUMNS, "12")] * lines})


def _apart(function: str, *arguments: Any) -> Any:
    """What the function of word_filling gives. Raises TemplateProblem."""
    try:
        return apart(f"participation.reports.word_filling:{function}", *arguments, seconds=MOST_SECONDS)
    except UnreadableFile as problem:
        raise TemplateProblem(ENDLESS if str(problem) == TOO_MUCH else str(problem)) from problem
