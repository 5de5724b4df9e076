"""The XLSX template that a teacher fills in: a row a question. No database."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from quizzes.bank.category_paths import BadCategory
from quizzes.formats.questions_of_files import FoundQuestions, KeptQuestion, Problem, Unreadable, UnreadableQuestionFile
from quizzes.formats.template_columns import ANSWER, COLUMNS, DIFFICULTIES, KINDS, LETTERS, TEXT, WHY, column_named
from quizzes.formats.template_rows import read_row, write_row
from rosters.files.archives import refuse_bomb
from rosters.files.errors import UnreadableFile

MOST_ROWS, HEAD_WITHIN = 60_000, 20
SHEET = "Câu hỏi"
_WIDE, _MIDDLE = 48, 18
_BOLD, _DARK = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B4F6C")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def read_xlsx(content: bytes) -> FoundQuestions:
    """The questions of a workbook after our template, of its first sheet that has its columns; problems tell their row.

    Raises UnreadableQuestionFile for what is no workbook, and for one without the columns.
    """
    try:
        refuse_bomb(content)
        return _read(content)
    except UnreadableFile as error:
        raise UnreadableQuestionFile(str(error)) from error
    except UnreadableQuestionFile:
        raise
    except (
        InvalidFileException,
        SyntaxError,
        LookupError,
        ValueError,
        OSError,
        TypeError,
        AttributeError,
        zipfile.BadZipFile,
    ) as error:
        # The parts of a workbook are read one by one, so a spoiled one is met late; openpyxl raises whatever comes.
        raise UnreadableQuestionFile("Tệp không phải là sổ tính Excel (.xlsx), hoặc bị hỏng.") from error


def _read(content: bytes) -> FoundQuestions:
    book = load_workbook(io.BytesIO(content), read_only=True)
    found = FoundQuestions()
    if any("/media/" in name for name in zipfile.ZipFile(io.BytesIO(content)).namelist()):
        text = "Tệp có hình; mẫu Excel không nhận hình. Xóa hình khỏi tệp, nhập xong thì thêm hình vào câu hỏi."
        found.problems.append(Problem(1, "pictures", text))
    for sheet in book.worksheets:
        rows = sheet.iter_rows(max_col=60)
        if columns := _columns(rows):
            _read_rows(rows, columns, found)
            break
    else:
        raise UnreadableQuestionFile("Không tìm thấy dòng tiêu đề có cột “Câu hỏi” và “Đáp án”. Tải mẫu về và điền vào mẫu.")
    if not found.questions and not found.problems:
        found.problems.append(Problem(1, "no_questions", "Tệp không có câu hỏi nào."))
    return found


def _columns(rows: Iterator[Any]) -> dict[int, str]:
    """Place -> column, of the row with the heads; empty where the first rows have none."""
    for row in (row for row, _number in zip(rows, range(HEAD_WITHIN), strict=False)):
        named = {cell.column: column for cell in row if cell.value is not None and (column := column_named(str(cell.value)))}
        if {TEXT, ANSWER} <= set(named.values()):
            return named
    return {}


def _read_rows(rows: Iterator[Any], columns: dict[int, str], found: FoundQuestions) -> None:
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise UnreadableQuestionFile(f"Tệp có hơn {MOST_ROWS} dòng. Chia thành nhiều tệp.")
        filled = [cell for cell in row if cell.value is not None and str(cell.value).strip()]
        if not filled:
            continue
        line = filled[0].row
        try:
            cells = {columns[cell.column]: _text(cell) for cell in filled if cell.column in columns}
            _note_other_columns(filled, columns, line, found)
            if cells:
                found.questions.append(read_row(cells, line))
        except (Unreadable, BadCategory) as error:
            found.problems.append(Problem(line, getattr(error, "code", "category"), f"Dòng {line}: {error}"))


def _note_other_columns(filled: list[Any], columns: dict[int, str], line: int, found: FoundQuestions) -> None:
    others = [f"{get_column_letter(cell.column)}{line}" for cell in filled if cell.column not in columns]
    # A running number in front of all is in most sheets.
    others = [place for place in others if not place.startswith("A")]
    if others and columns:
        text = f"Dòng {line}: ô {', '.join(others[:5])} nằm ở cột không có trong mẫu nên không được lấy."
        found.notes.append(Problem(line, "column_unknown", text))


def _text(cell: Any) -> str:
    """What a cell says. Raises Unreadable for a formula and for an error of Excel."""
    place, value = f"{get_column_letter(cell.column)}{cell.row}", cell.value
    if cell.data_type == "f" or not isinstance(value, str | int | float | bool | dt.date | dt.time):
        raise Unreadable("formula", f"ô {place} là công thức. Chép ô ấy rồi dán lại dạng giá trị.")
    if cell.data_type == "e":
        raise Unreadable("cell_error", f"ô {place} báo lỗi {value}. Sửa ô ấy.")
    if isinstance(value, bool):
        return "Đúng" if value else "Sai"
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return str(value).replace("_x000D_", "").strip()


def write_xlsx(questions: Sequence[KeptQuestion]) -> tuple[bytes, list[tuple[KeptQuestion, str]]]:
    """A workbook with these questions, and those that it cannot say, each with the reason."""
    rows, left = [], []
    for question in questions:
        try:
            rows.append(write_row(question))
        except ValueError as error:
            left.append((question, str(error)))
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.freeze_panes = "A2"
    for number, column in enumerate(COLUMNS, 1):
        width = _WIDE if column in (TEXT, WHY) else _MIDDLE
        sheet.column_dimensions[get_column_letter(number)].width = width
    _offer(sheet, 2, list(KINDS.values()))
    _offer(sheet, COLUMNS.index("Độ khó") + 1, list(DIFFICULTIES.values()))
    for place, column in enumerate(COLUMNS, 1):
        _head(sheet.cell(1, place), column)
        for number, row in enumerate(rows, 2):
            _fill(sheet.cell(number, place), row.get(column, ""))
    _write_guide(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), left


def _offer(sheet: Any, column: int, words: list[str]) -> None:
    """A list to choose from in each cell of a column."""
    offer = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    letter = get_column_letter(column)
    offer.add(f"{letter}2:{letter}2000")
    sheet.add_data_validation(offer)


def _head(cell: Any, text: str) -> None:
    cell.value, cell.font, cell.fill = text, _BOLD, _DARK


def _fill(cell: Any, text: str) -> None:
    """A text is a text, also where it begins with an equals sign; a cell is one to write text into, also where it is empty."""
    cell.number_format, cell.alignment = "@", _WRAPPED
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"


def _write_guide(book: Any) -> None:
    guide = book.create_sheet("Cách điền")
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 24, 100
    for number, (name, text) in enumerate(GUIDE, 1):
        _head(guide.cell(number, 1), name)
        _fill(guide.cell(number, 2), text)


GUIDE = (
    ("Mỗi dòng một câu", f"Bắt buộc có: Câu hỏi và Đáp án. Các phương án ghi ở cột {LETTERS[0]} đến {LETTERS[-1]}. Cột khác để trống được."),
    ("Chọn một", "Đáp án ghi một chữ cái: B. Phương án khác được một phần điểm thì ghi thêm: B, C 50%."),
    ("Chọn nhiều", "Đáp án ghi các chữ cái: A, C. Cách chấm: đúng hết, từng phần, hoặc theo phần trăm (A 50%, C 50%, B -50%)."),
    ("Đúng hay sai", "Để trống các phương án. Đáp án ghi Đúng hoặc Sai."),
    ("Ghép đôi", "Mỗi ô một cặp: Quét mã QR => Vào đúng trang. Ý thừa để chọn nhầm ghi: => Gọi tổng đài."),
    ("Xếp thứ tự", "Ghi các việc theo thứ tự đúng từ A. Cách chấm: từng phần (mỗi cặp liền nhau) hoặc đúng hết."),
    ("Trả lời ngắn", "Mỗi ô một câu trả lời được nhận; dấu * thay cho chữ bất kỳ. Cách chấm: phân biệt hoa thường; phải đúng dấu."),
    ("Điền số", "Mỗi ô một đáp số: 3 hoặc 3 ± 0,5. Đơn vị phải ghi: đồng = 1; nghìn đồng = 1000."),
    ("Điền chỗ trống", "Ô A ghi cả đoạn, câu trả lời trong ngoặc nhọn: Mã OTP có {6|sáu} chữ số."),
    ("Chọn từ trong câu", "Ô A ghi cả đoạn, dấu * trước từ đúng: Không đọc {*mã OTP|họ tên} cho ai."),
    ("Lời riêng", "Giải thích cho từng phương án, mỗi dòng một ý: A: Đúng, mã chỉ để bạn tự nhập."),
    ("Danh mục", "Tên danh mục, cách nhau bằng dấu gạch chéo: Dịch vụ công / Cấp tài khoản. Danh mục chưa có sẽ được tạo."),
)  # fmt: skip
