"""What a row of a list is: a person, a title, a head once more, or what stands below the list. No database."""

from functools import partial

from rosters.fields.values import FEMALE, MALE
from rosters.importing.recognise import between_people
from rosters.importing.recognise.class_names import class_alone
from rosters.importing.recognise.columns import Table
from rosters.importing.recognise.headings import field_of
from rosters.importing.recognise.headless import is_persons_name
from rosters.importing.recognise.statuses import is_of_a_system, says_gone
from rosters.names import fold

MOST_BETWEEN = 3
SHORTEST_BIRTH = 4


class RowKinds:
    """Tells people from all else in the rows of one table, by its columns and by what came before."""

    def __init__(self, table: Table, class_hint: str) -> None:
        self.table, self.class_hint = table, class_hint
        self.after_footer = self.after_gone = self.has_titles_between = self.class_again = False
        # A title between people that names no class, since the last that did.
        self.unread_title = ""
        # The number of the row that is read, and of the last one that was a person.
        self.number, self.last_person = 0, table.first_row - 1
        self.places = [table.columns[name] for name in ("class_name", "chapter_name") if name in table.columns]
        self.role = table.columns.get("role", -1)

    def _has_evidence(self, texts: list[str]) -> bool:
        """Whether the row has a code, a birth date or a sex: what a person has and a title has not."""
        code = self._at(texts, "code")
        name = self._at(texts, "full_name") or self._at(texts, "given_name")
        # The name of a class, alone under the head of codes, begins a class.
        has_code = " " not in code and any(map(str.isdigit, code)) and bool(name or not class_alone(code))
        return has_code or _is_birth(self._at(texts, "birth_date")) or _is_sex(self._at(texts, "sex"))

    def _at(self, texts: list[str], name: str) -> str:
        place = self.table.columns.get(name, -1)
        return texts[place] if 0 <= place < len(texts) else ""

    def _is_title(self, texts: list[str]) -> bool:
        """Whether the row is no person but a title between classes, or the header once more."""
        place = self.table.columns.get("full_name", self.table.columns.get("given_name", 0))
        if place < len(texts) and texts[place] != "" and texts[place] == self.table.headers.get(place):
            # The head once more, unless other columns stand round the name: that is another head.
            filled = {at: text for at, text in enumerate(texts) if text}
            return all(text == self.table.headers.get(at, text) for at, text in filled.items())
        if not self.places and not between_people.tells_a_number(texts) and (name := between_people.title_class(texts)):
            # The same class once more: a page, or another list that has a copied title.
            self.class_again = self.class_again or (name == self.class_hint and self.last_person >= self.table.first_row)
            self.has_titles_between, self.unread_title = True, ""
            self.class_hint, self.after_footer, self.after_gone = (
                name,
                False,
                any(says_gone(t, is_status=False, is_title=True) for t in texts),
            )
            return True
        return False

    def _is_no_pupil(self, texts: list[str]) -> bool:
        return self.role >= 0 and is_of_a_system(self._at(texts, "role"))

    def _is_name_like_those_above(self, name: str, texts: list[str]) -> bool:
        """Whether a row of a name alone goes on with the list, and does not stand below it."""
        said = any(self._at(texts, each) for each in ("code", "birth_date", "sex"))
        # Somebody added by hand may stand a row or two below the others.
        return not (self.after_footer or said) and self.number - self.last_person <= MOST_BETWEEN and is_persons_name(name)

    def _is_footer(self, texts: list[str]) -> bool:
        """Whether a row stands below the roster: it names nobody, or nobody more than a signature does.

        Where the roster has other columns (a number, a code, a birth date, a sex), a person has at least one of them.
        """
        columns, at = self.table.columns, partial(self._at, texts)
        name = at("full_name") or at("given_name")
        # A sentence may stand under any header: only what looks like the column's own values speaks for a person.
        code = at("code") if " " not in at("code") else ""
        numbered, has_sex = at("ordinal").isdigit(), _is_sex(at("sex"))
        born = any(_is_birth(at(each)) for each in ("birth_date", "male_birth", "female_birth"))
        if between_people.EXAMPLE in fold(name) or fold(at("ordinal")).strip(".") in between_people.NO_NUMBERS:
            return True
        if not (name or code):
            # A person whose name is missing is told; a number alone is an empty row of a form.
            return not (born and (has_sex or numbered))
        # Whoever signs has no class.
        in_class = bool(name) and any(class_alone(texts[place]) for place in self.places if place < len(texts))
        if born or in_class or numbered or at("birth_year").isdigit() or (code and name) or fold(at("sex")) in ("nam", "nu"):
            # Tống Công Danh is a person, Tổng cộng is none: what stands beside it tells.
            return False
        if between_people.sounds_like_footer([name]) and not self._is_name_like_those_above(name, texts):
            return True
        if code or has_sex or self._is_name_like_those_above(name, texts):
            # The last one of a class whose data were not known yet: that is asked.
            return False
        # Not in the remarks: the secretary of the chapter is one of its members.
        tells = {"ordinal", "code", "birth_date", "birth_year", "sex", "male_birth"} & columns.keys()
        return bool(tells) or between_people.sounds_like_footer([name, next(filter(None, texts), "")])


def _is_birth(text: str) -> bool:
    # A year at least: `Cộng: 8` is none.
    return len(text) >= SHORTEST_BIRTH and any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _is_sex(text: str) -> bool:
    """Whether a text is a sex, or a slip in writing one."""
    return fold(text) in MALE | FEMALE | {"2"} or (0 < len(text) <= 4 and text.isalpha() and not field_of(text, {}))
