"""What is asked about a plan: its classes, and whom its rows mean."""

import datetime as dt

import pytest

from rosters.importing.plan import plan_doubts
from rosters.importing.plan.placing import ExistingUnit, ExistingUnits
from rosters.importing.plan.plan_doubts import aliases
from rosters.importing.plan.planning import ExistingRoster, plan_import
from rosters.importing.recognise.doubts import STOP
from rosters.importing.recognise.rows import ReadRoster, RosterRow
from tests.factories import existing_member

BORN, TODAY = dt.date(2010, 9, 5), dt.date(2026, 11, 29)
SCHOOL = ExistingUnit(1, "Trường THPT Thoại Ngọc Hầu", "TNH")
UNITS = (ExistingUnit(10, "10A1", "TNH-10A1", 1), ExistingUnit(11, "10A2", "TNH-10A2", 1))
NAMES = ("Nguyễn Thị Hoa", "Trần Quốc Khang", "Lê Hoàng Uyên", "Chau Sóc Kha", "Đặng Hữu Nghĩa")


def row(number=2, sheet="S", **values):
    return RosterRow(sheet, number, {"full_name": "Lê Văn Tám", "birth_date": BORN, "class_name": "10A1"} | values)


def member(pk, name, born=BORN, unit_id=10, **more):
    unit_name = {10: "10A1", 11: "10A2"}.get(unit_id, "")
    return existing_member(pk, f"HS{pk}", name, birth_date=born, unit_name=unit_name, unit_id=unit_id, **more)


def plan(*rows, members=(), titles=(), units=UNITS, decisions=None, field="class_name", today=TODAY, **answers):
    existing = ExistingUnits(field, units, (SCHOOL,), None, frozenset({1}), ("Trường THPT Thoại Ngọc Hầu", "Sở GD&ĐT An Giang"))
    in_unit = {unit.pk: [each for each in members if each.unit_id == unit.pk] for unit in units}
    fields = {name for each in rows for name in each.values}
    roster = ReadRoster(
        list(rows), [], [], [], fields, titles=list(titles), answers={k.replace("__", ":"): v for k, v in answers.items()}
    )
    return plan_import(
        roster, ExistingRoster(list(members), existing, lambda unit_id: in_unit.get(unit_id, []), today), decisions
    )


def codes(made):
    return [doubt.code for doubt in made.reading.doubts]


class TestClasses:
    @pytest.mark.parametrize("name", ["10Al", "10A1.", "10A1 (2026-2027)"])
    def test_a_new_class_that_looks_like_another_is_asked_about(self, name):
        made = plan(row(class_name=name))
        [doubt] = made.reading.doubts
        assert (doubt.code, doubt.rows) == (f"class_resembles:{name}", [("S", 2)])
        assert list(doubt.choices) == ["new", "10A1", STOP]
        assert not made.may_apply()

    def test_it_may_be_that_class(self):
        made = plan(row(class_name="10Al"), class_resembles__10Al="10A1")
        assert (made.rows[0].unit_id, made.reading.new_units, made.reading.doubts) == (10, [], [])
        assert made.may_apply()

    def test_it_may_be_new_after_all(self):
        made = plan(row(class_name="10Al"), class_resembles__10Al="new")
        assert ([name for _id, _above, name in made.reading.new_units], made.may_apply()) == (["10Al"], True)

    def test_of_new_classes_that_look_alike_the_larger_is_the_model(self):
        rows = [row(n, full_name=name, class_name="11B1") for n, name in enumerate(NAMES[:3])]
        made = plan(*rows, row(9, full_name=NAMES[3], class_name="11Bl"), units=())
        assert codes(made) == ["class_resembles:11Bl"]

    @pytest.mark.parametrize("name", ["60", "700", "A1"])
    def test_a_name_that_no_class_has_is_asked_about(self, name):
        assert codes(plan(row(class_name=name))) == [f"class_odd:{name}"]

    def test_a_class_that_exists_is_never_odd(self):
        assert codes(plan(row(class_name="60"), units=(ExistingUnit(12, "60", "X", 1),))) == []

    def test_answers_name_the_classes_that_names_stand_for(self):
        assert aliases(
            {"class_resembles:10Al": "10A1", "class_resembles:x": "new", "class_resembles:y": STOP, "age": "right"}
        ) == {"10al": "10A1"}


