"""GIFT, as teachers write it and as Moodle's own documentation shows it."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.formats.gift import read_gift, write_gift
from quizzes.formats.importing import said_by
from quizzes.formats.questions_of_files import CannotSay, KeptQuestion
from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import choice, content


def one(text):
    found = read_gift(text)
    assert found.problems == []
    (question,) = found.questions
    return question


def content_of(question):
    kind = kind_named(question.kind)
    block = kind.block()
    return kind.content(block.to_python(question.value), "x")


def choices(text):
    return [(c["text"], c["is_right"], c["percent"], c["feedback"]) for c in content_of(one(text))["choices"]]


class TestKinds:
    def test_one_right_choice_has_an_equals_sign(self):
        text = "Ai chôn trong lăng Grant?{=Grant#Đúng. ~không ai#Sai mất. ~%50%vợ Grant}"
        assert one(text).kind == "single"
        assert choices(text) == [
            ("Grant", True, "100", "Đúng."), ("không ai", False, "0", "Sai mất."), ("vợ Grant", False, "50", ""),
        ]  # fmt: skip

    def test_several_with_weights_are_several_right_choices(self):
        text = "Hai người nào?{~%-100%Không ai ~%50%Grant ~%50%Vợ Grant ~%-100%Bố Grant}"
        made = content_of(one(text))
        assert (one(text).kind, made["marking"]) == ("multiple", "own")
        assert [c["percent"] for c in made["choices"]] == ["-100", "50", "50", "-100"]

    def test_where_choosing_all_would_win_wrong_choices_cost_and_that_is_told(self):
        found = read_gift("Hai người nào?{~Không ai ~%50%Grant ~%50%Vợ Grant ~Bố Grant}")
        (question,) = found.questions
        assert question.value["marking"] == "shares"
        assert [note.code for note in found.notes] == ["wrong_choices_cost"]
        assert kind_named("multiple").problems(content_of(question)) == []

    @pytest.mark.parametrize(("word", "is_true"), [("T", True), ("TRUE", True), ("F", False), ("false", False)])
    def test_true_and_false(self, word, is_true):
        made = content_of(one(f"Mặt trời mọc ở đằng đông.{{{word}#Xem lại.#Đúng rồi.}}"))
        wrong, right = ("false", "true") if is_true else ("true", "false")
        assert (made["is_true"], made["feedback"][wrong], made["feedback"][right]) == (is_true, "Xem lại.", "Đúng rồi.")

    def test_answers_with_equals_signs_alone_are_typed(self):
        made = content_of(one("Hai cộng hai là mấy?{=bốn =%50%bon#Thiếu dấu. =4}"))
        assert [(a["text"], a["percent"], a["feedback"]) for a in made["answers"]] == [
            ("bốn", "100", ""), ("bon", "50", "Thiếu dấu."), ("4", "100", ""),
        ]  # fmt: skip
        assert (made["keeps_accents"], made["keeps_case"]) == (True, False)

    def test_arrows_make_pairs(self):
        made = content_of(one("Thủ đô?{=Việt Nam -> Hà Nội =Lào -> Viêng Chăn = -> Huế}"))
        texts = {option["id"]: option["text"] for option in made["options"]}
        assert [(pair["text"], texts[pair["option"]]) for pair in made["pairs"]] == [
            ("Việt Nam", "Hà Nội"),
            ("Lào", "Viêng Chăn"),
        ]
        assert list(texts.values()) == ["Hà Nội", "Viêng Chăn", "Huế"]

    @pytest.mark.parametrize(
        ("inside", "answers"),
        [
            ("#1822:5", [("1822", "5", "100")]), ("#3", [("3", "0", "100")]), ("#1..5", [("3", "2", "100")]),
            ("#=1822:0 =%50%1822:2", [("1822", "0", "100"), ("1822", "2", "50")]), ("#3.141..3.142", [("3.1415", "0.0005", "100")]), ("#0.0000012:0.0000001", [("0.0000012", "0.0000001", "100")]),
        ],
    )  # fmt: skip
    def test_numbers(self, inside, answers):
        made = content_of(one(f"Số nào?{{{inside}}}"))
        assert [(a["value"], a["tolerance"], a["percent"]) for a in made["answers"]] == answers


def test_the_examples_that_moodle_publishes_are_taken():
    """But for the essay, which our quizzes do not know."""
    found = read_gift(EXAMPLES)
    assert [problem.code for problem in found.problems] == ["essay"]
    kinds = [question.kind for question in found.questions]
    assert kinds == ["single", "short_answer", "matching", "number", "number", "number", "true_false", "multiple"]
    assert [kind_named(each.kind).problems(content_of(each)) for each in found.questions] == [[]] * len(kinds)


# Written anew after the examples in the description of the format, one for each thing that it shows.
EXAMPLES = """// a question to write about
::Q8:: Tell us about your school. {}

