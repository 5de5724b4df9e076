"""From cells as people write them to values. No database, no Django.

Each function takes a cell and returns a value, None for an empty cell, or raises BadValue.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection

from rosters.files.sheets import Cell
from rosters.files.workbooks import FORMULA_BEGINNINGS
from rosters.names import LONGEST_WITH_REMARK, clean_name, clean_text, fold, in_capitals_of_a_name, name_and_remark

LONGEST_UNIT_NAME = 60
LONGEST_UPPER_UNIT_NAME = 160
DATE_PARTS = re.compile(r"^(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})$")
_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\Z")
# Most codes: nothing to clean, and no E that could stand for a power of ten.
_PLAIN_CODE = re.compile(r"(?:\d{1,40}|[A-DF-Za-df-z]{1,8}\d{1,30})\Z")
# ="0012345678", as programs write codes into CSV so that Excel keeps their zeros.
_AS_FORMULA = re.compile(r'^="([^"]*)"$')
# What is written where there is no code yet.
_NO_CODE = {"-", "--", "chưacó", "chưacómã", "không", "khôngcó", "?", "n/a", "na", "x", "…"}
_IDENTITY = re.compile(r"^0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}$")
EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}

MALE = {"nam", "m", "male", "1", "trai"}
FEMALE = {"nu", "f", "female", "0", "gai"}
YES = {"x", "✓", "✔", "√", "co", "yes", "true", "1", "doan vien", "v", "dv"}
NO = {"", "khong", "no", "false", "0", "chua", "-", "thanh nien", "tn", "chua vao doan", "chua ket nap"}


class BadValue(ValueError):
    """A cell that cannot be read. `code` names the kind of mistake, the message says what was expected."""

    def __init__(self, code: str, expected: str) -> None:
        super().__init__(expected)
        self.code = code


def read_text(cell: Cell) -> str:
    """The cell as text; whole numbers without their .0, because Excel keeps every number as a float."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = clean_text(str(cell))
    if text[:2] == '="' and (formula := _AS_FORMULA.match(text)):
        return clean_text(formula[1])
    if text[:1] == "'" and text[1:2] in FORMULA_BEGINNINGS:
        # An apostrophe that an export put before what looks like a formula.
        return text[1:]
    return "" if text in EXCEL_ERRORS else text


def is_excel_error(cell: Cell) -> bool:
    """Whether a cell holds an error of Excel in place of a value."""
    return isinstance(cell, str) and cell.strip() in EXCEL_ERRORS


def read_code(cell: Cell) -> str | None:
    """A member code, in capitals: letters without accents, digits, and . _ - between them."""
    if isinstance(cell, str) and _PLAIN_CODE.match(cell):
        return cell.upper()
    text = read_text(cell)
    if not text:
        return None
    if isinstance(cell, bool):
        raise BadValue("code_form", "Ô này là đúng/sai, không phải mã. Kiểm tra xem cột có bị lệch không.")
    if isinstance(cell, float) and cell >= 1e15:
        raise BadValue("code_rounded", "Excel đã làm tròn mã này. Định dạng cột mã là Văn bản (Text) rồi nhập lại mã đầy đủ.")
    if isinstance(cell, str) and re.fullmatch(r"\d+(?:[.,]\d+)?E\+?\d+", text, re.IGNORECASE):
        raise BadValue("code_rounded", "Excel đã làm tròn mã này. Định dạng cột mã là Văn bản (Text) rồi nhập lại mã đầy đủ.")
    text = text.replace(" ", "").lstrip("'")
    if text.casefold() in _NO_CODE:
        return None
    # A number that a program wrote as text.
    text = re.sub(r"^(\d+)\.0$", r"\1", text)
    if not _CODE.match(text):
        raise BadValue("code_form", "Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang; dài nhất 40 ký tự.")
    return text.upper()


def read_identity_number(cell: Cell) -> str | None:
    """The personal identity number, 12 digits; Excel takes its leading zero away, which comes back here."""
    text = read_text(cell).replace(" ", "").replace(".", "").lstrip("'")
    if not text:
        return None
    if isinstance(cell, (int, float)) and len(text) < 12:
        text = text.zfill(12)
    if not _IDENTITY.match(text):
        raise BadValue("identity_form", "Số định danh cá nhân có 12 chữ số, bắt đầu bằng mã tỉnh 001 đến 096.")
    return text