class TestSchools:
    @pytest.mark.parametrize("title", ["TRƯỜNG THPT LONG XUYÊN", "Trường THCS Thoại Giang", "TRUNG TÂM GDNN-GDTX CHÂU PHÚ"])
    def test_a_title_that_names_another_school_is_asked_about(self, title):
        made = plan(row(), titles=["SỞ GD&ĐT AN GIANG", title])
        assert (codes(made), title in made.reading.doubts[0].text) == (["other_school"], True)

    @pytest.mark.parametrize(
        "title",
        [
            "TRƯỜNG THPT THOẠI NGỌC HẦU",
            "Đoàn trường THPT Thoại Ngọc Hầu",
            "thpt thoai ngoc hau - danh sách",
            "DANH SÁCH HỌC SINH",
            "Sở GD&ĐT An Giang",
        ],
    )
    def test_its_own_name_or_none_asks_nothing(self, title):
        assert codes(plan(row(), titles=[title])) == []

    def test_what_comes_behind_the_name_is_not_told(self):
        made = plan(row(), titles=["TRƯỜNG THPT LONG XUYÊN - NĂM HỌC 2026-2027"])
        assert "ghi TRƯỜNG THPT LONG XUYÊN, không phải" in made.reading.doubts[0].text


class TestNearSomebodyOfAnotherClass:
    HOA = (member(1, "Nguyễn Thị Hoa", unit_id=11),)

    @pytest.mark.parametrize(
        "change", [{"full_name": "Nguyễn Thị Hòa"}, {"full_name": "Nguyễn Thị Hoa", "birth_date": BORN.replace(year=2009)}]
    )
    def test_the_organizer_says_whether_it_is_that_person(self, change):
        [planned] = plan(row(**change), members=self.HOA).rows
        assert (planned.action, planned.issues[0].code) == ("ask", "person_near")
        assert [(each.code, each.unit_name) for each in planned.candidates] == [("HS1", "10A2")]
        assert "ở lớp khác" in planned.issues[0].message
        [moved] = plan(row(**change), members=self.HOA, decisions={planned.key: "HS1"}).rows
        assert (moved.action, moved.member_id, moved.unit_id) == ("move", 1, 10)
        [new] = plan(row(**change), members=self.HOA, decisions={planned.key: "new"}).rows
        assert new.action == "create"

    def test_in_a_class_that_is_to_be_made_too(self):
        [planned] = plan(row(full_name="Nguyễn Thị Hòa", class_name="10A9"), members=self.HOA).rows
        assert planned.action == "ask"

    @pytest.mark.parametrize("change", [{"code": "MOI1"}, {"birth_date": BORN.replace(day=20)}, {"full_name": "Trần Thị Hòa"}])
    def test_somebody_with_a_code_or_quite_another_is_new(self, change):
        [planned] = plan(row(**{"full_name": "Nguyễn Thị Hòa"} | change), members=self.HOA).rows
        assert planned.action == "create"

    def test_of_another_school_nobody_is_thought_of(self):
        there = ExistingUnit(99, "10A1", "KHAC-10A1", 2)
        stranger = (member(1, "Nguyễn Thị Hoa", unit_id=99),)
        [planned] = plan(row(full_name="Nguyễn Thị Hòa", class_name="10A2"), members=stranger, units=(*UNITS, there)).rows
        assert planned.action == "create"


