"""Hand-ins a second: ten questions of mixed kinds, graded and recorded; and steps finished a second; against a view that does nothing
and one that inserts a row.

    BENCH_DATABASE_URL=postgres://... python -m bench.hand_ins [seconds]

Starts gunicorn (2 processes of 4 threads) on an empty database of its own. Eight learners hand in at a time over kept
connections, each time as somebody else; each of the four is asked in turn, three rounds, and the median is printed.
"""

import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from dataclasses import dataclass

from bench.requests_per_second import CONNECTIONS, PORT, ROUNDS, serve
from bench.world import ROOT, prepare

# Run in the shell of the server: a quiz, and for each learner a session and the fields of the form, as JSON.
WORLD = """
import json
import uuid
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from lessons.learner.ended_session import owner_mark
from lessons.models import CoursePage, HomePage, LessonPage
from quizzes.bank.writing import choice, keep_question
from quizzes.bank.showing import field_of
from quizzes.kinds.written import listed
from quizzes.models import Quiz, QuizQuestion
from rosters.login.learners import account_of
from rosters.models import Member

choices = listed([choice("a", is_right=True), choice("b", is_right=False), choice("c", is_right=False)])
kinds = [
    ("single", {"choices": choices, "is_shuffled": True}), ("single", {"choices": choices, "is_shuffled": True}),
    ("single", {"choices": choices, "is_shuffled": True}), ("multiple", {"choices": choices, "is_shuffled": True, "marking": "shares"}),
    ("true_false", {"is_true": True, "feedback_true": "", "feedback_false": ""}),
    ("short_answer", {"answers": listed([{"text": "OTP", "percent": None, "feedback": ""}])}),
    ("short_answer", {"answers": listed([{"text": "ma*", "percent": None, "feedback": ""}])}),
    ("number", {"answers": listed([{"value": "24000", "tolerance": "0", "percent": None, "feedback": ""}]), "units": []}),
    ("gaps", {"gapped": "<p>M\\u00e3 c\\u00f3 {6|s\\u00e1u} s\\u1ed1.</p>"}),
    ("gap_lists", {"gapped": "<p>B\\u1ea1n {*t\\u1eaft m\\u00e1y|\\u0111\\u1ecdc m\\u00e3}.</p>"}),
]
course = CoursePage(title="Do", slug="do", summary="x", drawing="shield")
HomePage.objects.first().add_child(instance=course)
course.save_revision().publish()
quiz = Quiz.objects.create(title="Do", pass_mark=80)
for order, (kind, value) in enumerate(kinds):
    asked = keep_question(kind, {"text": f"<p>Q {order}?</p>", **value})
    QuizQuestion.objects.create(quiz=quiz, question=asked, sort_order=order)
step = {"type": "step", "value": {"title": "B", "body": [{"type": "text", "value": "<p>D.</p>"}], "question": None}}
lesson = LessonPage(title="Do", slug="bai", summary="x", minutes=5, quiz=quiz, steps=[step])
course.add_child(instance=lesson)
lesson.save_revision().publish()
many = LessonPage(title="Nhieu", slug="nhieu-buoc", summary="x", minutes=5, steps=[{**step, "id": str(uuid.uuid4())} for _ in range(40)])
course.add_child(instance=many)
many.save_revision().publish()
sessions, owners = [], []
for member in Member.objects.filter(merged_into=None).order_by("pk")[:250]:
    user = account_of(member)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "rosters.backends.LearnerBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    sessions.append(session.session_key)
    owners.append(owner_mark(member))
versions = [[p.question.version.pk, p.question_id, p.question.version.kind] for p in quiz.quiz_questions.all()]
print(json.dumps({"sessions": sessions, "owners": owners, "versions": versions}))
"""
# As the server makes a form's field names and marks; run there once for some keys.
FORMS = """
import json, sys, uuid
from quizzes.bank.showing import field_of, turn_of
from quizzes.models import Quiz
quiz = Quiz.objects.get(title="Do")
forms = []
for _ in range({number}):
    key, fields = str(uuid.uuid4()), {{}}
    for place in quiz.quiz_questions.select_related("question__version"):
        version = place.question.version
        turn, content, name = turn_of(version, key), version.content, field_of(version.question_id, key)
        if version.kind in ("single", "multiple"):
            fields[name] = turn.mark(next(c["id"] for c in content["choices"] if c["is_right"]))
        elif version.kind == "true_false":
            fields[name] = turn.mark(content["id"] + ":true")
        elif version.kind in ("short_answer", "number"):
            fields[name] = "OTP" if version.kind == "short_answer" else "24.000"
        else:
            for gap in content["gaps"]:
                fields[name + "." + turn.mark(gap["id"])] = "6" if version.kind == "gaps" else turn.mark(gap["options"][0]["id"])
    forms.append({{"key": key, **fields}})
print(json.dumps(forms))
"""
QUIZ, STEP = "/do/bai/kiem-tra/", "/do/nhieu-buoc/buoc/{}/"
TOKEN = "a" * 32