def identity_disagrees(number: str, born: dt.date | None, sex: str | None) -> str:
    """What in a personal identity number does not agree with birth year and sex, in Vietnamese; empty when all agrees.

    Digit 4 tells sex and century (0 male and 1 female born 19xx, 2 and 3 born 20xx), digits 5 and 6 the year:
    Circular 07/2016/TT-BCA.
    """
    kind, year = int(number[3]), int(number[4:6])
    full_year = 1900 + 100 * (kind // 2) + year
    wrong = []
    if born and born.year != full_year:
        wrong.append(f"năm sinh {born.year} (số định danh cho thấy {full_year})")
    if sex and sex != ("female" if kind % 2 else "male"):
        shown = "nữ" if kind % 2 else "nam"
        wrong.append(f"giới tính (số định danh cho thấy {shown})")
    return " và ".join(wrong)


def code_width(cells: Collection[Cell]) -> int:
    """How many digits the numbers of a code column should have, because Excel took their leading zeros; 0 to leave them.

    Codes kept as text tell the width. Without any, codes of six digits and more are as wide as the widest,
    and 11 digits that begin like an identity number were 12.
    """
    numbers = {read_text(cell) for cell in cells if type(cell) in (float, int)}
    texts = {len(cell) for cell in cells if isinstance(cell, str) and cell.isdecimal()} if numbers else set()
    longest = max(map(len, numbers), default=0)
    if not numbers or not all(map(str.isdecimal, numbers)):
        return 0
    if texts:
        return max(texts) if len(texts) == 1 and max(texts) >= longest else 0
    if longest == 11 and all(_IDENTITY.match(number.zfill(12)) for number in numbers):
        return 12
    return longest if longest >= 6 else 0


# What is said of somebody who is no more in the class, folded: whole words.
_GONE = re.compile(
    r"\b(?:chuyen (?:di|truong|lop|noi|sinh hoat)|da (?:chuyen(?! khoan| tien)|nghi|thoi|mat)|(?:thoi|nghi|bo|dinh chi) hoc|xin nghi|bao luu|"
    r"thoi sinh hoat|ra truong|rut ho so|du hoc|qua doi|tu tran)\b|^chuyen$"
)


_PARENT_DIED = re.compile(r"\b(?:cha|me|bo|ba|ong|cha me|bo me|phu huynh)\b(?: \w+){0,2}? (?:(?:da )?mat|qua doi|tu tran)\b")


def is_gone(folded: str) -> bool:
    """Whether a folded remark says that somebody has left, and not that a parent has died."""
    return bool(_GONE.search(_PARENT_DIED.sub("", folded)))


FAMILIES = (
    "nguyễn|trần|lê|phạm|huỳnh|hoàng|võ|vũ|đặng|bùi|đỗ|hồ|ngô|dương|lý|phan|đinh|trương|lâm|mai|cao|châu|đoàn|tạ|tô|thạch|danh|lưu|hà|kim|sơn|chau|néang|neáng|"
    "trịnh|đào|quách|tăng|thái|văn|từ|lương|phùng|tống|triệu|khưu|la|mã|diệp|hứa|lục|tiêu|ông|bành|thi|vương|viên"
)
# Another person behind the first, and a name that is written twice.
_AND_ANOTHER = re.compile(rf"\s(?:và|\+|&|/|;)\s*(?=(?:{FAMILIES})\s)", re.IGNORECASE)
_OF_A_TEACHER = re.compile(rf"^(?:cô|thầy|gv|gvcn|giáo viên)[.:]?\s+(?=(?:{FAMILIES})\s\S+\s\S)", re.IGNORECASE)
_OF_A_PUPIL = re.compile(
    # An office and a sign behind it, `BT - `, `Bí thư: `, or `HS.`; without a sign only before the name of a family.
    r"^(?:(?:bt|pbt|uvbch|uv|bch|lt|lp|lpht|lplđ|bí thư|phó bí thư|ủy viên|lớp trưởng|lớp phó)\s*[-–:.]|(?:hs|em|e)\.)\s*(?=\S+\s\S)"
    rf"|^(?:bé|lpht|lplđ|lp|lt|bt|pbt|uvbch|e|em|hs)[.:]?\s+(?=(?:{FAMILIES})\s\S+\s\S)",
    re.IGNORECASE,
)
_ANOTHER_ALPHABET = re.compile("[\u0370-\u052f]")
# Letters, and what stands between those of one name.
# Most names: words of letters, and no form of address before them.
_PLAIN_NAME = re.compile(r"(?!đc |đồng chí |em |hs )[^\W\d_ªº]{2,}(?: [^\W\d_ªº]+)+", re.IGNORECASE)
# Letters of other languages that look like ours: of Icelandic and of African ones.
_OUR_D = str.maketrans("ÐƉðɖ", "ĐĐđđ")
LONGEST_NAME = 120
LETTERS_BROKEN = "Chữ có dấu đã hỏng khi lưu tệp. Mở tệp gốc, lưu thành .xlsx (hoặc CSV UTF-8) rồi tải lên lại."
# What some bytes of a letter become when they are taken for signs of Latin-1.
_CONTROL = re.compile("[\x80-\x9f]")
# What is left of the second byte and the third of a letter when UTF-8 is taken for Windows-1252: no letter of ours.
_SECOND_BYTE = re.compile("[\xa0-\xbf\u0152\u0153\u0160\u0161\u0178\u0192\u017d\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_NAME = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*|['. -])+")


def read_name(cell: Cell) -> str | None:
    """A person's name, without a form of address before it and a remark behind it (remark_beside_name)."""
    written = read_text(cell)
    if not written:
        return None
    if len(written) > LONGEST_WITH_REMARK:
        raise BadValue("name_long", f"Họ tên dài quá {LONGEST_NAME} ký tự.")
    _refuse_no_single_name(cell, written)
    if "ª" in written or "º" in written:
        raise BadValue("name_broken", LETTERS_BROKEN)
    # Full-width letters are letters, and the Ð of old keyboards is our Đ.
    written = _OF_A_PUPIL.sub("", unicodedata.normalize("NFKC", written)).translate(_OUR_D)
    name, remark = name_and_remark(written)
    if not remark and _PLAIN_NAME.fullmatch(written) and len(written) <= LONGEST_NAME:
        return in_capitals_of_a_name(written)
    text = clean_name(name)
    if not text:
        return None
    if is_gone(fold(remark)) or _GONE_BESIDE_NAME.search(fold(remark)):
        raise BadValue(
            "name_status",
            f"Bên cạnh họ tên ghi “{remark}”. Nếu người này không còn ở đơn vị, xóa dòng này; nếu còn, xóa phần ghi thêm.",
        )
    if any(letter.isdigit() for letter in text):
        raise BadValue("name_digits", "Họ tên không có chữ số. Kiểm tra xem cột có bị lệch không.")
    if "?" in text or "\ufffd" in text:
        raise BadValue("name_broken", LETTERS_BROKEN)
    if not _NAME.fullmatch(text):
        signs = " ".join(dict.fromkeys(sign for sign in text if not _NAME.fullmatch(sign)))
        raise BadValue(
            "name_signs", f"Họ tên không được có ký tự “{signs}”. Sửa lại họ tên, hoặc kiểm tra xem cột có bị lệch không."
        )
    if len(text) > LONGEST_NAME:
        raise BadValue("name_long", f"Họ tên dài quá {LONGEST_NAME} ký tự.")
    return text


def _refuse_no_single_name(cell: Cell, written: str) -> None:
    """Raises BadValue for letters that are broken or of another alphabet, for two names, and for a teacher's."""
    if _CONTROL.search(str(cell)) or is_decoded_twice(written):
        raise BadValue("name_broken", LETTERS_BROKEN)
    lines = cell.strip().split("\n") if isinstance(cell, str) else []
    if (len(lines) > 1 and all(" " in line.strip() for line in lines)) or _AND_ANOTHER.search(written) or _is_doubled(written):
        raise BadValue("name_two", "Ô này có tên của hai người, hoặc một tên ghi hai lần. Ghi mỗi người một dòng.")
    if _ANOTHER_ALPHABET.search(written):
        raise BadValue("name_signs", "Họ tên có chữ cái của bảng chữ khác (Nga, Hy Lạp) trông giống chữ của ta. Gõ lại họ tên.")
    if found := _OF_A_TEACHER.match(written):
        raise BadValue(
            "name_status",
            f"Trước họ tên ghi “{found[0].strip()}”. Nếu là giáo viên, xóa dòng này; nếu là học sinh, xóa chữ ấy.",
        )


_GONE_BESIDE_NAME = re.compile(
    r"^(?:nghi\b.*|ct|c\.? ?truong|thoi|bo|bo hoc|chuyen(?: (?:di|truong|noi|sang|ve)\b.*)?|k(?:hong)? co ten.*|da nghi.*)$|khong co (?:ten )?trong"
)


SHORTEST_DOUBLED = 6


def _is_doubled(written: str) -> bool:
    words = written.casefold().split(" ")
    half = len(words) // 2
    return len(words) >= SHORTEST_DOUBLED and len(words) % 2 == 0 and words[:half] == words[half:]


def remark_beside_name(cell: Cell) -> str:
    """What is written beside a name, such as `lớp trưởng`; empty when nothing is."""
    return name_and_remark(read_text(cell))[1]


def is_decoded_twice(text: str) -> bool:
    """Whether UTF-8 was taken for Windows-1252 once: Nguyá»…n for Nguyễn."""
    if not _SECOND_BYTE.search(text):
        return False
    return any(map(_word_is_decoded_twice, text.split(" ")))


def _word_is_decoded_twice(word: str) -> bool:
    try:
        return word.encode("cp1252").decode() != word
    except UnicodeError:
        return False


def read_sex(cell: Cell) -> str | None:
    """`male` or `female`."""
    text = fold(read_text(cell)).strip(" .")
    if not text:
        return None
    if text in MALE:
        return "male"
    if text in FEMALE:
        return "female"
    raise BadValue("sex_unknown", "Cần Nam hoặc Nữ.")


def read_mark(cell: Cell) -> bool:
    """Whether a column to be marked with x is marked."""
    text = fold(read_text(cell)).strip(" .")
    if text in YES:
        return True
    if text in NO:
        return False
    # A date in the column "Đoàn viên" is the date of admission, and so a yes.
    if isinstance(cell, dt.date) or DATE_PARTS.match(text):
        return True
    raise BadValue("mark_unknown", "Đánh dấu x nếu có, để trống nếu không.")


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNIT_PREFIX = re.compile(r"(?:lop|chi doan|chi doi|cd)(?:\s*[:.–-]\s*|\s+|(?=\d))(?=\S)")
# What Excel makes of a class 10/1 or 1-2, and how it then stands in text.
_UNIT_AS_DATE = re.compile(
    rf"^\d{{4}}-\d{{2}}-\d{{2}}(?: 00:00:00)?$|^\d{{1,2}}/\d{{1,2}}/\d{{4}}$|^\d{{1,2}}-(?:{'|'.join(MONTHS)}|thg ?\d+)$|^(?:{'|'.join(MONTHS)})-\d{{1,2}}$"
)

# And of a class 6E1, which stands for 6 times 10.
_UNIT_AS_POWER = re.compile(r"^\d+(?:[.,]\d*)?e\+\d+$|^\d+[.,]\d*e\d+$")


def read_unit_name(cell: Cell) -> str | None:
    """The name of a class or chapter without the words Lớp and Chi đoàn: 10A1."""
    text = read_text(cell)
    folded = fold(text)
    if isinstance(cell, dt.date) or _UNIT_AS_DATE.match(folded):
        shown = f" (có thể là {cell.day}/{cell.month})" if isinstance(cell, dt.date) else ""
        raise BadValue(
            "unit_date",
            f"Excel đã đổi tên lớp thành ngày tháng{shown}. Định dạng cột Lớp là Văn bản (Text) rồi ghi lại tên lớp, ví dụ 10/1.",
        )
    if isinstance(cell, float) and not cell.is_integer():
        raise BadValue(
            "unit_number",
            f"Excel đọc tên lớp thành số {cell}: lớp 6.10 thành 6.1. Định dạng cột Lớp là Văn bản (Text) rồi ghi lại tên lớp.",
        )
    if _UNIT_AS_POWER.match(folded):
        raise BadValue(
            "unit_number",
            f"Excel đọc tên lớp thành số {text}: lớp 6E1 thành 6.00E+01. Định dạng cột Lớp là Văn bản (Text) rồi ghi lại tên lớp.",
        )
    if "\ufffd" in text or re.search(r"\w\?", text):
        raise BadValue(
            "unit_broken", "Chữ trong tên lớp, chi đoàn đã hỏng khi lưu tệp. Mở tệp gốc, lưu thành .xlsx rồi tải lên lại."
        )
    if found := _UNIT_PREFIX.match(folded):
        text = clean_text(text[found.end() :])
    if len(text) > LONGEST_UNIT_NAME:
        raise BadValue(
            "unit_name_long", f"Tên lớp hoặc chi đoàn dài quá {LONGEST_UNIT_NAME} ký tự. Kiểm tra xem cột có bị lệch không."
        )
    return text or None


def read_upper_unit_name(cell: Cell) -> str | None:
    """The name of a school, or of the union right above a chapter, or its code."""
    text = read_text(cell)
    if len(text) > LONGEST_UPPER_UNIT_NAME:
        raise BadValue("unit_name_long", f"Tên trường hoặc đoàn cơ sở dài quá {LONGEST_UPPER_UNIT_NAME} ký tự.")
    return text or None
