"""The picture of the questions."""

from quizzes.results.picture import HEIGHT, MARGIN, WIDTH, points_of


def test_points_stand_where_their_figures_say_and_inside_the_picture():
    points = points_of([(1, 0, -100), (2, 100, 100), (3, 50, 0), (4, None, 5), (5, 5, None), (6, 120, 300)])
    places = [(point.number, point.x, point.y, point.is_against) for point in points]
    assert places == [
        (1, MARGIN, HEIGHT - MARGIN, True), (2, WIDTH - MARGIN, MARGIN, False), (3, WIDTH / 2, HEIGHT / 2, False),
        (6, WIDTH - MARGIN, MARGIN, False),
    ]  # fmt: skip
