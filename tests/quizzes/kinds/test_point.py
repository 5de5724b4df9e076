"""Pointing at a picture: zones, the rest of the picture, and what an author may draw."""

import io
from fractions import Fraction

import pytest
from django.core.files.images import ImageFile
from django.template.loader import render_to_string
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from portal.demonstration.pictures import false_message
from wagtail.admin.telepath import JSContext
from wagtail.images.models import Image

from quizzes.bank.showing import show_question
from quizzes.bank.writing import keep_question
from quizzes.kinds import kind_named
from quizzes.kinds.point import ELSEWHERE, place_of
from quizzes.kinds.written import listed
from tests.quizzes.kinds.written import TURN, content, read

KIND = kind_named("point")


def zone(name, place, is_right=False, feedback="", percent=None):
    return {"name": name, "place": place, "is_right": is_right, "feedback": feedback, "percent": percent}


LINK, BLOCK = zone("Đường dẫn", "10 40 66 8", True, "Trang giả"), zone("Nút Chặn", "6 72 88 9", feedback="Nên làm")


def written(*zones, **fields):
    made = content("point", picture=None, zones=list(zones or (LINK, BLOCK)))
    return made | {"picture": 1, "width": 720, "height": 1080} | fields


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("12 30 25 8", [12, 30, 25, 8]), ("12,5; 30.25; 25; 8", [12.5, 30.25, 25, 8]), ("0 0 100 100", [0, 0, 100, 100]),
        ("", None), ("12 30 25", None), ("12 30 25 8 9", None), ("90 30 25 8", None), ("12 99 25 8", None), ("12 30 0 8", None),
    ],
)  # fmt: skip
def test_a_place_is_four_numbers_within_the_picture(text, place):
    assert place_of(text) == place


@given(st.text())
def test_whatever_is_typed_is_a_place_or_none(text):
    found = place_of(text)
    assert found is None or (len(found) == 4 and found[2] > 0 and found[0] + found[2] <= 100.5)


def test_the_right_zone_earns_all_the_others_and_the_rest_of_the_picture_nothing():
    made = written(LINK, BLOCK, zone("Gần đúng", "10 50 66 8", percent=50))
    ids = [each["id"] for each in made["zones"]]
    assert [KIND.fraction(made, own) for own in [*ids, ELSEWHERE, None, "no such"]] == [1, 0, Fraction(1, 2), 0, 0, 0]


def test_a_form_sends_a_zone_the_rest_or_nothing():
    made = written()
    link = made["zones"][0]["id"]
    shown = KIND.shown(made, TURN, None, revealed=False)
    marks = {each["name"]: each["mark"] for each in shown["zones"]}
    assert read("point", made, {"": [marks["Đường dẫn"]]}) == link
    assert read("point", made, {"": [shown["elsewhere"]]}) == ELSEWHERE
    assert read("point", made, {"": [marks["Đường dẫn"], shown["elsewhere"]]}) is None
    assert read("point", made, {"": ["forged"]}) is None
    assert read("point", made, {}) is None


def test_nothing_tells_what_is_right_before_it_is_answered():
    made = written()
    shown = KIND.shown(made, TURN, made["zones"][0]["id"], revealed=False)
    assert {key for each in shown["zones"] for key in each} == {"mark", "name", "is_chosen", "x", "y", "wide", "high"}
    assert not any(each["id"] in str(shown) for each in made["zones"])


def test_places_are_told_in_the_shape_of_the_picture_and_small_ones_lie_on_top():
    made = written(zone("Lớn", "0 0 100 50", True), zone("Nhỏ", "10 10 20 5"))
    made["zones"].reverse()
    shown = KIND.shown(made, TURN, None, revealed=False)
    assert (shown["width"], shown["height"]) == (1000, 1500)
    assert [(each["name"], each["x"], each["y"], each["wide"], each["high"]) for each in shown["zones"]] == [
        ("Lớn", 0, 0, 1000, 750), ("Nhỏ", 100, 150, 200, 75),
    ]  # fmt: skip


