"""A key gives nobody away: no group of a few, none that could be subtracted, and none for longer than its maker may see it."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from participation.api.tokens import make_token
from participation.ledger.recording import record
from participation.models import ApiToken, Fact
from participation.statistics.rebuild.rebuilding import rebuild
from rosters.models import Membership, Unit
from rosters.organizers import dismiss
from rosters.people.members import close_membership, move_membership
from rosters.trees import add_unit
from tests.pages import text_of

KEYS = "/quan-tri/so-lieu/TNH/khoa-api/"


@pytest.fixture
def school(people, units, make_member, activities, settings):
    """Classes of 3, 20 and 9 people and an empty one."""
    settings.SMALLEST_PUBLIC_GROUP = 5
    Membership.objects.filter(unit=units.class_a).delete()
    third = add_unit(units.school, kind="class", name="10A3", code="TNH-10A3")
    add_unit(units.school, kind="class", name="10A4", code="TNH-10A4")
    for unit, members in ((units.class_a, 3), (units.class_b, 20), (third, 9)):
        for number in range(members):
            record(make_member(unit, sex="female"), Fact.Verb.STUDIED, activities["A1"], f"{unit.code}:{number}")
    return units.school


@pytest.fixture
def read(client, school, people):
    text = make_token(school, "Kho dữ liệu", people.organizer)[1]
    return lambda path: client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {text}"})


def test_a_class_of_three_is_not_told_nor_the_one_that_would_tell_it_by_subtracting(read):
    for code in ("TNH-10A1", "TNH-10A3"):
        answer = read(f"/units/{code}/figures")
        assert answer.status_code == 409
        assert "fewer than 5 people" in answer.json()["detail"]
    assert read("/units/TNH-10A2/figures").json()["activity"]["people"] == 20


def test_parts_leave_them_out_and_the_rest_is_of_enough_people(read):
    answer = read("/units/TNH/figures?by=unit").json()
    told = {part["unit"]["code"]: part["roster"] for part in answer["by"]}
    assert told == {"TNH-10A2": 20, "TNH-10A4": 0}
    assert answer["roster"] - sum(told.values()) >= 5


def test_a_pupil_who_moves_is_not_seen_in_how_far_their_class_is(read, school, units):
    for query in ("", "?by=week", "?by=sex"):
        before = read(f"/units/TNH-10A2/figures{query}").json()
        whole = read("/units/TNH/figures?by=unit").json()
        moved = Membership.objects.open().filter(unit=units.class_b).first()
        move_membership(moved, Unit.objects.get(code="TNH-10A4"), timezone.localdate())
        after = read(f"/units/TNH-10A2/figures{query}").json()
        assert after["coverage"] == before["coverage"]
        assert [part["coverage"] for part in after.get("by", [])] == [part["coverage"] for part in before.get("by", [])]
        assert read("/units/TNH/figures?by=unit").json()["coverage"] == whole["coverage"]


def test_a_few_boys_in_a_class_are_not_told(read, school, units, make_member):
    for _ in range(2):
        make_member(units.class_b, sex="male")
    assert read("/units/TNH-10A2/figures?by=sex").json()["by"] == []


def days_ago(number):
    return timezone.localdate() - dt.timedelta(days=number)


def studied(member, activities, key, ago=0):
    fact, _created = record(member, Fact.Verb.STUDIED, activities["A1"], key)
    if ago:
        at = timezone.now() - dt.timedelta(days=ago)
        Fact.objects.filter(pk=fact.pk).update(at=at, day=at.date())


class TestOverTime:
    """Two people who were a class by themselves are not found by the difference of two periods."""

    @pytest.fixture
    def grown(self, school, units, make_member, activities):
        """10A2 had two people until yesterday, who did something, and has twenty since today."""
        places = Membership.objects.filter(unit=units.class_b).order_by("pk")
        first = list(places[:2])
        places.update(start=days_ago(0))
        Membership.objects.filter(pk__in=[place.pk for place in first]).update(start=days_ago(9))
        Fact.objects.filter(school_unit=units.class_b).update(day=days_ago(0))
        Fact.objects.filter(member__in=[place.member_id for place in first]).update(day=days_ago(3))
        rebuild()

    @pytest.mark.parametrize(("first", "last"), [(9, 1), (9, 0), (0, 0), (3, 3)])
    def test_in_no_period_is_anything_told(self, grown, read, first, last):
        answer = read(f"/units/TNH-10A2/figures?from={days_ago(first)}&to={days_ago(last)}")
        assert answer.status_code == 409
        parts = read(f"/units/TNH/figures?by=unit&from={days_ago(first)}&to={days_ago(last)}").json()["by"]
        assert "TNH-10A2" not in {part["unit"]["code"] for part in parts}

    def test_a_class_of_three_that_is_empty_now_is_not_told(self, school, read, units):
        for place in Membership.objects.open().filter(unit=units.class_a):
            close_membership(place, "left", days_ago(0))
        assert read("/units/TNH-10A1/figures").status_code == 409
        told = {part["unit"]["code"] for part in read("/units/TNH/figures?by=unit").json()["by"]}
        assert told == {"TNH-10A2", "TNH-10A4"}

    def test_days_of_a_few_people_on_which_nothing_was_done_hide_nothing(self, school, read, units):
        place = Membership.objects.filter(unit=units.class_b).first()
        Membership.objects.filter(pk=place.pk).update(start=days_ago(5))
        rebuild()
        assert read("/units/TNH-10A2/figures").status_code == 200


class TestBySex:
    def test_two_girls_of_a_class_are_not_found_by_subtracting_the_other_classes(self, read, units, make_member, school):
        """By sex of every class that tells, the parts taken from the school's leave at least five, or nobody."""
        for unit, boys in ((units.class_b, 8), (units.class_a, 30)):
            for _ in range(boys):
                make_member(unit, sex="male")
        total = {part["sex"]: part["roster"] for part in read("/units/TNH/figures?by=sex").json()["by"]}
        assert total == {"female": 32, "male": 38}
        rest = dict(total)
        for code in ("TNH-10A1", "TNH-10A2", "TNH-10A3"):
            answer = read(f"/units/{code}/figures?by=sex")
            for part in answer.json()["by"] if answer.status_code == 200 else []:
                rest[part["sex"]] -= part["roster"]
        assert all(number == 0 or number >= 5 for number in rest.values())
        assert rest["female"] > 3