class TestTwice:
    def test_two_of_one_name_and_day_in_one_class_may_be_namesakes(self):
        made = plan(row(2), row(3))
        assert (codes(made), made.reading.doubts[0].rows) == (["namesakes"], [("S", 3)])
        assert plan(row(2), row(3), namesakes="two").may_apply()

    def test_or_one_person_written_twice_of_whom_the_first_row_is_taken(self):
        made = plan(row(2), row(3), row(4, class_name="10A2"), namesakes="one", same_person="two")
        assert [each.action for each in made.rows] == ["create", "skip", "create"]
        assert made.may_apply()

    def test_on_two_sheets_in_two_classes_they_may_be_one(self):
        made = plan(row(2, "Đầu năm"), row(2, "Cập nhật", class_name="10A2"))
        assert codes(made) == ["same_person"]
        assert "dòng 2 và dòng 2 trang tính Đầu năm" in made.reading.doubts[0].text

    def test_two_codes_of_one_name_and_day_are_asked_about_in_the_list_of_a_school(self, monkeypatch):
        rows = row(2, code="A"), row(3, code="B", class_name="10A2")
        assert codes(plan(*rows)) == ["same_person"]
        monkeypatch.setattr(plan_doubts, "LARGEST_OF_A_SCHOOL", 0)
        assert codes(plan(*rows)) == [], "in a province two such people are not rare"

    @pytest.mark.parametrize(
        "change", [{"full_name": "Lê Văn Tâm"}, {"full_name": "Lê Vân Tám"}, {"birth_date": BORN.replace(year=2011)}]
    )
    def test_nearly_the_same_in_two_classes_may_be_one_with_a_slip(self, change):
        made = plan(row(2), row(3, class_name="10A2", **change))
        [doubt] = made.reading.doubts
        assert (doubt.code, doubt.rows, "10A1 (dòng 2)" in doubt.text) == ("near_person", [("S", 3)], True)
        assert plan(row(2), row(3, class_name="10A2", **change), near_person="two").may_apply()

    @pytest.mark.parametrize("change", [{"full_name": "Lê Văn Tâm"}, {"birth_date": BORN.replace(year=2011)}])
    def test_an_accent_or_a_year_other_in_one_class_may_be_a_slip(self, change):
        assert codes(plan(row(2), row(3, **change))) == ["near_person"]

    def test_twins_of_one_class_and_people_with_two_codes_are_not(self):
        assert codes(plan(row(2), row(3, full_name="Lê Văn Tán"))) == []
        assert codes(plan(row(2, code="A"), row(3, code="B", full_name="Lê Văn Tâm", class_name="10A2"))) == []

    def test_two_codes_in_one_class_are_asked_about(self):
        assert codes(plan(row(2, code="A"), row(3, code="B"))) == ["namesakes"]

    def test_twins_have_two_names(self):
        assert codes(plan(row(2, full_name="Trần Song Sinh"), row(3, full_name="Trần Song Toàn"))) == []

    def test_one_name_without_a_day_is_rare_in_one_class_alone(self):
        assert codes(plan(row(2, birth_date=None), row(3, birth_date=None))) == ["namesakes"]
        assert codes(plan(row(2, birth_date=None), row(3, birth_date=None, class_name="10A2"))) == []


