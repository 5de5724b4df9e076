"""What is asked about people: values that were exchanged, odd moves, and answers that are given once for all."""

import datetime as dt

import pytest

from rosters.importing.plan.placing import ExistingUnit
from rosters.importing.plan.questions_about_people import ABOUT_PEOPLE, MORE_CHOICES
from rosters.importing.recognise.rows import RosterRow
from tests.factories import existing_member
from tests.rosters.importing.plan.test_plan_doubts import BORN, NAMES, TODAY, UNITS, codes, member, plan, row


@pytest.mark.parametrize("code", sorted(ABOUT_PEOPLE))
def test_every_question_says_who_is_meant_and_has_an_answer_that_goes_on(code):
    question, (choice, label) = ABOUT_PEOPLE[code]
    assert "{what}" in question
    assert choice
    assert label
    assert choice not in MORE_CHOICES.get(code, {})


class TestExchanges:
    def test_two_names_on_each_others_codes_are_asked_about(self):
        people = [member(1, "Lê Song An"), member(2, "Lê Song Ân")]
        made = plan(row(2, code="HS1", full_name="Lê Song Ân"), row(3, code="HS2", full_name="Lê Song An"), members=people)
        [doubt] = made.reading.doubts
        assert (doubt.code, doubt.number) == ("exchanged", 2)
        assert "Lê Song An → Lê Song Ân" in doubt.text

    def test_two_birth_dates_too(self):
        other = BORN.replace(day=20)
        people = [member(1, "Lê Văn Tám"), member(2, "Ngô Thị Chín", born=other)]
        rows = row(2, code="HS1", birth_date=other), row(3, code="HS2", full_name="Ngô Thị Chín", birth_date=BORN)
        assert codes(plan(*rows, members=people)) == ["exchanged"]
        assert plan(*rows, members=people, exchanged="right").may_apply()

    def test_two_who_are_corrected_are_not(self):
        people = [member(1, "Lê Văn Tám"), member(2, "Ngô Thị Chín")]
        rows = row(2, code="HS1", full_name="Lê Văn Tâm"), row(3, code="HS2", full_name="Ngô Thị Chính")
        assert codes(plan(*rows, members=people)) == []

    def test_a_code_that_was_given_to_somebody_else_is_asked_about_though_both_are_called_thi(self):
        made = plan(row(code="HS1", full_name="Lê Thị Hồng Đào", birth_date=None), members=[member(1, "Võ Thị Kim Ngân")])
        assert codes(made) == ["renames"]


class TestOddMoves:
    CLASSES = (*UNITS, ExistingUnit(12, "11A1", "TNH-11A1", 1))
    GIVEN = ("An", "Bình", "Châu", "Dung", "Giang", "Hạnh")

    def moved(self, old, new, number=6, today=TODAY):
        names = {10: "10A1", 11: "10A2", 12: "11A1"}
        people = [
            existing_member(
                n, f"HS{n}", f"Lê Văn {given}", birth_date=BORN.replace(day=n + 1), unit_name=names[old], unit_id=old
            )
            for n, given in enumerate(self.GIVEN)
        ]
        rows = [
            row(
                n,
                code=f"HS{n}",
                full_name=f"Lê Văn {given}",
                birth_date=BORN.replace(day=n + 1),
                class_name=names[new if n < number else old],
            )
            for n, given in enumerate(self.GIVEN)
        ]
        return [code for code in codes(plan(*rows, members=people, units=self.CLASSES, today=today)) if code != "age"]

    def test_whoever_goes_to_a_lower_grade_is_asked_about(self):
        assert self.moved(12, 10, number=1) == ["odd_moves"]

    def test_many_between_two_classes_of_a_grade_are_but_one_is_not(self):
        assert self.moved(10, 11) == ["odd_moves"]
        assert self.moved(10, 11, number=1) == []

    def test_a_promotion_belongs_to_the_summer(self):
        assert self.moved(10, 12) == ["odd_moves"]
        assert self.moved(10, 12, today=dt.date(2026, 8, 20)) == []


