"""What a careful clerk would ask about a plan: its classes, and whom its rows mean. No database.

Rows are seen one by one as they are planned; the questions are put when all have been seen.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from rosters.importing.plan.date_runs import DateRuns
from rosters.importing.plan.matching import NEW_PERSON, ExistingMember
from rosters.importing.plan.near_people import NearPeople
from rosters.importing.plan.placing import ExistingUnits, unit_key, upper_key
from rosters.importing.plan.resemblance import fits_grade, grade_in, is_odd_class, look
from rosters.importing.plan.rows import PlanRow
from rosters.importing.recognise.doubts import STOP, Doubts
from rosters.importing.recognise.rows import RosterRow
from rosters.names import fold

Place = tuple[str, int]
# From so many people on, and so large a share, new names are no corrections.
MANY_RENAMED, SHARE_RENAMED = 3, 0.2
# From so large a share on, people in two classes are a group that was copied.
SHARE_COPIED = 0.3
# So many people are compared: a list of a whole province has namesakes in other classes anyway.
MOST_COMPARED = 20_000
# A column that was turned round contradicts nearly all names that tell a sex.
SHARE_TURNED = 0.9
# From so many new classes of one person on, a column was filled by dragging.
MANY_ALONE = 3
# Families whose name has an accent: written without, it was lost.
_FAMILIES = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "huynh",
        "hoang",
        "vo",
        "vu",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "dao",
        "doan",
        "dinh",
        "truong",
    ]
)
_SCHOOL = re.compile(r"\b(?:thpt|thcs|tieu hoc|mam non|ptdtnt|gdtx|gdnn|cao dang|dai hoc|trung cap)\b|^truong (?:th|pt)\b")
_SCHOOL_YEAR = re.compile(r"nam hoc\s*:?\s*(20\d\d)\s?[-–/]\s?20\d\d")
# Lists of the next school year are made from July on.
FIRST_MONTH = 7
# Where the name of a school ends in a title.
_AFTER_SCHOOL = re.compile(
    r"\s+(?:nam hoc|danh sach|lop|khoi|hoc ky|chi doan|xa|phuong|huyen|tinh)\b.*$|\s*[,;].*$|\s+[-–]\s+.*$"
)


@dataclass
class PlanDoubts:
    """Collects what is doubtful. `titles` stand above the lists; `units` are those that the file may name."""

    units: ExistingUnits
    titles: list[str]
    today: dt.date
    new_units: Counter[tuple[int, str]] = field(default_factory=Counter)
    rows_of_unit: dict[tuple[int, str], list[Place]] = field(default_factory=lambda: defaultdict(list))
    people: dict[Any, tuple[str, int, Any, str]] = field(default_factory=dict)
    twice: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    known_by_code: int = 0
    known: int = 0
    seen: int = 0
    # Names that tell a sex: Thị and Văn.
    telling: int = 0
    # Names of a Vietnamese family without any accent.
    ascii_names: int = 0
    first: Place = ("", 0)
    # New people by name and birth date, with where they stand first; and those who stand in another class once more.
    groups: dict[Any, tuple[Any, Place]] = field(default_factory=dict)
    again: list[tuple[Place, str]] = field(default_factory=list)
    # New people without a code, with the unit above theirs, their own, and where they stand.
    near: NearPeople[tuple[Any, Any, str]] = field(default_factory=NearPeople)
    date_runs: DateRuns = field(default_factory=DateRuns)

    def __post_init__(self) -> None:
        self.above_of = {leaf.pk: leaf.above_id for leaf in self.units.leaves}
        self.own_units = {leaf.pk for leaf in self.units.leaves} | ({self.units.target.pk} if self.units.target else set())

    def _note(self, code: str, row: RosterRow, what: str) -> None:
        self.twice[code].append((row.sheet, row.row))
        self.names[code].append(what)

    def see(self, row: RosterRow, planned: PlanRow, member: ExistingMember | None) -> None:
        """One row that would be written."""
        if planned.unit_id is None and planned.above_id is not None:
            unit = (planned.above_id, planned.unit_name)
            self.new_units[unit] += 1
            self.rows_of_unit[unit].append((row.sheet, row.row))
        born = row.values.get("birth_date")
        if born and (grade := grade_in(planned.unit_name)) and not fits_grade(born, grade, self.today):
            self._note("age", row, f"{planned.full_name} sinh {born.year} ở {planned.unit_name}")
        self.seen += 1
        is_known = member is not None and not any(change.field == "birth_date" for change in planned.changes)
        self.date_runs.see((row.sheet, row.row), None if is_known else born)
        self._see_sex(row, planned)
        if planned.full_name.isascii():
            self.ascii_names += fold(planned.full_name).partition(" ")[0] in _FAMILIES
            self.first = (row.sheet, row.row)
        if member:
            self.known += 1
            self._see_known(row, planned, member)

    def note_namesake(self, row: RosterRow, name: str) -> None:
        """Somebody new who has the name of one of the class, born on quite another day."""
        self._note("sorted_apart", row, name)

    def see_twice(self, row: RosterRow, planned: PlanRow) -> str:
        """Somebody new of the name and birth date of a row above: "namesakes" in one class, "same_person" in two, else "".

        In one class they may be namesakes, in two classes one person listed twice.
        """
        born, code = row.values.get("birth_date"), row.values.get("code", "")
        unit = (planned.unit_id or planned.above_id, unit_key(planned.unit_name))
        name = planned.full_name.casefold()
        key = (name, born) if born else (name, None, unit)
        first = self.people.setdefault(key, (row.sheet, row.row, unit, code))
        same_class = first[2] == unit
        self._see_group_again(row, planned, unit)
        self._see_near(row, planned, unit)
        # In a large list two people of one name and day are not rare: two codes say that they are two, but in one class.
        if first[:2] == (row.sheet, row.row) or (code and first[3] and not (born and same_class)):
            return ""
        other = f"dòng {first[1]}" + (f" trang tính {first[0]}" if first[0] != row.sheet else "")
        found = "namesakes" if same_class else "same_person"
        self._note(found, row, f"{planned.full_name} (dòng {row.row} và {other})")
        return found

    def _see_near(self, row: RosterRow, planned: PlanRow, unit: Any) -> None:
        """Somebody new who is nearly one of another class above in the file: perhaps one person, misspelled."""
        born = row.values.get("birth_date")
        if not born or row.values.get("code") or self.seen > MOST_COMPARED:
            return
        above = planned.above_id or self.above_of.get(planned.unit_id or 0)
        for other_above, other_unit, other in self.near.near(planned.full_name, born):
            if other_unit != unit and other_above == above:
                self._note("near_person", row, f"{planned.full_name} {planned.unit_name} (dòng {row.row}) và {other}")
                break
        where = f"{planned.full_name} {planned.unit_name} (dòng {row.row})"
        self.near.add(planned.full_name, born, (above, unit, where))

    def _see_group_again(self, row: RosterRow, planned: PlanRow, unit: Any) -> None:
        """Counts those who stand in two classes with two codes, or without a birth date: one may be, a whole group is a copy."""
        if self.seen > MOST_COMPARED:
            return
        who = (planned.full_name.casefold(), row.values.get("birth_date"))
        first_unit, place = self.groups.setdefault(who, (unit, (row.sheet, row.row)))
        if first_unit != unit:
            self.again.append(((row.sheet, row.row), f"{planned.full_name} (dòng {row.row} và dòng {place[1]})"))

    def _see_known(self, row: RosterRow, planned: PlanRow, member: ExistingMember) -> None:
        by_code = bool(row.values.get("code")) and not planned.decided
        self.known_by_code += by_code
        for change in planned.changes:
            if change.field in ("birth_date", "sex") and change.old and change.new:
                self._note(f"many_{change.field}", row, planned.full_name)
        self._see_accents(row, planned, member.full_name)
        if member.unit_id and planned.action == "move" and member.unit_id not in self.own_units:
            self._note("from_elsewhere", row, f"{planned.full_name} từ {member.unit_name}")
        if not by_code or member.full_name == planned.full_name:
            pass
        elif not _share_a_word(member.full_name, planned.full_name):
            self._note("renames", row, f"{member.full_name} → {planned.full_name}")
        elif _given_name(member.full_name) != _given_name(planned.full_name):
            self._note("given_names", row, f"{member.full_name} → {planned.full_name}")
        if member.has_left and planned.action == "move":
            self._note("returns", row, planned.full_name)
        elif planned.action == "move" and member.unit_id and not row.values.get("code") and not planned.decided:
            self._note("moves_by_name", row, f"{planned.full_name} từ {member.unit_name}")

    def _see_sex(self, row: RosterRow, planned: PlanRow) -> None:
        """A man called Thị, or a woman called Văn, is rare; many of them are a column that was turned round."""
        middle = f" {fold(planned.full_name)} "
        sex = row.values.get("sex")
        if sex and (" thi " in middle or " van " in middle):
            self.telling += 1
            if (sex == "male" and " thi " in middle) or (sex == "female" and " van " in middle):
                self._note("sexes_turned", row, planned.full_name)

    def _see_accents(self, row: RosterRow, planned: PlanRow, before: str) -> None:
        """A name that would lose its accents: Trần Ngọc Ánh written Tran Ngoc Anh."""
        if planned.full_name.isascii() and not before.isascii() and fold(before) == fold(planned.full_name):
            self._note("no_accents", row, f"{before} → {planned.full_name}")

    def ask(self, doubts: Doubts) -> None:
        """Puts the questions about all rows that were seen."""
        for name in ("birth_date", "sex"):
            changed = len(self.twice[f"many_{name}"])
            if changed < MANY_RENAMED or changed < SHARE_RENAMED * self.known:
                self.twice[f"many_{name}"] = []
        if len(self.twice["sexes_turned"]) <= MANY_RENAMED or len(self.twice["sexes_turned"]) < SHARE_TURNED * self.telling:
            self.twice["sexes_turned"] = []
        if len(self.twice["sorted_apart"]) < MANY_RENAMED or len(self.twice["sorted_apart"]) < SHARE_RENAMED * self.seen:
            self.twice["sorted_apart"] = []
        alone = [unit for unit, number in self.new_units.items() if number == 1]
        if len(alone) >= MANY_ALONE and 2 * len(alone) >= len(self.new_units):
            self.twice["classes_of_one"] = [place for unit in alone for place in self.rows_of_unit[unit]]
            self.names["classes_of_one"] = [name for _above, name in alone]
        if self.ascii_names >= MANY_RENAMED and self.ascii_names == self.seen:
            self.twice["no_accents"] = self.twice["no_accents"] or [self.first]
            self.names["no_accents"] = self.names["no_accents"] or ["cả danh sách"]
        if len(self.again) >= MANY_RENAMED and len(self.again) >= SHARE_COPIED * self.seen:
            noted = set(self.twice["same_person"])
            self.twice["same_person"] += [place for place, _what in self.again if place not in noted]
            self.names["same_person"] += [what for place, what in self.again if place not in noted]
        self._ask_about_year(doubts)
        if dragged := self.date_runs.found():
            self.twice["dragged_dates"] = [place for place, _born in dragged]
            self.names["dragged_dates"] = [f"{born:%d/%m/%Y}" for _place, born in dragged]
        self._ask_about_school(doubts)
        self._ask_about_new_units(doubts)
        renamed = len(self.twice["renames"]) + len(self.twice["given_names"])
        if renamed >= MANY_RENAMED and renamed >= SHARE_RENAMED * self.known_by_code:
            self.twice["renames"] += self.twice["given_names"]
            self.names["renames"] += self.names["given_names"]
        for code, (message, yes) in _ABOUT_PEOPLE.items():
            if self.twice[code]:
                choices = {yes[0]: yes[1], **_MORE_CHOICES.get(code, {}), STOP: "Không, để sửa tệp"}
                doubts.ask(code, message, choices, self.twice[code], self.names[code])

    def _ask_about_year(self, doubts: Doubts) -> None:
        """A title of a school year that is over: its classes have gone up since."""
        named = {int(year) for title in self.titles for year in _SCHOOL_YEAR.findall(fold(title))}
        now = self.today.year if self.today.month >= FIRST_MONTH else self.today.year - 1
        if named and max(named) < now and self.seen:
            choices = {"now": "Đúng là danh sách hiện nay", STOP: "Danh sách cũ, không nhập"}
            shown = f"{max(named)}-{max(named) + 1}"
            doubts.ask(
                "old_year",
                "Tiêu đề trong tệp ghi năm học {what}, đã qua. Lớp trong tệp có thể là lớp cũ.",
                choices,
                (),
                [shown],
            )

    def _ask_about_school(self, doubts: Doubts) -> None:
        """A title that names a school, and none of those that the file is for."""
        own = [upper_key(name) for name in self.units.own_names if _SCHOOL.search(fold(name))]
        named = [title for title in self.titles if _SCHOOL.search(fold(title))]
        plain = [fold(title).replace(" ", "") for title in named]
        if not own or not named or any(key in text for text in plain for key in own):
            return
        schools = [title[: len(_AFTER_SCHOOL.sub("", fold(title)))] for title in named]
        choices = {"here": "Đúng là danh sách của đơn vị này", STOP: "Nhầm tệp, không nhập"}
        doubts.ask("other_school", "Tiêu đề trong tệp ghi {what}, không phải đơn vị bạn đang nhập.", choices, (), schools)

    def _ask_about_new_units(self, doubts: Doubts) -> None:
        label = "chi đoàn" if self.units.unit_field == "chapter_name" else "lớp"
        existing: dict[str, str] = {look(leaf.name): leaf.name for leaf in self.units.leaves}
        # Of new ones that look alike, the one with most people is the model.
        for (_above, name), _number in sorted(self.new_units.items(), key=lambda each: (-each[1], len(each[0][1]), each[0][1])):
            model = existing.setdefault(look(name), name)
            rows = next(places for (_id, other), places in self.rows_of_unit.items() if other == name)
            if unit_key(model) != unit_key(name):
                choices = {"new": f"Lập {label} mới {name}", model: f"Đó là {label} {model}", STOP: "Để sửa tệp"}
                message = f"Tên {label} “{name}” ở {{n}} dòng chưa có và rất giống {model}."
                doubts.ask(f"class_resembles:{name}", message, choices, rows)
            elif is_odd_class(name, of_school=label == "lớp"):
                choices = {"new": f"Đúng tên, lập {label} mới {name}", STOP: "Sai, để sửa tệp"}
                why = " Excel có thể đã đổi tên lớp thành số (6E1 thành 60)." if name.isdigit() else " Tên này không có khối."
                doubts.ask(f"class_odd:{name}", f"Tên {label} “{name}” ở {{n}} dòng lạ.{why}", choices, rows)


# What else may be answered.
ONE = "one"
_MORE_CHOICES = {"namesakes": {ONE: "Là một người ghi hai lần, lấy dòng đầu"}}
_ABOUT_PEOPLE = {
    "namesakes": (
        "{n} dòng trùng cả họ tên, ngày sinh và lớp với một dòng khác: {what}.",
        ("two", "Đúng là hai người khác nhau"),
    ),
    "same_person": (
        "{n} người có ở hai lớp trong tệp, cùng họ tên và ngày sinh: {what}.",
        ("two", "Đúng là hai người khác nhau"),
    ),
    "near_person": (
        "{n} người gần giống một người ở lớp khác trong tệp, chỉ lệch một chữ hoặc một năm sinh: {what}.",
        ("two", "Đúng là hai người khác nhau"),
    ),
    "renames": (
        "{n} người có mã trong hệ thống nhưng tệp ghi họ tên khác hẳn: {what}. Cột mã và cột họ tên có thể bị sắp xếp lệch nhau.",
        ("rename", "Đúng, đổi tên những người này"),
    ),
    "many_birth_date": (
        "{n} người đang có trong hệ thống được đổi ngày sinh: {what}. Cột ngày sinh có thể bị lệch dòng, hoặc đảo ngày với tháng.",
        ("change", "Đúng, đổi ngày sinh"),
    ),
    "many_sex": ("{n} người đang có trong hệ thống được đổi giới tính: {what}.", ("change", "Đúng, đổi giới tính")),
    "sexes_turned": ("{n} người tên Thị ghi là Nam hoặc tên Văn ghi là Nữ: {what}.", ("right", "Đúng, vẫn nhập")),
    "no_accents": ("Họ tên trong tệp không có dấu: {what}.", ("right", "Đúng, ghi không dấu")),
    "from_elsewhere": ("{n} người đang ở đơn vị khác, ngoài đơn vị bạn đang nhập: {what}.", ("move", "Đúng, chuyển về đây")),
    "classes_of_one": (
        "{n} lớp hoặc chi đoàn mới chỉ có một người: {what}. Cột lớp có thể bị kéo thành dãy số.",
        ("new", "Đúng, lập các lớp này"),
    ),
    "sorted_apart": (
        "{n} người mới trùng họ tên với người đã có trong lớp nhưng khác hẳn ngày sinh: {what}. "
        "Cột họ tên và cột ngày sinh có thể bị sắp xếp lệch nhau.",
        ("new", "Đúng là những người khác"),
    ),
    "returns": ("{n} người đã thôi hoặc ra trường, nay có lại trong tệp: {what}.", ("back", "Đúng, nhận lại")),
    "moves_by_name": (
        "{n} người không có mã trong tệp, trùng họ tên và ngày sinh với người ở lớp khác: {what}.",
        ("move", "Đúng là họ, chuyển lớp"),
    ),
    "dragged_dates": (
        "Ngày sinh ở {n} dòng liền nhau giống nhau hoặc tăng đều từng ngày, từng năm: {what}. Có thể do kéo ô xuống.",
        ("right", "Đúng là ngày sinh của họ"),
    ),
    "age": ("{n} người có tuổi không hợp với lớp: {what}.", ("right", "Đúng, vẫn nhập")),
}


def aliases(answers: dict[str, str]) -> dict[str, str]:
    """The classes that names of the file stand for, as was answered: key of the name -> name of the class."""
    prefix = "class_resembles:"
    return {
        unit_key(code.removeprefix(prefix)): choice
        for code, choice in answers.items()
        if code.startswith(prefix) and choice not in (STOP, NEW_PERSON)
    }


def _share_a_word(one: str, other: str) -> bool:
    """Whether two names may be one, corrected: they share a word other than the family name, or differ only in accents."""
    first, second = fold(one).split(" "), fold(other).split(" ")
    return bool(set(first[1:] or first) & set(second[1:] or second)) or "".join(first) == "".join(second)


def _given_name(name: str) -> str:
    return fold(name).rpartition(" ")[2]