class TestKnownPeople:
    def test_codes_and_names_that_were_sorted_apart_are_asked_about(self):
        people = [member(n, name) for n, name in enumerate(NAMES)]
        rows = [row(n, code=f"HS{n}", full_name=name, birth_date=None) for n, name in enumerate(reversed(NAMES))]
        made = plan(*rows, members=people)
        assert (codes(made), made.reading.doubts[0].number) == (["renames"], 4)
        assert "Nguyễn Thị Hoa → Đặng Hữu Nghĩa" in made.reading.doubts[0].text

    @pytest.mark.parametrize("name", ["Nguyễn Thị Hoà", "Nguyễn Thị Hoa Đào", "Nguyễn Hoa"])
    def test_a_name_that_is_mended_asks_nothing(self, name):
        assert codes(plan(row(code="HS1", full_name=name), members=[member(1, "Nguyễn Thị Hoa")])) == []

    def test_many_other_given_names_are_no_mending(self):
        people = [member(n, f"Lê Văn {name}") for n, name in enumerate(("An", "Ba", "Cư", "Dư"))]
        rows = [row(n, code=f"HS{n}", full_name=f"Lê Văn {name}") for n, name in enumerate(("Ba", "Cư", "Dư", "An"))]
        assert codes(plan(*rows, members=people)) == ["renames"]

    def test_one_of_them_may_be(self):
        people = [member(n, f"Lê Văn {name}") for n, name in enumerate(("An", "Ba", "Cư", "Dư"))]
        rows = [row(n, code=f"HS{n}", full_name=f"Lê Văn {name}") for n, name in enumerate(("Anh", "Ba", "Cư", "Dư"))]
        assert codes(plan(*rows, members=people)) == []

    def test_who_has_left_and_comes_back_is_asked_about(self):
        gone = member(1, "Lê Văn Tám", unit_id=None, has_left=True)
        assert codes(plan(row(code="HS1"), members=[gone])) == ["returns"]
        never = member(1, "Lê Văn Tám", unit_id=None)
        assert codes(plan(row(code="HS1"), members=[never])) == []

    def test_who_is_found_by_name_in_another_class_is_asked_about(self):
        made = plan(row(class_name="10A2"), members=[member(1, "Lê Văn Tám")])
        assert (codes(made), made.rows[0].action) == (["moves_by_name"], "move")
        assert codes(plan(row(class_name="10A2", code="HS1"), members=[member(1, "Lê Văn Tám")])) == []

    @pytest.mark.parametrize(
        ("name", "born"),
        [
            ("Lê Văn Tấm", BORN),
            ("Lê Văn Tá", BORN),
            ("Lê Văn Tám", dt.date(2011, 9, 5)),
            ("Lê Văn Tám", dt.date(2010, 5, 9)),
            ("Le Van Tam", BORN),
        ],
    )
    def test_a_new_person_who_is_nearly_one_of_the_class_is_asked_about(self, name, born):
        near = member(1, name, born)
        [asked] = plan(row(code="X9"), members=[near]).rows
        assert (asked.action, asked.issues[0].code, [each.code for each in asked.candidates]) == ("ask", "person_near", ["HS1"])
        [same] = plan(row(code="X9"), members=[near], decisions={"2|S": "HS1"}).rows
        assert (same.action, same.member_id) == ("change", 1)
        assert plan(row(code="X9"), members=[near], decisions={"2|S": "new"}).rows[0].action == "create"

    def test_one_of_another_class_is_not_near(self):
        assert plan(row(code="X9"), members=[member(1, "Lê Văn Tấm", unit_id=11)]).rows[0].action == "create"

    def test_an_age_that_does_not_fit_the_class_is_asked_about(self):
        made = plan(row(birth_date=dt.date(1985, 2, 1)))
        assert (codes(made), "sinh 1985 ở 10A1" in made.reading.doubts[0].text) == (["age"], True)
        assert plan(row(birth_date=dt.date(1985, 2, 1)), age="right").may_apply()


def test_the_people_of_each_class_are_told_now_and_after():
    from rosters.importing.plan.planning import Planner

    existing = ExistingUnits("class_name", UNITS, (SCHOOL,), None, frozenset({1}))
    rows = [
        row(2, full_name=NAMES[0]),
        row(3, full_name=NAMES[1], class_name="11B1"),
        row(4, code="HS7", full_name=NAMES[2], class_name="10A2"),
    ]
    planner = Planner(ReadRoster(rows, [], [], [], {"class_name"}), ExistingRoster([member(7, NAMES[2])], existing))
    list(planner.rows())
    assert planner.people_after({10: 30, 11: 20}) == [["10A1", 30, 30], ["10A2", 20, 21], ["11B1", 0, 1]]


