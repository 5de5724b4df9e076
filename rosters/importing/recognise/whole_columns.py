"""What the columns below one header tell as a whole, found out before the first row is read. No database."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from rosters.fields.dates import is_american, is_half_swapped
from rosters.fields.values import read_text
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise import numbering
from rosters.importing.recognise.class_names import class_alone
from rosters.importing.recognise.columns import Table, column_letter
from rosters.importing.recognise.doubts import STOP
from rosters.importing.recognise.file_reading import FileReading
from rosters.importing.recognise.filled_down import cell_at, fill_class_of_group, fill_merged, fill_remarks
from rosters.importing.recognise.headless import FAMILY_NAMES, field_of_values, is_persons_name
from rosters.names import fold, name_and_remark

# From so large a share on, those of another class than the title names are a slip.
SHARE_OF_TITLE = 0.8
LABELS = {"birth_date": "ngày sinh", "sex": "giới tính", "class_name": "lớp"}


def _told_otherwise(columns: Mapping[str, int]) -> set[str]:
    """What other columns tell: a birth date in three, a sex by marks."""
    told = {"birth_date", "sex"} if {"male_birth", "female_birth"} & columns.keys() else set()
    if {"birth_day", "birth_month", "birth_year"} <= columns.keys():
        told.add("birth_date")
    return told | ({"sex"} if {"male_mark", "female_mark"} & columns.keys() else set())


def is_most(names: list[str], is_so: Callable[[list[str]], bool]) -> bool:
    """Whether something is so of nearly all names, three or more, each given as its words."""
    return len(names) >= FEWEST_NAMES and sum(is_so(name.split(" ")) for name in names) >= SHARE_OF_TITLE * len(names)


def _begins_with_the_given_name(words: list[str]) -> bool:
    return words[0].casefold() not in FAMILY_NAMES and words[1].casefold() in FAMILY_NAMES


FEWEST_NAMES = 3
# What is so of a whole column is so of its first rows.
ROWS_LOOKED_AT = 100
# So many columns behind the last head a second list may stand.
BLOCK_BEHIND = 8
_OF_SOMEBODY_ELSE = re.compile(
    r"\b(?:cha|me|bo|ba|ong|phu huynh|phhs|cmhs|giam ho|than nhan|nguoi|gvcn|gv|giao vien|chu nhiem|chu ho|do dau|dai dien|can bo|ghi chu|noi sinh|dia chi|ap|khom|thon)\b"
)


def is_of_parents(head: str) -> bool:
    """Whether a head is that of parents: `Đã mất` below it says nothing of the pupil."""
    return bool(re.search(r"\b(?:cha|me|bo|ba|phu huynh|phhs|cmhs|giam ho)\b", fold(head)))


_OF_PEOPLE = re.compile(r"\b(?:ten|hs|hoc sinh|doan vien|thanh vien|ho)\b")


def is_of_somebody_else(head: str) -> bool:
    """Whether a head is that of parents, a teacher, a place: names below it are no pupils' ones."""
    return bool(_OF_SOMEBODY_ELSE.search(fold(head)))


