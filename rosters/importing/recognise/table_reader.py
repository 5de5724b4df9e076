"""The rows below one header, read one by one. No database."""

import re
from dataclasses import replace

from rosters.fields.dates import is_day
from rosters.fields.odd_names import is_odd_name
from rosters.fields.values import FAMILIES, NO, YES, is_excel_error, read_text, remark_beside_name
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise import between_people
from rosters.importing.recognise.class_names import ClassHint, class_alone, classes_named
from rosters.importing.recognise.columns import Table, table_at
from rosters.importing.recognise.doubts import STOP
from rosters.importing.recognise.file_reading import FileReading
from rosters.importing.recognise.filled_down import cell_at
from rosters.importing.recognise.row_values import RowValues
from rosters.importing.recognise.rows import Issue, RosterRow
from rosters.importing.recognise.statuses import corrects, is_known_status, is_no_pupil, may_say_gone, says_gone
from rosters.importing.recognise.whole_columns import WholeColumns, is_of_parents
from rosters.names import fold

# A name that only shows how to fill in a form: Nguyễn Văn A. Namesakes are called Tăng Mỹ Duyên A and B.
_PATTERN = re.compile(r"(?:nguyen|tran|le|pham) (?:van|thi|minh)? ?(?:[a-dx]|mau|vi du)")
# The given name is missing: Nguyễn Thị, Trần Văn.
_CUT = re.compile(rf"(?:{FAMILIES}) (?:thị|văn)", re.IGNORECASE)
# `CT`, `Bỏ` and the like.
SHORTEST_REMARK = 2
# So many columns behind the last head may hold a remark.
BEHIND = 7


