"""HTML from outside, reduced to what our own text allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats.outside_html import clean_html, ids_of_pictures, lost_tags, with_images


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("<p>a</p>", "<p>a</p>"), ("a", "<p>a</p>"), ("", ""), ("<p class='x' onclick='y()'>a</p>", "<p>a</p>"),
        ("<strong>a</strong> <em>b</em>", "<p><b>a</b> <i>b</i></p>"), ("<strong class='x'>a</strong>", "<p><b>a</b></p>"),
        ("<p>a</p><script>x</script>", "<p>a</p>"), ("a<style>p{}</style>", "<p>a</p>"), ("a<script>x", "<p>a</p>"),
        ("<a href='javascript:x'>a</a><img src=x onerror=y>", "<p>a</p>"), ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("a<br>b", "<p>a<br/>b</p>"), ("5 &lt; 6", "<p>5 &lt; 6</p>"), ("<table><tr><td>a</td></tr></table>", "<p>a</p>"),
        ("<DIV>a</DIV>", "<p>a</p>"), ("<embed embedtype='image' id='1'/>a", "<p>a</p>"),
    ],
)  # fmt: skip
def test_html_keeps_its_words_and_no_other_tags_than_ours(source, clean):
    assert clean_html(source) == clean


def test_pictures_that_are_known_stay_and_others_leave_their_words():
    known = {"a.png": "picture:1"}
    source = '<p>x <img src="a.png" alt="một &quot;nút&quot;" width="9"/> <img src="http://b/c.png" alt="hai"/></p>'
    kept = clean_html(source, lambda address, alt: known.get(address))
    assert kept == '<p>x <embed alt="một &quot;nút&quot;" embedtype="image" format="fullwidth" id="picture:1"/> hai</p>'
    assert ids_of_pictures(kept) == ["picture:1"]


def test_our_pictures_are_images_outside():
    source = '<p>x <embed alt="n &quot;1&quot;" embedtype="image" format="left" id="12"/></p>'
    assert with_images(source, lambda own_id: f"f/{own_id}.png") == '<p>x <img src="f/12.png" alt="n &quot;1&quot;"/></p>'


def test_tags_that_said_something_are_named_once():
    source = "<p><u>a</u> x<sup>2</sup> <sup>3</sup> <img src='a'> <span>b</span><video src=x></video></p>"
    assert lost_tags(source) == ["u", "sup", "img", "video"]
    assert lost_tags(source, takes_pictures=True) == ["u", "sup", "video"]


@given(st.text(st.sampled_from("<>/\"'= abpimgscriptonerror&;#x"), max_size=60))
def test_nothing_that_acts_comes_through(source):
    cleaned = clean_html(source)
    assert not lost_tags(cleaned)
    assert "=" not in "".join(part for part in cleaned.split("<")[1:] if ">" in part and "=" in part.partition(">")[0])


def test_thousands_of_tags_in_one_another_leave_their_words():
    assert clean_html("<b>" * 3000 + "a" + "</b>" * 3000) == "<p>a</p>"
