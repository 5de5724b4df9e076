"""HTML from outside, reduced to what our own text allows. No database."""

import html
import re
from collections.abc import Callable
from typing import Any

from wagtail.whitelist import Whitelister, allow_without_attributes

# Src and alternative text of a picture -> the id by which our text names it; None for a picture that cannot be had.
Pictures = Callable[[str, str], str | None]

_OURS = dict.fromkeys(("[document]", "p", "b", "i", "ol", "ul", "li", "br"), allow_without_attributes)
_SAME = {"strong": "b", "em": "i", "div": "p"}
_RENAMED = re.compile(rf"<(/?)({'|'.join(_SAME)})\b[^>]*>", re.IGNORECASE)
_NEVER_WORDS = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<([a-z][a-z0-9]*)\b", re.IGNORECASE)
DEEPEST = 200
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_PARTS = re.compile(r"(<[^>]*>)")
# What is lost with these says nothing: where a line begins, which letters it has.
_SAYS_NOTHING = {
    *_OURS,
    *_SAME,
    "span",
    "font",
    "section",
    "article",
    "tbody",
    "tr",
    "td",
    "th",
    "thead",
    "small",
    "html",
    "body",
}


def clean_html(source: str, pictures: Pictures | None = None) -> str:
    """Paragraphs, lists, bold, italic, and the pictures that `pictures` knows. Its words all stay."""
    rules = dict(_OURS)
    if pictures:
        rules["img"] = lambda tag: _as_embed(tag, pictures)
    cleaner = Whitelister()
    cleaner.element_rules = rules
    if _deepest(source) > DEEPEST:
        # Nobody writes so many tags in one another; the parser would not come back from them.
        source = _ANY_TAG.sub(" ", source)
    renamed = _RENAMED.sub(lambda tag: f"<{tag[1]}{_SAME[tag[2].casefold()]}>", _NEVER_WORDS.sub("", source))
    kept = "".join(_with_quotes(part) for part in _PARTS.split(cleaner.clean(renamed))).strip()
    return kept if kept.startswith(("<p>", "<ol>", "<ul>")) or not kept else f"<p>{kept}</p>"


def _deepest(source: str) -> int:
    """How many tags were opened and not closed, at the most."""
    depth = most = 0
    for tag in _ANY_TAG.findall(source):
        depth = max(0, depth - 1) if tag.startswith("</") else depth + (not tag.endswith("/>"))
        most = max(most, depth)
    return most


def _with_quotes(part: str) -> str:
    """Quotes of the text as themselves, as our editor writes them; those in tags stay escaped."""
    return part if part.startswith("<") else part.replace("&#x27;", "'").replace("&quot;", '"')


def _as_embed(tag: Any, pictures: Pictures) -> None:
    """Makes an `img` of outside what our own editor writes for a picture."""
    alt = " ".join(str(tag.get("alt", "")).split())
    own_id = pictures(str(tag.get("src", "")), alt)
    if own_id is None:
        tag.replace_with(alt)
        return
    tag.name = "embed"
    tag.attrs = {"alt": alt, "embedtype": "image", "format": "fullwidth", "id": own_id}


def lost_tags(source: str, *, takes_pictures: bool = False) -> list[str]:
    """The names of tags in `source` that said something and do not stay, each once."""
    known = _SAYS_NOTHING | ({"img"} if takes_pictures else set())
    return [name for name in dict.fromkeys(tag.casefold() for tag in _TAG.findall(source)) if name not in known]


_EMBED = re.compile(r"<embed\b[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def with_images(source: str, addresses: Callable[[str], str]) -> str:
    """Our text for outside: each picture an `img` at the address that `addresses` gives for its id."""

    def image(tag: re.Match[str]) -> str:
        said = dict(_ATTRIBUTE.findall(tag[0]))
        address = html.escape(addresses(html.unescape(said.get("id", ""))))
        return f'<img src="{address}" alt="{said.get("alt", "")}"/>'

    return _EMBED.sub(image, source)


def ids_of_pictures(source: str) -> list[str]:
    """The ids of the pictures in our text, in their order."""
    return [html.unescape(dict(_ATTRIBUTE.findall(tag)).get("id", "")) for tag in _EMBED.findall(source)]