class TableReader(RowValues):
    """Reads the rows below one header. What a column as a whole tells (WholeColumns) is found out before the first row."""

    def __init__(self, sheet: Sheet, table: Table, file: FileReading, class_hint: str = "") -> None:
        """`class_hint` is the class of those above, in the same sheet."""
        whole = WholeColumns(sheet, table, file)
        hint = class_hint or whole.class_of_sheet()
        whole.settle()
        super().__init__(sheet, table, file, hint, whole)
        self.ordinals: list[int] = []
        self.people = 0
        self.is_apart = False
        columns = table.columns
        used = {*columns.values(), *table.hidden.values()}
        # Columns that hold something else: a remark there may say that somebody has left.
        of_others = {place for place, head in table.headers.items() if is_of_parents(head)}
        self.others = [place for place in range(max([*table.headers, -1]) + BEHIND) if place not in used | of_others]
        self.said_gone: dict[str, bool] = {}
        steps = {
            self._join_name: {"family_name", "given_name"} <= columns.keys() and "full_name" not in columns,
            self._join_date: {"birth_day", "birth_month", "birth_year"} <= columns.keys(),
            self._read_births_under_sexes: {"male_birth", "female_birth"} <= columns.keys(),
            self._read_sex_marks: bool({"female_mark", "male_mark"} & columns.keys()),
            self._join_grade: {"grade", "class_name"} <= columns.keys(),
            self._check_identity: "identity_number" in columns,
            self._read_status: bool({"status", "remark", "gone_mark", "here_mark", "role"} & columns.keys()),
            self._read_other_remarks: bool(self.others),
            self._refuse_uncomputed: bool(sheet.details.uncomputed),
            self._forget_days_not_shown: bool(sheet.details.dayless and "birth_date" in columns),
        }
        self.further_steps = [step for step, needed in steps.items() if needed]
        surely = [columns.get(name, -1) for name in ("ordinal", "code", "full_name")]
        self.sure = [*surely, max(surely)] if min(surely) >= 0 else []
        self.named = [columns[name] for name in ("full_name", "family_name", "given_name", "code") if name in columns]

    def close(self) -> None:
        """Lets the sheet go: the steps refer to their reader, and nobody collects circles while a file is read."""
        self.further_steps = []

    # Row by row

    def read_row(self, number: int, cells: list[Cell]) -> Table | None:
        """Adds the person of one row to the roster, or the row to those passed over.

        Returns a table when the row is another header, by which those below are to be read.
        """
        self.number = number
        if not self._is_plainly_a_person(cells) and not self._lost_its_values(number, cells):
            texts = [read_text(cell) for cell in cells]
            if not any(texts) or between_people.is_numbering(texts):
                return None
            if not self._has_evidence(texts):
                if self._is_title(texts):
                    return None
                if between_people.is_header(cells, self.file.own_spellings):
                    other = table_at(self.sheet, number, cells, self.file.own_spellings)
                    # What stands above it are people, and no titles.
                    return replace(other, titles=[], class_hint=ClassHint())
            is_staff = self._is_no_pupil(texts)
            if is_staff or self._is_footer(texts):
                self._pass_over(number, texts, is_staff=is_staff)
                return None
        row = RosterRow(self.sheet.name, number + 1, {})
        self._read_cells(row, cells)
        for step in self.further_steps:
            step(row, cells)
        if self.class_hint:
            for name in ("class_name", "chapter_name"):
                if name not in self.table.columns:
                    row.values[name] = self.class_hint
        self._flag(row, number, cells)
        self._note_ordinal(cells)
        self.last_person = number
        self.people += 1
        self.roster.rows.append(row)
        return None

    def _lost_its_values(self, number: int, cells: list[Cell]) -> bool:
        """Whether a row has a name or a code that the file does not give: a formula never calculated, or an error of Excel.

        That is a person whose row is told, and no empty row of a form.
        """
        uncomputed = self.sheet.details.uncomputed
        return any((number, place) in uncomputed or is_excel_error(cell_at(cells, place)) for place in self.named)

    def _note_ordinal(self, cells: list[Cell]) -> None:
        place = self.table.columns.get("ordinal", -1)
        if not 0 <= place < len(cells):
            return
        cell = cells[place]
        if isinstance(cell, float):
            self.ordinals.append(int(cell))
        elif (text := read_text(cell)).isdecimal():
            self.ordinals.append(int(text))

    def _says_no_more_than_a_name(self, row: RosterRow, cells: list[Cell]) -> bool:
        """Whether a row has none of what the others have: a code, a birth date, a sex."""
        told = {"code", "birth_date", "sex"} & self.table.columns.keys()
        says_more = bool(row.issues or (told | {"identity_number"}) & row.values.keys())
        return not says_more and (len(told) >= 2 or self._lacks_a_number(cells))

    def _lacks_a_number(self, cells: list[Cell]) -> bool:
        """Whether all those above are numbered and this row is not: a form teacher may sign right below the last pupil."""
        place = self.table.columns.get("ordinal", -1)
        return place >= 0 and len(self.ordinals) >= max(self.people, 2) and not read_text(cell_at(cells, place))

    def _pass_over(self, number: int, texts: list[str], *, is_staff: bool = False) -> None:
        # `HỌC SINH CHUYỂN ĐI` in the middle of a sheet: those below it have left.
        says = [text for text in texts if text and says_gone(text, is_status=False, is_title=True)]
        self.after_gone = self.after_gone or bool(says)
        if legend := next(filter(between_people.is_legend, says), ""):
            self.file.legends.append(f"“{legend[:60]}”")
        self._note_ordinal(list(texts))
        shown = " ".join(text for text in texts if text)[:120]
        if not (self.after_footer or is_staff):
            self._doubt_passed(texts, shown)
        elif not (is_staff or self.places) and between_people.begins_a_class(shown) and between_people.may_be_a_title(texts):
            # Another list below the signatures.
            self.unread_title = shown[:60]
        self._doubt_class_said(texts, shown)
        self.after_footer = self.after_footer or between_people.sounds_like_footer(texts)
        self.roster.passed_over.append((self.sheet.name, number + 1, shown))

    def _doubt_class_said(self, texts: list[str], shown: str) -> None:
        """`Danh sách này có 4 học sinh lớp 10A2` below a list of 10A1."""
        named = classes_named(shown) if self.class_hint and between_people.sounds_like_footer(texts) else set()
        if named and self.class_hint not in named:
            choices = {"column": f"Lớp {self.class_hint}", STOP: "Để sửa tệp"}
            detail = f"lớp {self.class_hint}, cuối danh sách ghi “{shown[:60]}”"
            message = "Tiêu đề và cuối danh sách ghi hai lớp khác nhau: {what}."
            self.file.doubts.ask("class_conflict", message, choices, (), [detail])

    def _doubt_passed(self, texts: list[str], shown: str) -> None:
        """A row that is passed over may be the title of another group, or somebody whose name sounds like a footer."""
        if between_people.may_be_a_name(self._at(texts, "full_name")) or between_people.holds_a_person(shown):
            self.file.passed_people.append(f"“{shown[:60]}”")
        elif (
            not self.places
            and between_people.may_be_a_title(texts)
            and (self._stands_in_front(texts) or between_people.begins_a_class(shown))
        ):
            self.unread_title = shown[:60]

    def _stands_in_front(self, texts: list[str]) -> bool:
        """Whether the first text of a row stands no further to the right than names do, as a title does."""
        first = next((place for place, text in enumerate(texts) if text), 0)
        return first <= max(self.named, default=0)

    def _flag(self, row: RosterRow, number: int, cells: list[Cell]) -> None:
        """Marks a row that a careful clerk would ask about."""
        details = self.sheet.details
        if number in details.hidden_rows or (self.named and (number, self.named[0]) in details.unseen):
            self.file.flag("hidden_rows", row)
        if number in details.struck:
            self.file.flag("struck_rows", row)
        name = row.values.get("full_name", "")
        if name:
            self._flag_name(row, name)
        says_less = not {"code", "birth_date", "sex"} & row.values.keys()
        # Those right below somebody who stands apart belong to them.
        self.is_apart = is_apart = says_less and (self.is_apart or number - self.last_person > 1)
        if not self.after_footer and (is_apart or self._says_no_more_than_a_name(row, cells)):
            self.file.flag("name_only", row, name)
        if self.unread_title and self.class_hint:
            self.file.flag("under_title", row, f"“{self.unread_title}”")
        if comment := details.comments.get(number):
            self._see_comment(row, comment)
        if self.after_gone:
            self.file.flag("gone", row, name)
        if self.after_footer:
            if {"code", "birth_date"} & row.values.keys():
                self.after_footer = False
            else:
                self.file.flag("after_footer", row, name)

    def _flag_name(self, row: RosterRow, name: str) -> None:
        if " " not in name or _PATTERN.fullmatch(fold(name)) or _CUT.fullmatch(name):
            self.file.flag("one_word_names", row, name)
        if is_odd_name(name):
            self.file.flag("old_font_names", row, name)
        for each in row.warnings:
            beside = remark_beside_name(each.value) if each.code == "name_remark" else ""
            if beside and (says_gone(beside, is_status=False) or may_say_gone(beside)):
                self.file.flag("odd_status", row, f"{name}: “{beside[:40]}”")
            own = row.values.get("class_name", "")
            if each.code == "name_remark" and own and (said := class_alone(remark_beside_name(each.value))) not in ("", own):
                self.file.flag("grade_disagrees", row, f"lớp {own}, bên cạnh họ tên ghi {said}")

    def _see_comment(self, row: RosterRow, comment: str) -> None:
        """A comment on a cell may say that somebody has left; any other is told, for nothing else reads it."""
        if says_gone(comment, is_status=False):
            self.file.flag("gone", row, f"ghi chú của ô: “{comment[:40]}”")
        elif may_say_gone(comment):
            self.file.flag("odd_status", row, f"ghi chú của ô: “{comment[:40]}”")
        else:
            row.warnings.append(Issue("", "", "comment", f"Ghi chú của ô, hệ thống không dùng: “{comment[:120]}”."))

    def _is_plainly_a_person(self, cells: list[Cell]) -> bool:
        """Whether the row has a number of order, a code without spaces and a name, as nearly every row has."""
        if not self.sure or len(cells) <= self.sure[-1] or self.role >= 0:
            return False
        ordinal, code, name = (cells[place] for place in self.sure[:3])
        return (
            isinstance(ordinal, float)
            and isinstance(name, str)
            and len(name) > 2
            and not name.endswith(")")
            and (isinstance(code, float) or (isinstance(code, str) and code != "" and " " not in code))
        )

    def _read_status(self, row: RosterRow, cells: list[Cell]) -> None:
        """Whether the row says that its person has left. What it says is not kept: a remark may be about anything."""
        role = read_text(cell_at(cells, self.role)) if self.role >= 0 else ""
        if role and is_no_pupil(role):
            self.file.flag("staff_roles", row, f"“{role[:40]}”")
        marked = cell_at(cells, self.table.columns.get("gone_mark", len(cells)))
        text = fold(read_text(marked)) if marked else ""
        if text and text not in NO and not text.isdecimal():
            header = self.table.headers[self.table.columns["gone_mark"]]
            code = "gone" if text in YES or is_day(marked) else "odd_status"
            self.file.flag(code, row, f"“{header}”" if code == "gone" else f"“{header}: {text[:20]}”")
            return
        if "here_mark" in self.table.columns:
            here = self.table.columns["here_mark"]
            mark = read_text(cell_at(cells, here))
            if fold(mark) in NO:
                # Where most are not marked nobody has filled it in: such a question is not asked.
                self.file.flag("odd_status", row, f"“{self.table.headers[here]}: {mark or 'để trống'}”")
                return
        for name in ("status", "remark"):
            cell = cell_at(cells, self.table.columns.get(name, len(cells)))
            text = read_text(cell) if cell else ""
            if text and says_gone(text, is_status=name == "status"):
                self.file.flag("gone", row, f"“{text[:40]}”")
                return
            if not text:
                continue
            if name == "remark" and (corrects(text) or self._names_another_class(text, row)):
                self.file.flag("corrections", row, f"“{text[:40]}”")
                return
            is_odd = not is_known_status(text) if name == "status" else may_say_gone(text)
            if is_odd:
                self.file.flag("odd_status", row, f"“{text[:40]}”")
                return

    def _names_another_class(self, remark: str, row: RosterRow) -> bool:
        named, own = class_alone(remark), row.values.get("class_name") or row.values.get("chapter_name", "")
        return bool(named and own) and fold(named) != fold(own)

    def _read_other_remarks(self, row: RosterRow, cells: list[Cell]) -> None:
        """A second column of remarks, or one without a head, in which somebody has left."""
        for place in self.others:
            text = cells[place] if place < len(cells) else None
            if not isinstance(text, str) or len(text) < SHORTEST_REMARK:
                continue
            if text not in self.said_gone:
                self.said_gone[text] = says_gone(text, is_status=False)
            if self.said_gone[text]:
                self.file.flag("gone", row, f"“{read_text(text)[:40]}”")
                return