// one right choice, with feedback
::Q2:: Which colour lies between orange and green?
{ =yellow # well seen ~red # that is before orange ~blue # that is after green }

::Q3:: One and one {=two =2} make a pair.

::Q4:: Who eats what? { =cow -> grass =fox -> hen }

::Q5:: Name a number from 2 to 6. {#4:2}

::Q6:: Name a number from 2 to 6. {#2..6}

::Q7:: In which year was it? {#
         =1945:0      # Right.
         =%50%1945:2  # Nearly.
}

::Q1:: 2+2=4 {T}

Who are the two? {~%-50%nobody ~%50%she ~%50%he ~%-50%I}
"""


class TestText:
    def test_a_gap_in_the_middle_is_a_line(self):
        assert one("Thủ đô là {=Hà Nội ~Huế} từ năm 1010.").value["text"] == "<p>Thủ đô là _____ từ năm 1010.</p>"

    def test_titles_and_comments_are_no_part_of_it_and_lines_are_counted(self):
        found = read_gift("// ghi chú\n\n::Q1:: Một?{T}\n\n// nữa\n::Q2:: Hai?\n{\n=a\n~b\n}\n")
        assert [(each.line, each.value["text"]) for each in found.questions] == [(3, "<p>Một?</p>"), (6, "<p>Hai?</p>")]

    def test_escaped_signs_are_letters(self):
        text = r"Tập \{1, 2\} \= \~a\: x\#\nDòng hai \\?{=a\=b ~c\~d}"
        assert one(text).value["text"] == "<p>Tập {1, 2} = ~a: x#</p><p>Dòng hai \\?</p>"
        assert [said[0] for said in choices(text)] == ["a=b", "c~d"]

    def test_html_is_reduced_to_what_our_editor_offers(self):
        text = '[html]<p onclick\\="x()">Cái <strong>gì</strong>?</p><script>alert(1)</script>{=<b>a</b> ~[html]<i>b</i>}'
        assert one(text).value["text"] == "<p>Cái <b>gì</b>?</p>"
        assert [(note.code, "<script>" in note.message) for note in read_gift(text).notes] == [("html_reduced", True)]
        assert [said[0] for said in choices(text)] == ["&lt;b&gt;a&lt;/b&gt;", "<i>b</i>"]

    def test_general_feedback_is_the_explanation(self):
        assert one("Một?{=a ~b####Vì thế.}").explanation == "<p>Vì thế.</p>"

    def test_a_category_is_that_of_all_that_follow(self):
        found = read_gift("Không?{T}\n\n$CATEGORY: $course$/top/An toàn/a//b\n\nMột?{T}\n\nHai?{T}\n\n$CATEGORY: top\n\nBa?{F}")
        assert [list(each.category) for each in found.questions] == [[], *[["An toàn", "a/b"]] * 2, []]
        assert [problem.line for problem in read_gift("Một?{T}\n\n$CATEGORY: a/ /b\n").problems] == [3]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("\nViết về mẹ.{}", 2, "essay"), ("Chỉ là lời dẫn.", 1, "description"), ("Thiếu ngoặc {=a ~b", 1, "braces"),
        ("Hai {T} cặp {F}", 1, "braces"), ("Gì?{a, b}", 1, "answers"), ("Số?{#ba}", 1, "number"), ("Số?{#1e999}", 1, "number"),
        ("Số?{#1.." + "9" * 400 + "}", 1, "number"), ("Gì?{=%9999%a =b}", 1, "fraction"), ("", 1, "no_questions"), ("// chỉ ghi chú", 1, "no_questions"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_with_its_line_and_what_to_do(text, line, code):
    assert [(each.line, each.code) for each in read_gift(text).problems] == [(line, code)]


def test_all_mistakes_are_told_at_once_and_the_others_are_found():
    found = read_gift("Một?{}\n\nHai?{T}\n\nBa {\n")
    assert ([each.line for each in found.problems], len(found.questions)) == ([1, 5], 1)


def kept(kind, made, explanation=""):
    return KeptQuestion(7, kind, made, explanation)


ALL = [
    ("single", content("single", choices=[choice("Đúng = {1}", True, feedback="Vâng~"), choice("Sai#"), choice("Gần", percent=50)], is_shuffled=True)),
    ("multiple", content("multiple", choices=[choice("a", True), choice("b", True), choice("c"), choice("d")], is_shuffled=True, marking="shares")),
    ("true_false", content("true_false", is_true=True, feedback_true="Đúng.", feedback_false="Sai.")),
    ("true_false", content("true_false", is_true=False, feedback_true="Sai.", feedback_false="")),
    ("matching", content("matching", pairs=[{"text": "<p>a</p>", "match": "1"}, {"text": "<p><b>b</b></p>", "match": "2"}], more=["3"], is_shuffled=True)),
    ("short_answer", content("short_answer", answers=[{"text": "mật khẩu*", "percent": None, "feedback": "x"}], keeps_accents=True)),
    ("number", content("number", answers=[{"value": "1234.5", "tolerance": "0.5", "percent": None, "feedback": ""}], units=[])),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "made"), ALL)
def test_what_is_written_and_read_again_is_the_same_question(kind, made):
    question = one(write_gift(kept(kind, made, "<p>Vì <b>thế</b>: {x}</p>")))
    assert said_by(question.kind, content_of(question)) == said_by(kind, made)
    assert question.explanation == "<p>Vì <b>thế</b>: {x}</p>"


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("multiple", content("multiple", choices=[choice("a", True), choice("b")], is_shuffled=True, marking="whole")),
        ("short_answer", content("short_answer", answers=[{"text": "a", "percent": None, "feedback": ""}], keeps_accents=False)),
        ("number", content("number", answers=[{"value": "1", "tolerance": "0", "percent": None, "feedback": ""}], units=[{"name": "đ", "factor": "1"}])),
        ("gaps", content("gaps", gapped="<p>{a}</p>")),
        ("single", content("single", choices=[choice('<embed embedtype="image" id="1"/>', True), choice("b")], is_shuffled=True)),
    ],
)  # fmt: skip
def test_what_it_has_no_words_for_is_said_and_not_dropped(kind, made):
    with pytest.raises(CannotSay):
        write_gift(kept(kind, made))


WORDS = st.text(st.sampled_from(string.ascii_letters + "áđ ~=#{}:\\<>&%-.[]/"), min_size=1, max_size=12)


@given(WORDS, WORDS, WORDS, WORDS)
def test_whatever_signs_stand_in_a_question_it_comes_back(asked, right, wrong, told):
    made = content("single", text=f"<p>{' '.join(asked.split()).replace('&', '').replace('<', '').replace('>', '')}</p>", choices=[
        choice(" ".join(each.split()).replace("&", "").replace("<", "").replace(">", ""), own, feedback=" ".join(feedback.split()))
        for each, own, feedback in ((right, True, told), (wrong, False, ""))
    ], is_shuffled=True)  # fmt: skip
    assume(not kind_named("single").problems(made))
    # A weight or the name of a format at the beginning of an answer has no escape in GIFT.
    assume(not any(c["text"].startswith(("%", "[")) for c in made["choices"]) and not made["text"].startswith("<p>["))
    assume(not any(c["feedback"].startswith("[") for c in made["choices"]))
    question = one(write_gift(kept("single", made)))
    assert said_by(question.kind, content_of(question)) == said_by("single", made)


@given(st.text(st.sampled_from("ab{}=~#%:\\/->\n 12T"), max_size=60))
def test_a_spoiled_text_is_answered(text):
    found = read_gift(text)
    assert found.questions or found.problems
