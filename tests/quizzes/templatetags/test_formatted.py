"""Formatted text of questions, as HTML."""

import pytest
from django.template import Context, Template

from tests import factories


def shown(text):
    return Template("{% load formatted %}{{ text|formatted }}").render(Context({"text": text}))


def test_formatting_is_shown_and_what_was_escaped_stays_so():
    assert shown("<p>Mã <b>OTP</b> &lt;6 số&gt;</p>") == "<p>Mã <b>OTP</b> &lt;6 số&gt;</p>"


def test_what_the_editor_keeps_by_its_id_is_looked_up(lesson):
    assert f'href="{lesson.url}"' in shown(f'<a linktype="page" id="{lesson.pk}">bài</a>')
    assert shown('<embed embedtype="image" id="999999" format="fullwidth" alt="Thẻ"/>') == '<img alt="">'


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
def test_what_somebody_typed_as_text_is_no_markup(client, course, typed):
    lesson = factories.lesson(course, questions=0)
    lesson.quiz = factories.quiz(factories.question(typed))
    lesson.save_revision().publish()
    html = client.get("/danh-tinh-so/bai-1/kiem-tra/").content.decode()
    assert typed not in html
    assert "&lt;" in html