class TestClassesThatGoOnFromAnother:
    @pytest.mark.parametrize("name", ["10A1 ạ", "10A1 mới", "Lớp 10A1 nha", "10A1A", "10A1 và 10A2", "10A1 THPT TNH"])
    def test_they_are_asked_about_with_that_one(self, name):
        made = plan(row(class_name=name))
        assert any(code.startswith("class_resembles") for code in codes(made))
        assert "10A1" in made.reading.doubts[0].choices

    @pytest.mark.parametrize("name", ["10A10", "10A15", "10B1"])
    def test_others_are_not(self, name):
        assert codes(plan(row(class_name=name))) == []

    def test_a_new_class_of_one_person_among_others_is_asked_about(self):
        rows = [row(n, full_name=name, birth_date=BORN.replace(day=n)) for n, name in enumerate(NAMES, 2)]
        assert codes(plan(*rows, row(9, full_name="Võ Thị Mười", class_name="10C7"))) == ["classes_of_one"]
        assert codes(plan(row(9, class_name="10C7"))) == []


class TestAnsweredOnceForAll:
    PEOPLE = tuple(member(n, name, born=BORN.replace(day=n + 1)) for n, name in enumerate(NAMES))

    def without_dates(self):
        return [RosterRow("S", n, {"full_name": name, "class_name": "10A1"}) for n, name in enumerate(NAMES)]

    def with_codes(self):
        return [row(n, full_name=name, birth_date=BORN.replace(day=n + 1), code=f"MOI{n}") for n, name in enumerate(NAMES)]

    def test_another_code_for_the_same_people_of_the_class(self):
        made = plan(*self.with_codes(), members=self.PEOPLE)
        assert ({each.action for each in made.rows}, codes(made)) == ({"ask"}, ["other_code"])
        answered = plan(*self.with_codes(), members=self.PEOPLE, other_code="same")
        assert [each.action for each in answered.rows] == ["unchanged"] * len(NAMES)
        assert [each.code for each in answered.rows] == [f"HS{n}" for n in range(len(NAMES))]
        each = plan(*self.with_codes(), members=self.PEOPLE, other_code="each")
        assert {row.action for row in each.rows} == {"ask"}

    def test_a_list_without_birth_dates(self):
        made = plan(*self.without_dates(), members=self.PEOPLE)
        assert codes(made) == ["name_alone"]
        assert {each.action for each in plan(*self.without_dates(), members=self.PEOPLE, name_alone="same").rows} == {
            "unchanged"
        }

    def test_one_or_two_are_answered_by_themselves(self):
        made = plan(*self.with_codes()[:2], members=self.PEOPLE)
        assert (codes(made), {each.action for each in made.rows}) == ([], {"ask"})

    def test_somebody_of_another_class_is_answered_by_themselves(self):
        rows = [
            row(n, full_name=name, birth_date=BORN.replace(day=n + 1), code=f"M{n}", class_name="10A2")
            for n, name in enumerate(NAMES)
        ]
        assert codes(plan(*rows, members=self.PEOPLE)) == []


def test_a_second_row_of_the_class_that_says_less_may_be_the_same_person():
    made = plan(row(2, code="A"), row(3, "Đoàn viên", birth_date=None))
    assert codes(made) == ["namesakes"]
    assert [each.action for each in plan(row(2, code="A"), row(3, "Đoàn viên", birth_date=None), namesakes="one").rows] == [
        "create",
        "skip",
    ]


def test_names_without_accents_are_asked_about_though_one_has_them():
    names = ["Nguyen Ngoc Hang", "Tran Minh Quan", "Vo Thi Ngan", "Lam Quoc Thai", "Danh Sa Ry", "Lê Văn Tám"]
    rows = [row(n, full_name=name, birth_date=BORN.replace(day=n + 1)) for n, name in enumerate(names)]
    assert codes(plan(*rows)) == ["no_accents"]
    khmer = [
        row(n, full_name=name, birth_date=BORN.replace(day=n + 1))
        for n, name in enumerate(["Chau Kim", "Chau Som", "Neang Ly", "Chau Ty"])
    ]
    assert codes(plan(*khmer)) == []
