"""A procedure as a picture: every screen has a place of its own, and every way leads from one to another."""

from itertools import combinations

from portal.demonstration.content import PRACTICES

from lessons.practice.diagram import HEIGHT, WIDTH, Counts, draw, levels_of, rows_of
from lessons.practice.procedure import Procedure, ways_of
from lessons.practice.written import make_practice
from tests.lessons.practice.procedures import LOG_IN, action, done, screen


def test_screens_stand_by_how_many_actions_they_lie_from_the_first():
    assert levels_of(LOG_IN) == {"số": 0, "mã": 1, "lừa": 1, "xong": 2}


def test_what_nobody_reaches_stands_below_everything_and_is_marked():
    lost = Procedure("Thử", (screen("a", action("Xong", "xong")), done(), screen("b", action("Xong", "xong"))))
    assert levels_of(lost) == {"a": 0, "xong": 1, "b": 2}
    assert {box.name: box.state for box in draw(lost).boxes} == {"a": "", "xong": "done", "b": "lost"}


def test_boxes_lie_inside_of_the_picture_and_upon_no_other():
    for path in PRACTICES.glob("*.toml"):
        picture = draw(make_practice(path).procedure)
        for box in picture.boxes:
            assert 0 <= box.x <= picture.width - WIDTH
            assert 0 <= box.y <= picture.height - HEIGHT
        for one, two in combinations(picture.boxes, 2):
            assert abs(one.x - two.x) >= WIDTH or abs(one.y - two.y) >= HEIGHT


def test_each_way_is_drawn_once_and_says_whether_it_is_right():
    picture = draw(LOG_IN)
    assert len(picture.lines) == len(set(ways_of(LOG_IN))) == 4
    assert sorted(line.is_right for line in picture.lines) == [False, True, True, True]


def test_what_learners_did_stands_at_its_screen_in_picture_and_rows():
    counts = {"mã": Counts(missed=7, hinted=2)}
    assert {box.name: box.counts.missed for box in draw(LOG_IN, counts).boxes} == {"số": 0, "mã": 7, "lừa": 0, "xong": 0}
    assert [row.counts for row in rows_of(LOG_IN, counts)][1] == Counts(7, 2)
    assert rows_of(LOG_IN)[0].actions[0] == ("Tiếp tục", "mã", True)


def test_a_long_name_is_cut():
    long = Procedure("Dài", (screen("m" * 40, action("Xong", "xong")), done()))
    assert len(draw(long).boxes[0].short_name) == 24