def test_no_key_for_a_few_people(as_organizer, units, school, make_member):
    shown = as_organizer.post("/quan-tri/so-lieu/TNH-10A1/khoa-api/", {"ten": "Kho"})
    assert shown.status_code == 422
    assert "Đơn vị dưới 5 người không cấp khóa" in text_of(shown.content.decode())
    assert as_organizer.post(KEYS, {"ten": "Kho"}).status_code == 200
    assert ApiToken.objects.get().unit == units.school


@pytest.mark.parametrize("end", ["dismissed", "inactive", "deleted"])
def test_a_key_ends_with_the_rights_of_whoever_made_it(read, people, end):
    assert read("/units").status_code == 200
    if end == "dismissed":
        dismiss(people.organizer.organizer_roles.get())
    elif end == "inactive":
        people.organizer.is_active = False
        people.organizer.save()
    else:
        people.organizer.delete()
    assert read("/units").status_code == 401


def test_a_key_of_an_administrator_lasts_while_they_administer(client, school, people):
    text = make_token(school, "Kho", people.administrator)[1]
    headers = {"Authorization": f"Bearer {text}"}
    assert client.get("/api/v1/units", headers=headers).status_code == 200
    people.administrator.groups.remove(*Group.objects.all())
    assert client.get("/api/v1/units", headers=headers).status_code == 401
