"""Questions of a file into the bank and out of it."""

import pytest

from quizzes.formats.importing import import_questions
from quizzes.models import Question, QuestionVersion
from tests.quizzes.formats.test_moodle_xml import file_of, picture, png, question

GIFT = """::1:: Ai hỏi mã OTP?{=Không ai#Đúng. ~Cán bộ####Mã là của bạn.}

::2:: Hà Nội là thủ đô.{T}

::3:: Hai cộng hai?{#4:0}
"""

pytestmark = pytest.mark.django_db


def test_all_are_kept_published_each_with_its_first_version():
    outcome = import_questions(GIFT, "gift")
    assert (outcome.questions, outcome.imported, outcome.skipped, outcome.errors) == (3, 3, 0, [])
    assert outcome.by_kind == {"single": 1, "true_false": 1, "number": 1}
    assert [(q.text, q.live, q.version.number) for q in Question.objects.order_by("pk")] == [
        ("Ai hỏi mã OTP?", True, 1), ("Hà Nội là thủ đô.", True, 1), ("Hai cộng hai?", True, 1),
    ]  # fmt: skip
    assert Question.objects.first().version.explanation == "<p>Mã là của bạn.</p>"
    assert Question.objects.search("ma otp").count() == 1


def test_importing_the_same_twice_makes_no_second_question():
    import_questions(GIFT, "gift")
    again = import_questions(GIFT + "\nMới?{T}\n\nMới?{T}\n", "gift")
    assert (again.questions, again.imported, again.skipped) == (5, 1, 4)
    assert Question.objects.count() == 4


def test_the_same_words_with_another_right_answer_are_another_question():
    import_questions("Đúng không?{T}", "gift")
    assert import_questions("Đúng không?{F}", "gift").imported == 1


def test_with_one_mistake_nothing_is_written_and_all_are_told():
    outcome = import_questions(f"{GIFT}\nThiếu {{=a\n\nGì?{{=a =b ~a}}", "gift")
    assert outcome.imported == 0
    assert [problem.line for problem in outcome.errors] == [7, 9, 9]
    assert not Question.objects.exists()


def test_a_dry_run_writes_nothing():
    assert import_questions(GIFT, "gift", dry_run=True).imported == 3
    assert not Question.objects.exists()


def test_thousands_are_taken_in_few_queries(django_assert_max_num_queries):
    text = "\n\n".join(f"Câu {n}?{{=đúng {n} ~sai {n}}}" for n in range(1200))
    with django_assert_max_num_queries(80):
        assert import_questions(text, "gift").imported == 1200
    assert QuestionVersion.objects.count() == 1200


def test_tags_are_kept():
    tags = "<tags><tag><text>OTP</text></tag><tag><text>TT02</text></tag></tags>"
    inside = f'<answer fraction="100"><text>true</text></answer>{tags}'
    import_questions(file_of(question(inside=inside)), "moodle-xml")
    assert sorted(tag.name for tag in Question.objects.get().tags.all()) == ["OTP", "TT02"]


def test_the_same_words_with_another_picture_are_another_question():
    text = '<p>Trang này thật? <img src="@@PLUGINFILE@@/a.png" alt="trang"></p>'
    file = file_of(*(question(text=text, files=picture("a.png", png(colour))) for colour in ((200, 0, 0), (0, 0, 200))))
    outcome = import_questions(file, "moodle-xml")
    assert (outcome.imported, outcome.skipped) == (2, 0)
    assert import_questions(file, "moodle-xml").skipped == 2


def test_a_category_that_would_stand_too_deep_is_an_error_with_its_line():
    deep = list("abcdefghi")
    outcome = import_questions("$CATEGORY: x/y\n\nMột?{T}", "gift", category=deep)
    assert [(problem.line, problem.code) for problem in outcome.errors] == [(3, "category")]
    assert not Question.objects.exists()


def test_a_question_with_the_words_of_another_is_told():
    import_questions("Đúng không?{T}", "gift")
    (note,) = import_questions("Đúng không?{F}", "gift").notes
    assert (note.line, note.code) == (1, "alike")