class TestManyChanges:
    PEOPLE = [member(n, name) for n, name in enumerate(NAMES)]

    def rows(self, **values):
        return [row(n, code=f"HS{n}", full_name=name, **values) for n, name in enumerate(NAMES)]

    def test_many_other_birth_dates_are_asked_about(self):
        made = plan(*self.rows(birth_date=dt.date(2010, 5, 9)), members=self.PEOPLE)
        assert (codes(made), made.reading.doubts[0].number) == (["many_birth_date"], 5)

    def test_one_other_birth_date_is_mended(self):
        rows = self.rows()
        rows[0].values["birth_date"] = dt.date(2010, 9, 6)
        assert codes(plan(*rows, members=self.PEOPLE)) == []

    def test_many_other_sexes_are_asked_about(self):
        people = [member(n, name, sex="female") for n, name in enumerate(NAMES)]
        assert codes(plan(*self.rows(sex="male"), members=people)) == ["many_sex"]

    def test_a_name_that_would_lose_its_accents_is_asked_about(self):
        made = plan(row(code="HS0", full_name="Nguyen Thi Hoa"), members=self.PEOPLE)
        assert (codes(made), "Nguyễn Thị Hoa → Nguyen Thi Hoa" in made.reading.doubts[0].text) == (["no_accents"], True)

    def test_a_whole_list_without_accents_is_asked_about(self):
        names = ("Nguyen Thi Hoa", "Tran Quoc Khang", "Le Hoang Uyen")
        assert codes(plan(*(row(n, full_name=name) for n, name in enumerate(names)))) == ["no_accents"]
        assert codes(plan(row(2, full_name="Mohamad Amin"), row(3, full_name="Danh Sa Ky"), row(4, full_name="Y Bham"))) == []

    def test_a_misplaced_tone_changes_no_name(self):
        [same] = plan(row(full_name="Lý Hòang Cường"), members=[member(1, "Lý Hoàng Cường")]).rows
        assert (same.action, same.changes) == ("unchanged", [])

    def test_people_of_another_unit_are_asked_about(self):
        elsewhere = member(1, "Lê Văn Tám", unit_id=99)
        assert codes(plan(row(code="HS1"), members=[elsewhere])) == ["from_elsewhere"]

    def test_a_column_of_classes_that_was_dragged_is_asked_about(self):
        rows = [row(n, full_name=name, class_name=f"11B{n + 1}") for n, name in enumerate(NAMES)]
        made = plan(*rows)
        assert (codes(made), made.reading.doubts[0].number) == (["classes_of_one"], 5)

    def test_rows_sorted_apart_without_codes_are_asked_about(self):
        rows = [row(n, full_name=name, birth_date=dt.date(2011, 1, 21 + n)) for n, name in enumerate(NAMES)]
        made = plan(*rows, members=self.PEOPLE)
        assert (codes(made), made.reading.doubts[0].number) == (["sorted_apart"], 5)

    def test_one_namesake_in_a_class_may_be_where_both_are_listed(self):
        first = self.PEOPLE[0]
        both = [
            row(full_name=NAMES[0], birth_date=dt.date(2011, 1, 21)),
            row(3, code=first.code, full_name=first.full_name, birth_date=first.birth_date),
        ]
        assert codes(plan(*both, members=self.PEOPLE)) == []

    def test_sexes_that_the_names_contradict_are_asked_about(self):
        names = ("Lê Thị An", "Lê Thị Ba", "Lê Văn Cư", "Lê Văn Dư")
        turned = [row(n, full_name=name, sex="male" if "Thị" in name else "female") for n, name in enumerate(names)]
        assert codes(plan(*turned)) == ["sexes_turned"]
        right = [row(n, full_name=name, sex="female" if "Thị" in name else "male") for n, name in enumerate(names)]
        assert codes(plan(*right)) == []
        assert codes(plan(row(full_name="Nguyễn Thị Nam", sex="male"))) == []

    def test_a_column_of_sexes_that_slipped_by_a_row_is_asked_about_and_one_odd_name_is_not(self):
        names = [f"Lê {'Thị' if n % 3 else 'Văn'} {name}" for n, name in enumerate(NAMES * 3)]
        right = ["female" if "Thị" in name else "male" for name in names]
        slipped = [right[-1], *right[:-1]]
        for sexes, asked in (
            (slipped, ["sexes_turned"]),
            (right, []),
            (["male" if n == 1 else each for n, each in enumerate(right)], []),
        ):
            made = plan(*[row(n, full_name=name, sex=sex) for n, (name, sex) in enumerate(zip(names, sexes, strict=True))])
            assert [code for code in codes(made) if code == "sexes_turned"] == asked


