"""A question of each kind, for the tests of formats; and any question of any kind, for hypothesis."""

import string

from hypothesis import strategies as st

from quizzes.formats.importing import said_by
from quizzes.formats.questions_of_files import KeptQuestion
from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import choice, content


def kept(kind, made, **fields):
    return KeptQuestion(7, kind, made, **fields)


def content_of(question):
    """The content of a question that was found in a file."""
    kind = kind_named(question.kind)
    return kind.content(kind.block().to_python(question.value), "x")


def is_the_same(question, kind, made):
    return said_by(question.kind, content_of(question)) == said_by(kind, made)


PLAIN = {
    "single": content("single", choices=[choice("Đúng = {1}", True, feedback="Vâng~"), choice("Sai#"), choice("Gần", percent=50)], is_shuffled=True),
    "multiple": content("multiple", choices=[choice("a", True), choice("b", True), choice("c"), choice("d")], is_shuffled=True, marking="shares"),
    "multiple whole": content("multiple", choices=[choice("a", True), choice("b", True), choice("c")], is_shuffled=False, marking="whole"),
    "multiple own": content("multiple", choices=[choice("a", True, percent=60), choice("b", True, percent=40), choice("c", percent=-100)], is_shuffled=True, marking="own"),
    "true_false": content("true_false", is_true=True, feedback_true="Đúng.", feedback_false="Sai."),
    "true_false not": content("true_false", is_true=False, feedback_true="Sai: đọc lại.", feedback_false=""),
    "matching": content("matching", pairs=[{"text": "<p>a</p>", "match": "1"}, {"text": "<p>b</p>", "match": "2"}], more=["3"], is_shuffled=True),
    "ordering": content("ordering", items=[{"text": f"<p>Việc {n}</p>"} for n in "abcd"], marking="pairs"),
    "ordering whole": content("ordering", items=[{"text": f"<p>Việc {n}</p>"} for n in "abc"], marking="whole"),
    "short_answer": content("short_answer", answers=[{"text": "mật khẩu*", "percent": None, "feedback": "x"}, {"text": "khóa", "percent": 50, "feedback": ""}], keeps_accents=True),
    "number": content("number", answers=[{"value": "1234.5", "tolerance": "0.125", "percent": None, "feedback": "Vâng."}], units=[{"name": "đồng", "factor": "1"}, {"name": "nghìn đồng", "factor": "1000"}]),
    "gaps": content("gaps", gapped="<p>Mã OTP có {6|sáu} chữ số và {không} dấu.</p>", keeps_accents=True),
    "gap_lists": content("gap_lists", gapped="<p>Không đọc {*mã OTP|họ tên} cho {ai|*người lạ|cô}.</p>"),
}  # fmt: skip

WORDS = st.text(st.sampled_from(string.ascii_letters + "áđ ~=#{}:\\<>&%-.[]/|*;\"'"), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
TYPED = WORDS.filter(lambda text: "*" not in text and "\\" not in text)
FEEDBACK = st.one_of(st.just(""), WORDS)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _choices(words, told, **options):
    return [
        choice(escaped(word), n in options.get("right", (0,)), feedback=told if n == 1 else "") for n, word in enumerate(words)
    ]


def _unique(least, most, words=WORDS):
    return st.lists(words, min_size=least, max_size=most, unique_by=lambda text: text.casefold())


ANY = st.one_of(
    st.tuples(st.just("single"), st.builds(lambda asked, words, told, shuffled: content(
        "single", text=f"<p>{escaped(asked)}</p>", choices=_choices(words, told), is_shuffled=shuffled), WORDS, _unique(2, 5), FEEDBACK, st.booleans())),
    st.tuples(st.just("multiple"), st.builds(lambda words, told, marking: content(
        "multiple", choices=_choices(words, told, right=(0, 2)), marking=marking, is_shuffled=True), _unique(4, 6), FEEDBACK, st.sampled_from(["whole", "shares"]))),
    st.tuples(st.just("true_false"), st.builds(lambda is_true, told: content(
        "true_false", is_true=is_true, feedback_true=told, feedback_false=""), st.booleans(), FEEDBACK)),
    st.tuples(st.just("matching"), st.builds(lambda lefts, rights, shuffled: content(
        "matching", pairs=[{"text": f"<p>{escaped(left)}</p>", "match": right} for left, right in zip(lefts, rights, strict=True)], more=["dư"], is_shuffled=shuffled),
        _unique(3, 3, WORDS.filter(lambda text: "=>" not in text and "->" not in text)), _unique(3, 3, WORDS.filter(lambda text: text != "dư" and "->" not in text)), st.booleans())),
    st.tuples(st.just("ordering"), st.builds(lambda words, marking: content(
        "ordering", items=[{"text": f"<p>{escaped(word)}</p>"} for word in words], marking=marking), _unique(3, 5), st.sampled_from(["whole", "pairs"]))),
    st.tuples(st.just("short_answer"), st.builds(lambda words, case: content(
        "short_answer", answers=[{"text": word, "percent": None, "feedback": ""} for word in words], keeps_accents=True, keeps_case=case), _unique(1, 3, TYPED), st.booleans())),
    st.tuples(st.just("number"), st.builds(lambda value, tolerance: content(
        "number", answers=[{"value": str(value), "tolerance": str(tolerance), "percent": None, "feedback": ""}], units=[]),
        st.decimals(-10**6, 10**6, places=4), st.decimals(0, 10, places=3))),
)  # fmt: skip
