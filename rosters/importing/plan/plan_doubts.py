"""What a careful clerk would ask about a plan: its classes, and whom its rows mean. No database.

Rows are seen one by one as they are planned; the questions are put when all have been seen.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from rosters.importing.plan.date_runs import DateRuns
from rosters.importing.plan.matching import NEW_PERSON, ExistingMember
from rosters.importing.plan.near_people import NearPeople
from rosters.importing.plan.placing import ExistingUnit, ExistingUnits, unit_key
from rosters.importing.plan.questions_about_people import ABOUT_PEOPLE, MORE_CHOICES
from rosters.importing.plan.resemblance import fits_grade, grade_in, is_odd_class, look, within_one_edit
from rosters.importing.plan.rows import PlanRow
from rosters.importing.plan.title_doubts import FIRST_MONTH, ask_about_class, ask_about_school, ask_about_year
from rosters.importing.recognise.doubts import STOP, Doubts
from rosters.importing.recognise.rows import RosterRow
from rosters.names import fold

Place = tuple[str, int]
# From so many people on, and so large a share, new names are no corrections.
MANY_RENAMED, SHARE_RENAMED = 3, 0.2
MANY_MOVED = 5
# Classes go up between the end of May and October.
PROMOTED_IN = range(6, 11)
# In a small list even two who have the name of somebody of the class, and another birth date, are odd.
FEW_APART = 2
# With two codes, people of one name and day are asked about in lists of one school.
LARGEST_OF_A_SCHOOL = 3_000
# From so large a share on, people in two classes are a group that was copied.
SHARE_COPIED = 0.3
# A list typed without accents may have a name or two with them.
SHARE_WITHOUT_ACCENTS = 0.7
# So many people are compared: a list of a whole province has namesakes in other classes anyway.
MOST_COMPARED = 20_000
# In chapters that are no class of a school.
YOUNGEST, OLDEST = 14, 37
# So many in a class, and so large a share of one year, tell which year its list is of.
SMALLEST_CLASS, SHARE_OF_A_YEAR = 15, 0.9
# A column that was turned round contradicts nearly all names that tell a sex.
SHARE_TURNED = 0.2
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


@dataclass
class PlanDoubts:
    """Collects what is doubtful. `titles` stand above the lists; `units` are those that the file may name."""

    units: ExistingUnits
    titles: list[str]
    today: dt.date
    # What stands among and below the lists.
    below: list[str] = field(default_factory=list)
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
    # Names without any accent, and those of them that have lost some: Nguyen, Thi.
    ascii_names: int = 0
    lost_accents: int = 0
    first: Place = ("", 0)
    # New people by name and birth date, with where they stand first; and those who stand in another class once more.
    groups: dict[Any, tuple[Any, Place]] = field(default_factory=dict)
    again: list[tuple[Place, str]] = field(default_factory=list)
    sheets: set[str] = field(default_factory=set)
    in_class: dict[Any, tuple[str, int, Any, str]] = field(default_factory=dict)
    # What is told otherwise of people who are known: (field, what was, what shall be, where, who), and who goes from where to where.
    told_otherwise: list[tuple[str, Any, Any, Place, str]] = field(default_factory=list)
    moves: list[tuple[str, str, Place, str]] = field(default_factory=list)
    # New people without a code, with the unit above theirs, their own, and where they stand.
    near: NearPeople[tuple[Any, Any, str]] = field(default_factory=NearPeople)
    # Those of a class whose names new people have.
    namesakes: set[int] = field(default_factory=set)
    years_of_class: dict[tuple[str, int], list[tuple[int, Place]]] = field(default_factory=lambda: defaultdict(list))
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
        if (born and (grade := grade_in(planned.unit_name)) and not fits_grade(born, grade, self.today)) or (
            born
            and not grade_in(planned.unit_name)
            and self.units.unit_field == "chapter_name"
            and not self._is_of_union_age(born)
        ):
            self._note("age", row, f"{planned.full_name} sinh {born.year} ở {planned.unit_name}")
        elif born and (grade := grade_in(planned.unit_name)):
            self.years_of_class[planned.unit_name, grade].append((born.year, (row.sheet, row.row)))
        self.seen += 1
        self.sheets.add(row.sheet)
        is_known = member is not None and not any(change.field == "birth_date" for change in planned.changes)
        self.date_runs.see((row.sheet, row.row), None if is_known else born)
        self._see_sex(row, planned)
        if planned.full_name.isascii():
            self.ascii_names += 1
            words = fold(planned.full_name).split(" ")
            self.lost_accents += words[0] in _FAMILIES or bool({"thi", "van"} & set(words))
            self.first = (row.sheet, row.row)
        if member:
            self.known += 1
            self._see_known(row, planned, member)

    def see_nowhere(self, row: RosterRow, planned: PlanRow) -> None:
        """A row that names no chapter, in a list of the union: somebody marked as a member should have one."""
        if row.values.get("union_member"):
            self._note("no_chapter", row, planned.full_name)

    def _is_of_union_age(self, born: dt.date) -> bool:
        """Members of the union are 16 to 30; those who lead it may be older, and a list is made before somebody joins."""
        return YOUNGEST <= self.today.year - born.year <= OLDEST

    def _find_classes_of_another_year(self) -> None:
        """A class in which nearly all are a year too old is the list of last year."""
        for (name, grade), people in self.years_of_class.items():
            usual = (self.today.year if self.today.month >= FIRST_MONTH else self.today.year - 1) - grade - 5
            older = [place for year, place in people if year == usual - 1]
            if len(people) >= SMALLEST_CLASS and len(older) >= SHARE_OF_A_YEAR * len(people):
                self.twice["age"] += older
                self.names["age"].append(
                    f"{len(older)} trong {len(people)} người lớp {name} sinh {usual - 1}, lớn hơn một tuổi"
                )

    def note_namesake(self, row: RosterRow, name: str, members: Sequence[int]) -> None:
        """Somebody new who has the name of `members` of the class, born on quite another day."""
        self._note("sorted_apart", row, name)
        self.namesakes.update(members)

    def note_alike(self, code: str, row: RosterRow, member: ExistingMember) -> None:
        """Somebody found by name and class, who is told of with another code or without a birth date."""
        self._note(code, row, member.full_name)

    def note_again(self, row: RosterRow, name: str) -> None:
        """A second row that says the same of somebody as the first."""
        self._note("said_again", row, name)

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
        two_codes = bool(code and first[3]) and not (born and (same_class or self.seen <= LARGEST_OF_A_SCHOOL))
        if first[:2] == (row.sheet, row.row):
            return self._see_less_of_one(row, planned, unit)
        if two_codes:
            return ""
        other = f"dòng {first[1]}" + (f" trang tính {first[0]}" if first[0] != row.sheet else "")
        found = "namesakes" if same_class else "same_person"
        self._note(found, row, f"{planned.full_name} (dòng {row.row} và {other})")
        return found

    def _see_less_of_one(self, row: RosterRow, planned: PlanRow, unit: Any) -> str:
        """A name that stands in the class once more, with a birth date or without: one of the rows says less of one person."""
        born, code = row.values.get("birth_date"), row.values.get("code", "")
        first = self.in_class.setdefault((planned.full_name.casefold(), unit), (row.sheet, row.row, born, code))
        same_row = first[:2] == (row.sheet, row.row)
        if same_row or bool(born) == bool(first[2]) or (code and first[3]):
            return ""
        self._note("namesakes", row, f"{planned.full_name} (dòng {row.row} và dòng {first[1]})")
        return "namesakes"

    def _see_near(self, row: RosterRow, planned: PlanRow, unit: Any) -> None:
        """Somebody new who is nearly one of another class above in the file: perhaps one person, misspelled."""
        born = row.values.get("birth_date")
        if not born or row.values.get("code") or self.seen > MOST_COMPARED:
            return
        above = planned.above_id or self.above_of.get(planned.unit_id or 0)
        plain = fold(planned.full_name)
        for other_above, other_unit, other in self.near.near(planned.full_name, born):
            # In one list of one class another letter is that of a twin; an accent, or a year, may be a slip there too.
            if other_above == above and (other_unit != (unit, row.sheet) or fold(other).startswith(plain)):
                self._note("near_person", row, f"{planned.full_name} {planned.unit_name} (dòng {row.row}) và {other}")
                break
        where = f"{planned.full_name} {planned.unit_name} (dòng {row.row})"
        self.near.add(planned.full_name, born, (above, (unit, row.sheet), where))

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
            if change.field in ("birth_date", "full_name"):
                self.told_otherwise.append((change.field, change.old, change.new, (row.sheet, row.row), planned.full_name))
        if planned.action == "move" and member.unit_id in self.own_units:
            self.moves.append((member.unit_name, planned.unit_name, (row.sheet, row.row), planned.full_name))
        self._see_accents(row, planned, member.full_name)
        if member.unit_id and planned.action == "move" and member.unit_id not in self.own_units:
            self._note("from_elsewhere", row, f"{planned.full_name} từ {member.unit_name}")
        if not by_code or member.full_name == planned.full_name:
            pass
        elif not _share_a_word(member.full_name, planned.full_name):
            self._note("renames", row, f"{member.full_name} → {planned.full_name}")
        elif _given_name(member.full_name) != _given_name(planned.full_name):
            # Without a birth date only the code says that they are one.
            is_sure = row.values.get("birth_date") or within_one_edit(
                _given_name(member.full_name), _given_name(planned.full_name)
            )
            self._note("given_names" if is_sure else "renames", row, f"{member.full_name} → {planned.full_name}")
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

    def _drop_what_is_rare(self, matched: Set[int]) -> None:
        """Of some things one or two may be: only many of them are odd."""
        for code in ("other_code", "name_alone"):
            if len(self.twice[code]) < MANY_RENAMED:
                # One or two are answered by themselves.
                self.twice[code] = []
        for name in ("birth_date", "sex"):
            changed = len(self.twice[f"many_{name}"])
            if changed < MANY_RENAMED or changed < SHARE_RENAMED * self.known:
                self.twice[f"many_{name}"] = []
        if len(self.twice["sexes_turned"]) <= MANY_RENAMED or len(self.twice["sexes_turned"]) < SHARE_TURNED * self.telling:
            self.twice["sexes_turned"] = []
        if len(self.twice["sorted_apart"]) < FEW_APART and self.namesakes <= matched:
            self.twice["sorted_apart"] = []

    def ask(self, doubts: Doubts, matched: Set[int] = frozenset()) -> None:
        """Puts the questions about all rows that were seen. `matched` are the members whom rows mean."""
        self._drop_what_is_rare(matched)
        alone = [unit for unit, number in self.new_units.items() if number == 1]
        if alone and self.seen >= MANY_MOVED:
            self.twice["classes_of_one"] = [place for unit in alone for place in self.rows_of_unit[unit]]
            self.names["classes_of_one"] = [name for _above, name in alone]
        if self.lost_accents >= MANY_RENAMED and self.ascii_names >= SHARE_WITHOUT_ACCENTS * self.seen:
            self.twice["no_accents"] = self.twice["no_accents"] or [self.first]
            self.names["no_accents"] = self.names["no_accents"] or ["cả danh sách"]
        if len(self.again) >= MANY_RENAMED and len(self.again) >= SHARE_COPIED * self.seen:
            noted = set(self.twice["same_person"])
            self.twice["same_person"] += [place for place, _what in self.again if place not in noted]
            self.names["same_person"] += [what for place, what in self.again if place not in noted]
        self._find_classes_of_another_year()
        self._find_exchanges()
        self._find_odd_moves()
        if self.seen:
            ask_about_year(doubts, [*self.titles, *self.sheets], self.today)
        if dragged := self.date_runs.found():
            self.twice["dragged_dates"] = [place for place, _born in dragged]
            self.names["dragged_dates"] = [f"{born:%d/%m/%Y}" for _place, born in dragged]
        ask_about_school(doubts, self.titles, self.units.own_names, sorted(self.sheets), self.below)
        if self.units.target:
            ask_about_class(doubts, self.titles, self.units.target.name)
        self._ask_about_new_units(doubts)
        renamed = len(self.twice["renames"]) + len(self.twice["given_names"])
        if renamed >= MANY_RENAMED and renamed >= SHARE_RENAMED * self.known_by_code:
            self.twice["renames"] += self.twice["given_names"]
            self.names["renames"] += self.names["given_names"]
        if self.twice["renames"] or self.twice["many_birth_date"]:
            # That question holds them already.
            self.twice["exchanged"] = []
        for code, (message, yes) in ABOUT_PEOPLE.items():
            if self.twice[code]:
                choices = {yes[0]: yes[1], **MORE_CHOICES.get(code, {}), STOP: "Không, để sửa tệp"}
                doubts.ask(code, message, choices, self.twice[code], self.names[code])

    def _find_exchanges(self) -> None:
        """Two people who are each told to be what the other was: two codes, or two birth dates, stand on the wrong rows."""
        for about in ("full_name", "birth_date"):
            told = [each for each in self.told_otherwise if each[0] == about]
            changes = {(_plain(each[1]), _plain(each[2])) for each in told}
            for _about, old, new, place, who in told:
                if _plain(new) != _plain(old) and (_plain(new), _plain(old)) in changes:
                    self.twice["exchanged"].append(place)
                    self.names["exchanged"].append(f"{old} → {new}" if about == "full_name" else who)

    def _find_odd_moves(self) -> None:
        """Many who change the class in one grade, anybody who goes to a lower one, and a promotion in the middle of the year."""
        grades = [
            (grade_in(old) or 0, grade_in(new) or 0, place, f"{who} {old} → {new}") for old, new, place, who in self.moves
        ]
        down = [each for each in grades if 0 < each[1] < each[0]]
        across = [each for each in grades if each[0] == each[1] > 0]
        up = [each for each in grades if each[1] > each[0] > 0]
        odd = list(down)
        if len(across) >= MANY_MOVED and len(across) >= SHARE_RENAMED * self.known:
            odd += across
        if len(up) >= MANY_MOVED and self.today.month not in PROMOTED_IN:
            odd += up
        self.twice["odd_moves"] = [place for _old, _new, place, _what in odd]
        self.names["odd_moves"] = [what for _old, _new, _place, what in odd]

    def _ask_about_new_units(self, doubts: Doubts) -> None:
        label = "chi đoàn" if self.units.unit_field == "chapter_name" else "lớp"
        existing: dict[str, str] = {look(leaf.name): leaf.name for leaf in self.units.leaves}
        # Of new ones that look alike, the one with most people is the model.
        for (_above, name), _number in sorted(self.new_units.items(), key=lambda each: (-each[1], len(each[0][1]), each[0][1])):
            model = existing.setdefault(look(name), name)
            rows = next(places for (_id, other), places in self.rows_of_unit.items() if other == name)
            if unit_key(model) == unit_key(name):
                model = _begins_like(name, self.units.leaves) or model
            if unit_key(model) != unit_key(name):
                choices = {"new": f"Lập {label} mới {name}", model: f"Đó là {label} {model}", STOP: "Để sửa tệp"}
                message = f"Tên {label} “{name}” ở {{n}} dòng chưa có và rất giống {model}."
                doubts.ask(f"class_resembles:{name}", message, choices, rows)
            elif is_odd_class(name, of_school=label == "lớp"):
                choices = {"new": f"Đúng tên, lập {label} mới {name}", STOP: "Sai, để sửa tệp"}
                why = " Excel có thể đã đổi tên lớp thành số (6E1 thành 60)." if name.isdigit() else " Tên này không có khối."
                doubts.ask(f"class_odd:{name}", f"Tên {label} “{name}” ở {{n}} dòng lạ.{why}", choices, rows)


def _begins_like(name: str, leaves: Sequence[ExistingUnit]) -> str:
    """The class that exists, and whose name goes on in another word or sign: 10A1 for `10A1 mới`, `10A1A` and `10A1 và 10A2`."""
    key = unit_key(name)
    longest = sorted((leaf.name for leaf in leaves), key=len, reverse=True)
    return next((each for each in longest if _goes_on(key, unit_key(each))), "")


def _goes_on(key: str, begins: str) -> bool:
    rest = key[len(begins) :]
    return key.startswith(begins) and grade_in(begins) is not None and bool(rest) and not rest[0].isdigit()


def aliases(answers: dict[str, str]) -> dict[str, str]:
    """The classes that names of the file stand for, as was answered: key of the name -> name of the class."""
    prefix = "class_resembles:"
    return {
        unit_key(code.removeprefix(prefix)): choice
        for code, choice in answers.items()
        if code.startswith(prefix) and choice not in (STOP, NEW_PERSON)
    }


def _share_a_word(one: str, other: str) -> bool:
    """Whether two names may be one, corrected: they share a word other than the family name, Thị and Văn, or differ in a letter."""
    first, second = fold(one).split(" "), fold(other).split(" ")
    telling = [set(words[1:] or words) - {"thi", "van"} for words in (first, second)]
    return bool(telling[0] & telling[1]) or "".join(first) == "".join(second) or within_one_edit(first[-1], second[-1])


def _plain(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _given_name(name: str) -> str:
    return fold(name).rpartition(" ")[2]
