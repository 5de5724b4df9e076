"""HTML from outside, and numbers."""

import pytest

from quizzes.formats.questions_of_files import clean_html, is_plain, number_of


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("<p>a</p>", "<p>a</p>"), ("a", "<p>a</p>"), ("", ""), ("<p class='x' onclick='y()'>a</p>", "<p>a</p>"),
        ("<strong>a</strong> <em>b</em>", "<p><b>a</b> <i>b</i></p>"), ("<script>x</script>", "<p>x</p>"),
        ("<a href='javascript:x'>a</a><img src=x onerror=y>", "<p>a</p>"), ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("a<br>b", "<p>a<br/>b</p>"), ("5 &lt; 6", "<p>5 &lt; 6</p>"), ("<table><tr><td>a</td></tr></table>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_html_keeps_its_words_and_no_other_tags_than_ours(source, clean):
    assert clean_html(source) == clean


def test_plain_is_what_has_only_words():
    assert [is_plain(text) for text in ("", "<p>a &amp; b</p>", "<p>a</p><p>b</p>", "<p><b>a</b></p>")] == [
        True,
        True,
        False,
        False,
    ]


def test_numbers_have_no_needless_digits():
    assert [number_of(number) for number in (100, 33.333333, -50, 0.5, 0)] == ["100", "33.33333", "-50", "0.5", "0"]