@dataclass
class Load:
    """What is sent: for each turn a path, a body and a cookie."""

    turns: list[tuple[str, str, str]]


def shell(env: dict[str, str], code: str) -> object:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def rate(load: Load, seconds: float, first: int) -> tuple[float, int]:
    """Answers a second, beginning with the turn `first`, and how many were sent."""
    lock, sent, done = threading.Lock(), [first], [0]

    def one() -> None:
        connection, end = http.client.HTTPConnection("127.0.0.1", PORT), time.perf_counter() + seconds
        while time.perf_counter() < end:
            with lock:
                path, body, cookie = load.turns[sent[0] % len(load.turns)]
                sent[0] += 1
            headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            response.read()
            if response.status not in (200, 302):
                raise RuntimeError(f"{path}: {response.status}")
            with lock:
                done[0] += 1

    threads = [threading.Thread(target=one) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done[0] / seconds, sent[0]


def loads(env: dict[str, str]) -> dict[str, Load]:
    world = shell(env, WORLD)
    sessions = world["sessions"]  # type: ignore[index]
    forms = shell(env, FORMS.format(number=9000))
    cookies = [f"sessionid={session}; csrftoken={TOKEN}" for session in sessions]
    bodies = [urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **form}) for form in forms]  # type: ignore[union-attr]
    turns = [(QUIZ, body, cookies[number % len(cookies)]) for number, body in enumerate(bodies)]
    owners = [urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, "nguoi": own}) for own in world["owners"]]  # type: ignore[index]
    steps = [(STEP.format(number), *each) for number in range(1, 41) for each in zip(owners, cookies, strict=True)]
    bare = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN})
    return {
        "a view that does nothing": Load([("/trong/", bare, f"csrftoken={TOKEN}")]),
        "a view that inserts one row": Load([("/mot-dong/", bare, f"csrftoken={TOKEN}")]),
        "handing in ten questions": Load(turns),
        "finishing a step": Load(steps),
    }


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = prepare(folder)
        asked = loads(env)
        server = serve(env)
        try:
            time.sleep(5)
            rates: dict[str, list[float]] = {name: [] for name in asked}
            first = dict.fromkeys(asked, 0)
            for _ in range(ROUNDS):
                for name, load in asked.items():
                    found, first[name] = rate(load, seconds, first[name])
                    rates[name].append(found)
        finally:
            server.terminate()
            server.wait()
        medians = {name: statistics.median(found) for name, found in rates.items()}
        insert = medians["a view that inserts one row"]
        for name, median in medians.items():
            print(f"{name:<28} {median:7.0f} a second   {median / insert:6.1%} of inserting a row")
        counted = "from quizzes.models import Attempt; print(Attempt.objects.filter(quiz__title='Do', right=9, state='handed_in').count())"
        kept = shell(env, counted)
        sent = first["handing in ten questions"]
        print(f"{sent} were sent, {kept} are kept and right: {'none is lost' if sent == kept else 'SOME ARE LOST'}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