def test_afterwards_the_right_zone_and_the_chosen_one_are_told():
    made = written()
    told = KIND.shown(made, TURN, made["zones"][1]["id"], revealed=True)["zones"]
    assert {each["name"]: (each["outcome"], each["feedback"]) for each in told} == {
        "Đường dẫn": ("right", "Trang giả"), "Nút Chặn": ("wrong", "Nên làm"),
    }  # fmt: skip


def test_responses_are_counted_by_zone_and_guessing_earns_the_share_of_the_picture():
    made = written()
    [(part, classes)] = KIND.classes(made).items()
    assert [each.text for each in classes] == ["Đường dẫn", "Nút Chặn", "Chỗ khác trên hình"]
    assert KIND.classify(made, ELSEWHERE) == {part: ELSEWHERE}
    assert KIND.classify(made, made["zones"][0]["id"]) == {part: classes[0].id}
    assert KIND.classify(made, "gone") == {part: ""}
    assert KIND.guess(made) == Fraction(66 * 8, 10_000)


@pytest.mark.parametrize(
    ("zones", "fields", "problem"),
    [
        ((LINK, BLOCK), {"picture": None}, "Chưa chọn hình"),
        ((LINK, zone("", "6 72 88 9")), {}, "Chỗ 2 chưa có tên"),
        ((LINK, zone("Nút", "")), {}, "Chỗ 2 chưa được vẽ"),
        ((LINK, zone("Nút", "6 72 4 9")), {}, "Chỗ 2 quá nhỏ"),
        ((LINK, zone("đường dẫn", "6 72 88 9")), {}, "cùng tên"),
        ((BLOCK, zone("Nút", "6 42 88 9")), {}, "Chưa có chỗ nào được đánh dấu đúng"),
        ((LINK, zone("Nút", "6 42 88 9", True)), {}, "ít nhất một chỗ sai"),
        ((zone("Nút", "6 42 88 9", True, percent=50), BLOCK), {}, "phải được 100% điểm"),
        ((LINK, BLOCK), {"text": ""}, "Chưa có câu hỏi"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(zones, fields, problem):
    assert any(problem in each for each in KIND.problems(written(*zones, **fields)))
    assert KIND.problems(written()) == []


# Wagtail leaves the file into which it draws a smaller picture to be closed by Python.
drawing = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:Unclosed file:ResourceWarning")


@pytest.fixture
def question(db):
    picture = Image.objects.create(title="Tin nhắn", file=ImageFile(io.BytesIO(false_message()), name="tin.png"))
    value = {"text": "<p>Chạm vào chỗ nguy hiểm.</p>", "picture": picture.pk, "zones": listed([LINK, BLOCK])}
    return keep_question("point", value)


def page_of(question, response=None, *, revealed=False):
    shown = show_question(question.version, 1, response, "key", revealed=revealed)
    return render_to_string("quizzes/question.html", {"question": shown})


@drawing
def test_every_place_is_a_radio_button_with_a_name(question):
    html = page_of(question)
    assert html.count('type="radio"') == 3
    assert 'aria-label="Đường dẫn"' in html
    assert 'viewBox="0 0 1000 1500"' in html
    assert "Trang giả" not in html
    assert ".webp" in html


def test_a_picture_that_is_there_no_more_breaks_no_page(question):
    Image.objects.all().delete()
    assert 'href=""' in page_of(question, ELSEWHERE, revealed=True)


@drawing
def test_the_editor_has_the_picture_to_draw_on(question, as_editor):
    packed = str(JSContext().pack(KIND.block()))
    assert "quizzes.kinds.PointBlock" in packed
    picture = Image.objects.get()
    answer = as_editor.get(reverse("question_picture", args=[picture.pk]))
    assert answer["Location"].endswith(".webp")
    assert as_editor.get(reverse("question_picture", args=[picture.pk + 1])).status_code == 404
