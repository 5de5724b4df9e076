"""Questions as authors write them, for the tests of kinds: through the block of the kind, as the editor does."""

import uuid

from quizzes.kinds import kind_named
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import listed

TURN = Turn("0b7cf9f2-1111-4000-8000-000000000000")


def content(name, **value):
    """The content of a question of this kind; lists of dicts are list blocks."""
    kind = kind_named(name)
    own = {
        key: listed(each) if isinstance(each, list) and each and isinstance(each[0], dict) else each
        for key, each in value.items()
    }
    block = kind.block()
    return kind.content(block.to_python({"text": "<p>Hỏi gì?</p>", **own}), str(uuid.uuid4()))


def sent_by(fields):
    """What a form sends: part of the question -> values."""
    return lambda part: fields.get(part, [])


def read(name, made, fields):
    """The response that a form says, by the marks of TURN."""
    return kind_named(name).read(made, TURN, sent_by(fields))


def choice(text, is_right=False, percent=None, feedback=""):
    return {"text": f"<p>{text}</p>", "is_right": is_right, "percent": percent, "feedback": feedback}


def ids(parts):
    return [part["id"] for part in parts]
