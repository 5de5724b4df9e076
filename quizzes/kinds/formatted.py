"""Formatted text, as an author writes it and as content keeps it. No database."""

import html
import re

# What an author may use; nothing that opens another page in the middle of a quiz.
FEATURES_OF_TEXT = ["bold", "italic", "ol", "ul", "image"]
FEATURES_IN_LINE = ["bold", "italic", "image"]
_KEY = re.compile(r' data-block-key="[^"]*"')
_BETWEEN = re.compile(r"</p>\s*<p>")
_TAG = re.compile(r"<[^>]*>")
# These end a word; bold and italic do not.
_ENDS_A_WORD = re.compile(r"</(?:p|li|ol|ul)>|<br\s*/?>", re.IGNORECASE)
_ALT = re.compile(r'<embed\b[^>]*\balt="([^"]*)"[^>]*>')


def kept(source: str) -> str:
    """Text of several paragraphs without the keys of the editor, which change on every saving."""
    return _KEY.sub("", source).strip()


def in_line(source: str) -> str:
    """Text of one line, as in a choice: paragraphs become line breaks."""
    text = _BETWEEN.sub("<br/>", kept(source))
    return text.removeprefix("<p>").removesuffix("</p>").strip()


def plain(source: str) -> str:
    """What formatted text says, in one line. A picture says its alternative text."""
    text = _ALT.sub(r" \1 ", source)
    return " ".join(html.unescape(_TAG.sub("", _ENDS_A_WORD.sub(" ", text))).split())


def is_empty(source: str) -> bool:
    """Whether there is neither text nor a picture."""
    return not plain(source) and "<embed" not in source


def as_html(text: str) -> str:
    """Plain text, formatted: a paragraph a line."""
    return "".join(f"<p>{html.escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())


def as_line(text: str) -> str:
    """Plain text as formatted text of one line."""
    return html.escape(" ".join(text.split()), quote=False)