class TestDatesThatAMouseMade:
    """Twelve people born day after day."""

    BORN = [BORN + dt.timedelta(days=n) for n in range(12)]
    NAMES = [f"Lê Văn {name}" for name in ["An", "Ba", "Cư", "Do", "Em", "Gia", "Hà", "Kim", "Lan", "Mai", "Na", "Oanh"]]
    ROWS = [row(n, full_name=name, birth_date=born) for n, (name, born) in enumerate(zip(NAMES, BORN, strict=True), 2)]

    def test_they_are_asked_about_with_their_rows(self):
        made = plan(*self.ROWS)
        [doubt] = made.reading.doubts
        assert (doubt.code, [place[1] for place in doubt.rows]) == ("dragged_dates", list(range(2, 14)))
        assert "05/09/2010, 06/09/2010" in doubt.text
        assert not made.may_apply()

    def test_it_may_be_so(self):
        assert plan(*self.ROWS, dragged_dates="right").may_apply()

    def test_those_who_are_known_with_these_dates_are_not_asked_about_again(self):
        members = [member(n, name, born) for n, (name, born) in enumerate(zip(self.NAMES, self.BORN, strict=True))]
        assert codes(plan(*self.ROWS, members=members)) == []


class TestWrittenTwice:
    def test_the_question_stays_with_its_answer(self):
        [doubt] = plan(row(2), row(3), namesakes="one").reading.doubts
        assert (doubt.code, doubt.answer, doubt.is_settled) == ("namesakes", "one", True)

    def test_two_codes_without_birth_dates_are_two_people_whatever_was_answered_of_others(self):
        rows = [
            row(2),
            row(3),
            row(4, full_name="Ngô Bé", birth_date=None, code="A"),
            row(5, full_name="Ngô Bé", birth_date=None, code="B"),
        ]
        assert [each.action for each in plan(*rows, namesakes="one").rows] == ["create", "skip", "create", "create"]


class TestAGroupThatWasCopied:
    def test_without_birth_dates_it_is_asked_about(self):
        rows = [row(n, full_name=name, birth_date=None) for n, name in enumerate(NAMES)]
        rows += [row(10 + n, "B", full_name=name, birth_date=None, class_name="10A2") for n, name in enumerate(NAMES)]
        [doubt] = plan(*rows).reading.doubts
        assert (doubt.code, doubt.number) == ("same_person", 5)

    def test_with_two_sorts_of_codes_too(self):
        rows = [row(n, full_name=name, code=f"A{n}") for n, name in enumerate(NAMES)]
        rows += [row(10 + n, "B", full_name=name, code=f"B{n}", class_name="10A2") for n, name in enumerate(NAMES)]
        assert codes(plan(*rows)) == ["same_person"]

    def test_one_namesake_in_another_class_is_none(self):
        rows = [row(n, full_name=name, birth_date=None) for n, name in enumerate(NAMES)]
        assert codes(plan(*rows, row(10, full_name=NAMES[0], birth_date=None, class_name="10A2"))) == []


@pytest.mark.parametrize(
    ("title", "doubts"), [("LỚP 10A1 NĂM HỌC 2025-2026", ["old_year"]), ("NĂM HỌC 2026 - 2027", []), ("LỚP 10A1", [])]
)
def test_a_title_of_a_school_year_that_is_over_is_asked_about(title, doubts):
    assert codes(plan(row(), titles=[title])) == doubts


@pytest.mark.parametrize("name", ["An Giang", "Chuyển trường", "Tổ 2", "110A1", "Toán 10A1"])
def test_a_class_of_a_school_that_names_no_grade_is_asked_about(name):
    assert codes(plan(row(class_name=name))) == [f"class_odd:{name}"]


def test_a_doubled_letter_resembles_the_class():
    assert codes(plan(row(class_name="10AA1"))) == ["class_resembles:10AA1"]


