"""Moodle XML: whole files, what is told of them, and what is refused."""

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from quizzes.formats.moodle_xml import read_moodle_xml
from quizzes.formats.questions_of_files import UnreadableQuestionFile


def file_of(*questions):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(questions)}\n</quiz>'.encode()


def question(type_="truefalse", text="<p>Trời xanh?</p>", inside='<answer fraction="100"><text>true</text></answer>', files=""):
    return (
        f'<question type="{type_}"><name><text>Tên</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text>{files}</questiontext>{inside}</question>\n'
    )


def png(colour=(200, 0, 0)):
    out = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "PNG")
    return out.getvalue()


def picture(name="nut.png", content=None):
    return f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(content or png()).decode()}</file>'


class TestQuestions:
    def test_what_is_around_the_answers_is_kept(self):
        inside = (
            '<generalfeedback format="html"><text>&lt;p&gt;Vì &lt;b&gt;thế&lt;/b&gt;.&lt;/p&gt;</text></generalfeedback>'
            '<hint format="html"><text>Nhìn lên.</text></hint><tags><tag><text>TT02-1.1</text></tag></tags>'
            '<answer fraction="100"><text>true</text></answer>'
        )
        (found,) = read_moodle_xml(file_of(question(inside=inside))).questions
        assert (found.kind, found.line, found.value["text"]) == ("true_false", 3, "<p>Trời xanh?</p>")
        assert (found.explanation, found.hint, found.tags) == ("<p>Vì <b>thế</b>.</p>", "Nhìn lên.", ["TT02-1.1"])

    def test_a_category_is_that_of_all_that_follow(self):
        category = '<question type="category"><category><text>$course$/top/An toàn/Mật khẩu // mã</text></category></question>'
        found = read_moodle_xml(file_of(question(), category, question(text="Hai"), question(text="Ba")))
        assert [list(each.category) for each in found.questions] == [[], *[["An toàn", "Mật khẩu / mã"]] * 2]

    @pytest.mark.parametrize(
        ("format_", "text", "kept"),
        [
            ("plain_text", "a &lt;b&gt;\nc", "<p>a &lt;b&gt;</p><p>c</p>"), ("moodle_auto_format", "a b", "<p>a b</p>"),
            ("html", "&lt;div&gt;a&lt;/div&gt;", "<p>a</p>"), ("html", "5 &amp;lt; 6", "<p>5 &lt; 6</p>"),
        ],
    )  # fmt: skip
    def test_text_is_read_as_its_format_says(self, format_, text, kept):
        source = question().replace('format="html"><text><![CDATA[<p>Trời xanh?</p>]]>', f'format="{format_}"><text>{text}')
        (found,) = read_moodle_xml(file_of(source)).questions
        assert found.value["text"] == kept


class TestPictures:
    def test_a_picture_of_the_file_stays_with_its_words(self):
        text = '<p>Bấm đâu? <img src="@@PLUGINFILE@@/nut%20do.png" alt="Nút đỏ"></p>'
        found = read_moodle_xml(file_of(question(text=text, files=picture("nut do.png"))))
        ((mark, kept),) = found.pictures.items()
        assert (kept.name, mark in found.questions[0].value["text"], 'alt="Nút đỏ"' in found.questions[0].value["text"]) == (
            "nut do.png", True, True,
        )  # fmt: skip
        assert Image.open(io.BytesIO(kept.content)).size == (8, 6)
        assert found.notes == []

    def test_a_picture_elsewhere_is_told_and_its_words_stay(self):
        found = read_moodle_xml(file_of(question(text='<p>Xem <img src="https://x.vn/a.png" alt="sơ đồ"></p>')))
        assert found.questions[0].value["text"] == "<p>Xem sơ đồ</p>"
        assert [(note.code, note.line) for note in found.notes] == [("picture_left_out", 3)]

    @pytest.mark.parametrize("content", [b"no picture", png()[:40]])
    def test_what_is_no_picture_is_refused_with_its_name(self, content):
        text = '<p><img src="@@PLUGINFILE@@/a.png"></p>'
        (problem,) = read_moodle_xml(file_of(question(text=text, files=picture("a.png", content)))).problems
        assert (problem.line, problem.code) == (3, "picture")
        assert "“a.png”" in problem.message

    def test_what_is_no_base64_is_refused(self):
        files = '<file name="a.png" encoding="base64">€€</file>'
        found = read_moodle_xml(file_of(question(text='<p><img src="@@PLUGINFILE@@/a.png"></p>', files=files)))
        assert [problem.code for problem in found.problems] == ["picture"]


