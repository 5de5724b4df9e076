from portal.templatetags.figures import bar, number, percent


def test_numbers_are_written_the_vietnamese_way():
    assert number(38214) == "38.214"
    assert percent(0.348) == "34,8%"
    assert (number(None), percent(None)) == ("–", "–")


def test_a_bar_never_runs_out_of_its_track():
    assert [bar(value) for value in (None, -0.5, 0.348, 1.7)] == [0, 0, 35, 100]