def of_class(number, year, name="10A1"):
    """A class of `number` people born in `year`, on different days."""
    born = [dt.date(year, 1 + n % 12, 3 + n) for n in range(number)]
    return [
        row(n + 2, full_name=f"{NAMES[n % 5]} {'ABCDEFGHIKLMNOPQ'[n]}", birth_date=day, class_name=name)
        for n, day in enumerate(born)
    ]


class TestClassesOfAnotherYear:
    def test_a_class_that_is_a_year_too_old_is_that_of_last_year(self):
        made = plan(*of_class(16, 2010))
        assert "16 trong 16 người lớp 10A1 sinh 2010, lớn hơn một tuổi" in made.reading.doubts[0].text
        assert codes(made) == ["age"]

    def test_a_class_of_its_age_is_not_asked_about(self):
        assert codes(plan(*of_class(16, 2011))) == []

    def test_some_repeat_a_year(self):
        assert codes(plan(*of_class(12, 2011), *of_class(16, 2010)[12:])) == []


class TestPeopleOfTheUnion:
    CHAPTER = (ExistingUnit(20, "ấp Mỹ Khánh 1", "CD", 1),)

    def chapter(self, year):
        return plan(
            RosterRow("S", 2, {"full_name": "Lê Văn Tám", "birth_date": dt.date(year, 9, 5), "chapter_name": "ấp Mỹ Khánh 1"}),
            units=self.CHAPTER, field="chapter_name",
        )  # fmt: skip

    @pytest.mark.parametrize("year", [1949, 1980, 2022])
    def test_a_member_is_neither_a_child_nor_old(self, year):
        assert codes(self.chapter(year)) == ["age"]

    @pytest.mark.parametrize("year", [1991, 1998, 2010])
    def test_members_and_those_who_lead_them_are_not_asked_about(self, year):
        assert codes(self.chapter(year)) == []

    def test_somebody_marked_as_a_member_without_a_chapter_is_asked_about(self):
        rows = [
            RosterRow("S", n, {"full_name": name, "union_member": True, "class_name": "10A1"} | more)
            for n, (name, more) in enumerate([(NAMES[0], {"chapter_name": "ấp Mỹ Khánh 1"}), (NAMES[1], {})], 2)
        ]
        made = plan(*rows, units=self.CHAPTER, field="chapter_name")
        assert codes(made) == ["no_chapter"]
        assert NAMES[1] in made.reading.doubts[0].text


class TestSlipsAboutOnePerson:
    def test_day_and_month_in_each_others_place_are_a_slip_in_another_class_too(self):
        assert codes(plan(row(2), row(3, class_name="10A2", birth_date=dt.date(2010, 5, 9)))) == ["near_person"]

    def test_who_has_left_and_comes_back_with_another_code_and_accent_is_asked_about(self):
        gone = member(1, "Lê Văn Tâm", unit_id=None, has_left=True)
        [planned] = plan(row(code="MOI1"), members=[gone]).rows
        assert (planned.action, [each.code for each in planned.candidates]) == ("ask", ["HS1"])

    def test_somebody_of_the_other_tree_alone_may_be_meant(self):
        pupil = member(1, "Lê Văn Tâm", unit_id=None)
        [planned] = plan(row(), members=[pupil]).rows
        assert (planned.action, [each.code for each in planned.candidates]) == ("ask", ["HS1"])

    def test_another_given_name_is_asked_about_where_no_birth_date_speaks_for_it(self):
        known = member(1, "Trần Ngọc Ánh")
        named = {"code": "HS1", "full_name": "Trần Ngọc Mai"}
        assert codes(plan(row(**named, birth_date=None), members=[known])) == ["renames"]
        assert codes(plan(row(**named), members=[known])) == []

    def test_a_namesake_of_the_only_one_who_is_missing_is_asked_about(self):
        known = member(1, "Lê Văn Tám", born=dt.date(2011, 12, 24))
        assert codes(plan(row(), members=[known])) == ["sorted_apart"]
        both = [row(), row(3, code="HS1", birth_date=dt.date(2011, 12, 24))]
        assert codes(plan(*both, members=[known])) == []
