"""Whom a row of a roster means: by member code, national identifiers, then name, birth date and class. No database.

Never guessed: where it is not certain, the candidates are put to the organizer.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rosters.fields.roster_fields import MEMBER_FIELDS
from rosters.importing.plan.resemblance import are_near_days, is_near, may_be_one
from rosters.importing.plan.rows import Candidate
from rosters.importing.recognise.rows import Issue
from rosters.names import name_key

NEW_PERSON = "new"
_FULL_NAME, _BIRTH_DATE, _SEX, _MINISTRY_CODE, _IDENTITY_DIGEST = (
    list(MEMBER_FIELDS).index(name) for name in ("full_name", "birth_date", "sex", "ministry_code", "identity_digest")
)


class ExistingMember(NamedTuple):
    """A member whom the file may mean.

    `unit_id` is the unit of this tree that the member is in now, if any.
    `reachable`: now in a unit of this tree that the organizer may change, or in none of this tree.
    `visible`: the organizer may already see this person; of others nothing may be shown.
    """

    pk: int
    code: str
    # What is kept of this person, in the order of MEMBER_FIELDS.
    values: tuple[Any, ...]
    unit_name: str = ""
    unit_id: int | None = None
    reachable: bool = True
    visible: bool = True
    # Codes of records that were merged into this one.
    former_codes: tuple[str, ...] = ()
    # Was in a unit of this tree, and is in none now.
    has_left: bool = False

    @property
    def full_name(self) -> str:
        return self.values[_FULL_NAME]

    @property
    def birth_date(self) -> dt.date | None:
        return self.values[_BIRTH_DATE]

    @property
    def sex(self) -> str:
        return self.values[_SEX]

    @property
    def ministry_code(self) -> str:
        return self.values[_MINISTRY_CODE]

    @property
    def identity_digest(self) -> str:
        return self.values[_IDENTITY_DIGEST]


class Match(NamedTuple):
    """The member, or the issue that holds the row back; with candidates the organizer may say who it is.

    `of_others`: the code is somebody's whom the organizer may not see. Nothing is told of them; whoever looks after them is asked.
    """

    member: ExistingMember | None = None
    issue: Issue | None = None
    candidates: Sequence[Candidate] = ()
    warning: Issue | None = None
    # Who it most likely is, and the name of the question that may be answered once for all who are likely in this way.
    likely: ExistingMember | None = None
    alike: str = ""
    of_others: ExistingMember | None = None


_NOBODY = Match()


class Matcher:
    """Finds members in an existing roster. `values` are those of a row; see rosters.importing.recognise.rows."""

    def __init__(self, members: Sequence[ExistingMember]) -> None:
        self.by_code = {code: member for member in members for code in (member.code, *member.former_codes)}
        self.by_number: dict[str, list[ExistingMember]] = defaultdict(list)
        self.by_ministry: dict[str, list[ExistingMember]] = defaultdict(list)
        self.by_identity: dict[str, list[ExistingMember]] = defaultdict(list)
        self.by_name: dict[str, list[ExistingMember]] = defaultdict(list)
        for member in members:
            for number in {code.lstrip("0") for code in (member.code, *member.former_codes) if code.isdecimal()}:
                self.by_number[number].append(member)
            if member.ministry_code:
                self.by_ministry[member.ministry_code].append(member)
            if member.identity_digest:
                self.by_identity[member.identity_digest].append(member)
            if member.reachable and member.visible:
                self.by_name[name_key(member.full_name)].append(member)

    def match(
        self, values: Mapping[str, Any], unit_id: Callable[[], int | None], decided: str = "", *, numeric_code: bool = False
    ) -> Match:
        """Whom a row with `values` means; `unit_id` tells where it places its person. Nobody is a new person."""
        code = values.get("code", "")
        member = self.by_code.get(code)
        if member is None and numeric_code and len(found := self.by_number.get(code.lstrip("0"), [])) == 1:
            member = found[0]
        if member:
            return self._checked(member, values, "Mã thành viên", code)
        for name, index, label in (
            ("ministry_code", self.by_ministry, "Mã định danh Bộ"),
            ("identity_digest", self.by_identity, "Số định danh"),
        ):
            people = index.get(values.get(name, ""), [])
            if len(people) == 1:
                shown = values[name] if name == "ministry_code" else ""
                return self._checked(people[0], values, label, shown)
        return self._by_name(values, unit_id, decided) if self.by_name else _NOBODY

    def _checked(self, member: ExistingMember, values: Mapping[str, Any], label: str, shown: str) -> Match:
        """A member found by a code, unless the rest of the row says that it is the code of somebody else."""
        if not (member.reachable and member.visible):
            message = "Mã này là của người ở đơn vị khác. Khi ghi, yêu cầu nhận người này được gửi tới người phụ trách ở đó."
            return Match(of_others=member, warning=Issue(label, shown, "code_elsewhere", message))
        if _somebody_else(member, values):
            message = f"Mã này là của {member.full_name}, khác cả họ tên lẫn ngày sinh ở dòng này. Kiểm tra lại mã."
            return Match(issue=Issue(label, shown, "code_of_another", message))
        return Match(member, warning=_kept_code(member, values))

    def _by_name(self, values: Mapping[str, Any], unit_id: Callable[[], int | None], decided: str) -> Match:
        name, born, code = values["full_name"], values.get("birth_date"), values.get("code")
        people = self.by_name.get(name_key(name), [])
        if not people or decided == NEW_PERSON:
            return _NOBODY
        same = [person for person in people if born and person.birth_date == born]
        if len(same) > 1:
            here = unit_id()
            same = [person for person in same if person.unit_id == here] or same
        doubtful = same or [person for person in people if not born or not person.birth_date]
        chosen = next((person for person in doubtful if person.code == decided), None)
        if chosen or (len(same) == 1 and not code):
            member = chosen or same[0]
            return Match(member, warning=_kept_code(member, values))
        if not doubtful:
            return _NOBODY
        reason = "person_known" if code else "person_ambiguous"
        message = "Đã có người cùng tên. Cho biết dòng này là ai trong số họ, hay là một người mới."
        likely = _alike_in_class(same if born else people, bool(code), bool(born), unit_id)
        return Match(
            issue=Issue("Họ và tên", name, reason, message),
            candidates=[candidate_of(each) for each in doubtful],
            likely=likely,
            alike=("other_code" if born else "name_alone") if likely else "",
        )


def _alike_in_class(
    people: Sequence[ExistingMember], has_code: bool, is_born: bool, unit_id: Callable[[], int | None]
) -> ExistingMember | None:
    """The one person of this name in the class, where the list has another code for them or no birth date: many lists do."""
    if len(people) != 1 or (is_born and not has_code) or people[0].unit_id is None or people[0].unit_id != unit_id():
        return None
    return people[0]


def is_near_person(member: ExistingMember, values: Mapping[str, Any]) -> bool:
    """Whether a row may mean `member`, of the same class, by a slip: nearly the same name, or nearly the same birth date."""
    name, born = values["full_name"], values.get("birth_date")
    if not born or not member.birth_date:
        return False
    if born == member.birth_date:
        return is_near(member.full_name, name) or may_be_one(member.full_name, name)
    return name_key(member.full_name) == name_key(name) and are_near_days(born, member.birth_date)


def candidate_of(member: ExistingMember) -> Candidate:
    """A member as one of those whom a row may mean."""
    born = member.birth_date.isoformat() if member.birth_date else ""
    return Candidate(member.code, member.full_name, born, member.unit_name)


def _kept_code(member: ExistingMember, values: Mapping[str, Any]) -> Issue | None:
    """A member known under another code keeps it: it is printed on the card and typed at every log-in."""
    code = values.get("code", "")
    if not code or code in (member.code, values.get("ministry_code")) or code.lstrip("0") == member.code.lstrip("0"):
        return None
    message = f"Người này đang dùng mã {member.code} (đã in trên thẻ); mã trong tệp không được ghi."
    return Issue("Mã thành viên", code, "code_kept", message)


def _somebody_else(member: ExistingMember, values: Mapping[str, Any]) -> bool:
    """Whether name and birth date both say that the code stands on the wrong row."""
    born = values.get("birth_date")
    if born is None or member.birth_date is None or born == member.birth_date:
        return False
    return name_key(values["full_name"]) != name_key(member.full_name)