class WholeColumns:
    """The columns of a table. After `settle`, `are_american`: its dates are month first; `half_swapped`: Excel exchanged day
    and month of those that it took for dates; `sex_of_code`: what 0, 1 and 2 mean, empty where sexes are words."""

    def __init__(self, sheet: Sheet, table: Table, file: FileReading) -> None:
        self.sheet, self.table, self.file, self.roster = sheet, table, file, file.roster
        self.are_american = self.half_swapped = False
        self.sex_of_code: dict[str, str] = {}

    def class_of_sheet(self) -> str:
        hint = self.table.class_hint
        if hint.disagrees and not {"class_name", "chapter_name"} & self.table.columns.keys():
            choices = {"sheet": "Theo tên trang tính", "title": "Theo tiêu đề", STOP: "Để sửa tệp"}
            message = "Tiêu đề và tên trang tính ghi hai lớp khác nhau: {what}. Lấy lớp nào?"
            where = [(self.sheet.name, self.table.header_row + 1)]
            detail = f"trang tính “{self.sheet.name}” có tiêu đề lớp {hint.title}"
            answer = self.file.doubts.ask("class_conflict", message, choices, where, [detail])
            return hint.title if answer == "title" else hint.sheet
        has_column = {"class_name", "chapter_name"} & self.table.columns.keys()
        if hint.others and not has_column:
            choices = {"title": f"Lớp {hint.title}", STOP: "Để sửa tệp"}
            message = "Tiêu đề ghi nhiều lớp: {what}. Mọi người trong danh sách này ở lớp " + f"{hint.title}?"
            self.file.doubts.ask("title_classes", message, choices, (), [", ".join((hint.title, *hint.others))])
        return hint.title or hint.sheet

    def settle(self) -> None:
        """Asks about the columns and puts them right in the sheet and its table: hidden ones, codes that only count, classes
        written once for a group, dates turned round."""
        fill_merged(self.sheet, self.table)
        fill_remarks(self.sheet, self.table)
        self._ask_about_hidden_columns()
        self._ask_about_ordinal_codes()
        self._ask_about_exchanged_names()
        self._ask_about_names_as_a_whole()
        self._ask_about_a_second_block()
        self._ask_about_empty_marks()
        self._ask_about_two_columns()
        self._ask_about_unread_columns()
        self._ask_about_title_and_column()
        fill_class_of_group(self.sheet, self.table, self.file.doubts)
        if "birth_date" in self.table.columns:
            cells = self.column("birth_date")
            self.are_american = is_american(set(self._strings("birth_date")))
            self.half_swapped = is_half_swapped(cells) and self._ask_about_swapped_dates()
        self.sex_of_code = self._ask_about_sex_codes() if "sex" in self.table.columns else {}
        if self.are_american:
            self.roster.notes.append("Ngày sinh trong tệp viết theo kiểu tháng/ngày/năm; hệ thống đã đổi lại.")
        if self.sheet.details.epoch_1904:
            self.roster.notes.append("Tệp này đếm ngày từ năm 1904 (Excel cho Mac đời cũ); hệ thống đã tính theo đó.")

    def _ask_about_hidden_columns(self) -> None:
        if not self.table.hidden:
            return
        headers = [f"“{self.table.headers[place]}”" for place in self.table.hidden.values()]
        self.roster.hidden += [f"cột {header}" for header in headers]
        choices = {"skip": "Không dùng cột ẩn", "take": "Dùng cả cột ẩn"}
        if self.file.doubts.ask("hidden_columns", "Cột {what} đang bị ẩn trong tệp.", choices, (), headers) == "take":
            self.table.columns.update(self.table.hidden)

    def _ask_about_ordinal_codes(self) -> None:
        """A column of codes that is 1, 2, 3 ... only counts the rows; one of birth dates or telephone numbers is no code either."""
        columns = self.table.columns
        if "ministry_code" in columns and numbering.are_identity_numbers(self.column("ministry_code")):
            # What most people call `mã định danh` is the number of the identity card, and no code of the ministry.
            columns.setdefault("identity_number", columns.pop("ministry_code"))
        some = [read_text(cell) for cell in self.column("code")[:ROWS_LOOKED_AT]] if "code" in columns else []
        if some and 2 * sum("@" in text for text in some) > len(some):
            # Mail addresses, which log in to something else.
            del columns["code"]
        if "code" not in columns:
            return
        cells = self.column("code")
        if numbering.only_counts(cells):
            message = "Cột {what} chỉ có 1, 2, 3…: giống số thứ tự, không giống mã học sinh."
        elif numbering.are_telephones(cells) or numbering.are_days(cells):
            message = "Cột {what} giống số điện thoại hoặc ngày sinh viết liền, không giống mã học sinh."
        elif numbering.are_insurance_numbers(cells):
            message = "Cột {what} giống số thẻ bảo hiểm y tế, không dùng làm mã đăng nhập."
        elif numbering.are_identity_numbers(cells):
            message = "Cột {what} là số định danh cá nhân (CCCD), không dùng làm mã đăng nhập."
        else:
            return
        choices = {"drop": "Không phải mã, không dùng", "use": "Đúng là mã, dùng để đăng nhập"}
        header = self.table.headers.get(self.table.columns["code"], column_letter(self.table.columns["code"]))
        if self.file.doubts.ask("code_is_ordinal", message, choices, (), [f"“{header}”"]) == "drop":
            del self.table.columns["code"]

    def _ask_about_exchanged_names(self) -> None:
        """Family names that stand in the column of given names: `Tên` Nguyễn, `Họ` Hoa."""
        columns = self.table.columns
        if not {"family_name", "given_name"} <= columns.keys() or "full_name" in columns:
            return
        firsts = [read_text(cell).casefold().split(" ")[0] for cell in self.column("family_name")]
        lasts = [read_text(cell).casefold().split(" ")[0] for cell in self.column("given_name")]
        as_family, as_given = sum(each in FAMILY_NAMES for each in firsts), sum(each in FAMILY_NAMES for each in lasts)
        if len(lasts) < 3 or 2 * as_given <= len(lasts) or as_given <= as_family:
            return
        choices = {"exchange": "Đổi lại cột họ và cột tên", "keep": "Giữ như trong tệp", STOP: "Để sửa tệp"}
        message = "Cột “Tên” có vẻ chứa họ, cột “Họ” chứa tên: hai cột có thể bị đổi chỗ."
        if self.file.doubts.ask("names_exchanged", message, choices) == "exchange":
            columns["family_name"], columns["given_name"] = columns["given_name"], columns["family_name"]

    def _ask_about_names_as_a_whole(self) -> None:
        """Names that all end with a sex, or with the family name: what stands in one cell is not one name as we write it."""
        if "full_name" not in self.table.columns:
            return
        some = self.column("full_name")[:ROWS_LOOKED_AT]
        names = [text for cell in some if " " in (text := name_and_remark(read_text(cell))[0])]
        choices = {"take": "Đúng là họ tên như trong tệp", STOP: "Để sửa tệp"}
        if is_most(names, lambda words: words[-1].casefold() in ("nam", "nữ")):
            message = "Họ tên nào cũng kết thúc bằng “Nam” hoặc “Nữ”: giới tính có thể nằm chung ô với họ tên."
            self.file.doubts.ask("sex_behind_names", message, choices)
        if is_most(names, _begins_with_the_given_name):
            message = "Họ tên có vẻ viết ngược, tên đứng trước họ: {what}."
            self.file.doubts.ask("names_reversed", message, choices, (), [f"“{name}”" for name in names[:3]])

    def _ask_about_a_second_block(self) -> None:
        """Names of people further to the right, under no head or one that is not known: a second list beside the first."""
        columns, headers = self.table.columns, self.table.headers
        used = {*columns.values(), *self.table.hidden.values(), *self.table.again.values()}
        first = columns.get("full_name", columns.get("given_name", -1))
        rows = self.sheet.rows[self.table.first_row : self.table.first_row + ROWS_LOOKED_AT]
        people = sum(bool(read_text(cell_at(row, first))) for row in rows) if first >= 0 else 0
        for place in range(first + 1, max(headers, default=0) + BLOCK_BEHIND):
            head = fold(headers.get(place, ""))
            if place in used or is_of_somebody_else(head) or (head and not _OF_PEOPLE.search(head)):
                continue
            names = [text for row in rows if is_persons_name(text := read_text(cell_at(row, place)))]
            if len(set(names)) >= max(FEWEST_NAMES, people / 2) and not self.table.is_of_somebody_else(self.sheet, place):
                choices = {"skip": "Không phải người trong danh sách", STOP: "Để chuyển xuống dưới hoặc sang trang tính khác"}
                message = f"Cột {column_letter(place)} ở bên phải cũng có tên người và không được đọc: {{what}}."
                self.file.doubts.ask("second_block", message, choices, (), [f"“{name}”" for name in names[:3]])
                return

    def _ask_about_empty_marks(self) -> None:
        """A column to mark women in which nobody is marked tells no sex where somebody is called Thị: nobody has filled it in."""
        marks = {"female_mark", "male_mark"} & self.table.columns.keys()
        names = [f" {fold(read_text(cell))} " for name in ("full_name", "family_name") for cell in self._cells_of(name)]
        for mark, telling in (("female_mark", " thi "), ("male_mark", " van ")):
            is_empty = marks == {mark} and not any(read_text(cell) for cell in self.column(mark))
            if is_empty and any(telling in name for name in names):
                header = self.table.headers.get(self.table.columns[mark], "")
                choices = {"use": "Đúng, không có ai", "drop": "Cột chưa điền, để trống giới tính"}
                message = "Cột {what} không đánh dấu ai, nhưng có họ tên cho thấy có người."
                if self.file.doubts.ask("marks_empty", message, choices, (), [f"“{header}”"]) == "drop":
                    del self.table.columns[mark]

    def _cells_of(self, name: str) -> Iterable[Cell]:
        return self.column(name) if name in self.table.columns else ()

    def _ask_about_two_columns(self) -> None:
        """`Lớp` and `Lớp mới`, `Lớp 2025-2026` and `Lớp 2026-2027`: which one it is now, nobody but the clerk knows."""
        for name, second in self.table.again.items():
            first = self.table.columns.get(name, -1)
            rows = self.sheet.rows[self.table.first_row :]
            pairs = [(read_text(cell_at(row, first)), read_text(cell_at(row, second))) for row in rows]
            # `Ngày sinh` and `Năm sinh`: the year once more is nothing else.
            if first < 0 or not any(one and other and other not in one and one not in other for one, other in pairs):
                continue
            heads = [self.table.headers.get(place, column_letter(place)) for place in (first, second)]
            choices = {"first": f"Cột “{heads[0]}”", "second": f"Cột “{heads[1]}”", STOP: "Để sửa tệp"}
            what = "ngày sinh" if name == "birth_date" else "lớp"
            message = f"Tệp có hai cột {what} ghi khác nhau: {{what}}. Dùng cột nào?"
            code = "two_birth_columns" if name == "birth_date" else "two_class_columns"
            if self.file.doubts.ask(code, message, choices, (), [f"“{head}”" for head in heads]) == "second":
                self.table.columns[name] = second

    def _ask_about_unread_columns(self) -> None:
        """A column under a heading that is not known, whose values are birth dates, sexes or classes of which there is no column."""
        columns = self.table.columns
        missing = {"birth_date", "sex", "class_name"} - columns.keys() - _told_otherwise(columns)
        hint = self.table.class_hint
        if "chapter_name" in columns:
            missing.discard("class_name")
        used = {*columns.values(), *self.table.hidden.values(), *self.table.again.values()}
        for place in range(max(self.table.headers, default=-1) + 1):
            name = field_of_values(self.sheet.rows[self.table.first_row :], place) if missing and place not in used else ""
            if name == "class_name" and self._says_the_class(place, hint.title or hint.sheet):
                continue
            if name in missing:
                missing.discard(name)
                label = LABELS[name]
                header = self.table.headers.get(place, column_letter(place))
                choices = {"read": f"Đúng, đọc cột này là {label}", "skip": "Không phải, không dùng"}
                message = f"Cột {{what}} không có tên quen thuộc nhưng chứa {label}."
                if self.file.doubts.ask(f"unread_column:{name}", message, choices, (), [f"“{header}”"]) == "read":
                    columns[name] = place

    def _says_the_class(self, place: int, known: str) -> bool:
        """Whether a column says no more than the title or the sheet does."""
        rows = self.sheet.rows[self.table.first_row :]
        return bool(known) and {class_alone(read_text(cell_at(row, place))) for row in rows} <= {known, ""}

    def _ask_about_title_and_column(self) -> None:
        """A title that names one class over a column that names another in every row, or in a few."""
        hint = self.table.class_hint
        head = self.table.headers.get(self.table.columns.get("class_name", -1), "")
        if "class_name" not in self.table.again and re.search(r"\b(?:cu|truoc|nam ngoai)\b", fold(head)):
            choices = {"use": "Đúng là lớp hiện nay", STOP: "Để sửa tệp"}
            self.file.doubts.ask(
                "old_class_column", "Cột lớp duy nhất là {what}: có thể là lớp cũ.", choices, (), [f"“{head}”"]
            )
        place, title = self.table.columns.get("class_name", -1), hint.title or hint.sheet
        if place < 0 or not title:
            return
        classes = Counter(name for cell in self.column("class_name") if (name := class_alone(read_text(cell))))
        named = set(classes)
        if classes[title] >= SHARE_OF_TITLE * classes.total() > 0 and len(named) > 1:
            others = [f"{name} ({classes[name]} dòng)" for name in sorted(named - {title})]
            choices = {"column": "Theo cột lớp", STOP: "Để sửa tệp"}
            message = f"Gần như cả danh sách là lớp {title}, chỉ có ít dòng ghi lớp khác: {{what}}."
            self.file.doubts.ask("few_of_another_class", message, choices, (), others)
        if len(named) == 1 and title not in named:
            choices = {"column": "Theo cột lớp", STOP: "Để sửa tệp"}
            where = "tiêu đề" if hint.title else "trang tính"
            detail = f"{where} lớp {title}, cột lớp {named.pop()}"
            message = "Tiêu đề hoặc tên trang tính và cột lớp ghi hai lớp khác nhau: {what}."
            self.file.doubts.ask("class_conflict", message, choices, (), [detail])

    def _ask_about_swapped_dates(self) -> bool:
        place, first = self.table.columns["birth_date"], self.table.first_row
        rows = [
            (self.sheet.name, number + 1)
            for number, row in enumerate(self.sheet.rows[first:], first)
            if place < len(row) and not isinstance(row[place], str) and row[place] is not None
        ]
        choices = {"swap": "Đổi lại ngày và tháng của các dòng này", "keep": "Giữ như trong tệp", STOP: "Để sửa tệp"}
        message = (
            "Ngày sinh ở {n} dòng có vẻ đã bị Excel đảo ngày với tháng: ngày nào cũng không quá 12, "
            "còn những ngày quá 12 thì vẫn là chữ."
        )
        return self.file.doubts.ask("half_swapped", message, choices, rows) == "swap"

    def _ask_about_sex_codes(self) -> dict[str, str]:
        """What 0, 1 and 2 mean in the column of sexes, where it has nothing else; the names tell what is likely."""
        place = self.table.columns["sex"]
        rows = [
            (read_text(row[place]), row)
            for row in self.sheet.rows[self.table.first_row :]
            if place < len(row) and read_text(row[place])
        ]
        codes = {text for text, _row in rows}
        if not rows or not codes <= {"0", "1", "2"}:
            return {}
        name_place = self.table.columns.get("full_name", self.table.columns.get("family_name", -1))
        girls = sum(
            (1 if text == "1" else -1) for text, row in rows if " thi " in f" {fold(read_text(cell_at(row, name_place)))} "
        )
        male_first = {"1": "male", "0": "female", "2": "female"}
        female_first = {"1": "female", "0": "male", "2": "male"}
        choices = {"male": "1 là Nam", "female": "1 là Nữ"}
        if girls > 0:
            choices = dict(reversed(choices.items()))
        answer = self.file.doubts.ask(
            "sex_codes", "Cột giới tính ghi bằng số {what}. Số 1 là nam hay nữ?", choices, (), [", ".join(sorted(codes))]
        )
        return male_first if answer == "male" else female_first

    def column(self, name: str) -> list[Cell]:
        place = self.table.columns[name]
        return [row[place] for row in self.sheet.rows[self.table.first_row :] if len(row) > place and row[place] != ""]

    def _strings(self, name: str) -> Iterable[str]:
        return (cell for cell in self.column(name) if isinstance(cell, str))