class TestToldAndRefused:
    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ("<defaultgrade>2.0</defaultgrade>", "mark"), ("<hidden>1</hidden>", "hidden"),
            ("<hint><text>a</text></hint><hint><text>b</text></hint>", "hints"),
            ("<correctfeedback><text>Giỏi lắm</text></correctfeedback>", "combined_feedback"),
            ("<generalfeedback format='html'><text>x&lt;sup&gt;2&lt;/sup&gt;</text></generalfeedback>", "html_reduced"),
        ],
    )  # fmt: skip
    def test_what_ours_cannot_say_is_told_with_its_line(self, more, code):
        inside = f'<answer fraction="100"><text>true</text></answer>{more}'
        found = read_moodle_xml(file_of(question(inside=inside)))
        assert ([(note.line, note.code) for note in found.notes], found.problems) == ([(3, code)], [])

    def test_what_moodle_writes_of_itself_is_not(self):
        more = "<defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><correctfeedback><text>Your answer is correct.</text></correctfeedback>"
        assert read_moodle_xml(file_of(question(inside=f'<answer fraction="100"><text>true</text></answer>{more}'))).notes == []

    def test_all_refusals_at_once_and_the_others_are_found(self):
        found = read_moodle_xml(file_of(question("essay"), question(), question("calculated")))
        assert [(problem.line, problem.code) for problem in found.problems] == [(3, "type"), (5, "type")]
        assert "câu “Tên”: kiểu “essay”" in found.problems[0].message
        assert len(found.questions) == 1

    def test_a_file_without_questions(self):
        assert [problem.code for problem in read_moodle_xml(file_of()).problems] == ["no_questions"]

    @pytest.mark.parametrize(
        "content",
        [
            b"", b"<quiz>", b"no xml", b"<html></html>", b"\xff\xfe\x00",
            b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "x">]><quiz>&a;</quiz>',
            b'<?xml version="1.0"?><!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
            b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>',
        ],
    )  # fmt: skip
    def test_what_is_no_moodle_xml_is_refused_whole(self, content):
        with pytest.raises(UnreadableQuestionFile):
            read_moodle_xml(content)

    def test_a_name_of_a_category_that_is_empty_is_told(self):
        category = '<question type="category"><category><text>top/a//b///c</text></category></question>'
        found = read_moodle_xml(file_of(category.replace("a//b///c", "a/ /b"), question()))
        assert [problem.code for problem in found.problems] == ["category"]


WHOLE = file_of(
    question(text="<p>Trời <b>xanh</b>?</p>"),
    question("multichoice", inside="".join(f'<answer fraction="{n}"><text>ý {n}</text></answer>' for n in (100, 0, 50))),
    question("cloze", "<p>Mã có {1:SHORTANSWER:=6~=sáu} số.</p>", inside=""),
    question("numerical", inside='<answer fraction="100"><text>5</text><tolerance>1</tolerance></answer>'),
)


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_a_spoiled_file_is_answered(place, bytes_, taken_out):
    """A few bytes put in, a few taken out, anywhere."""
    try:
        found = read_moodle_xml(WHOLE[:place] + bytes_ + WHOLE[place + taken_out :])
    except UnreadableQuestionFile:
        return
    assert found.questions or found.problems
    assert all(problem.line and problem.message for problem in [*found.problems, *found.notes])


@given(st.text(st.sampled_from("{}1:SAMC=~%50#\\ab<p>/&;[]"), max_size=40))
def test_any_text_with_gaps_is_answered(text):
    found = read_moodle_xml(file_of(question("cloze", text.replace("]]>", ""), inside="")))
    assert len(found.questions) + len(found.problems) == 1
