"""What a person sees: the HTML of a page, with the status it must have."""

import html
import re
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

_END_OF_A_BLOCK = re.compile(r"<(?=br|/(?:td|th|p|li|dt|dd|div|option|h\d)\b)")


def page(client: Client, path: str, *args: Any, status: int = 200, **kwargs: Any) -> str:
    """The page at `path`. Fails when its status is another than `status`."""
    response = client.get(path, *args, **kwargs)
    assert response.status_code == status, f"{path} answers {response.status_code}: {response.content[:300]!r}"
    return response.content.decode()


def posted(client: Client, path: str, *args: Any, status: int = 200, **kwargs: Any) -> str:
    """The page that answers a form, after any redirect."""
    response = client.post(path, *args, follow=True, **kwargs)
    assert response.status_code == status, f"{path} answers {response.status_code}: {response.content[:300]!r}"
    return response.content.decode()


def text_of(source: str) -> str:
    """The words of HTML as a person reads them: without tags, with single spaces."""
    return " ".join(html.unescape(strip_tags(_END_OF_A_BLOCK.sub(" <", source))).split())


def page_text(client: Client, path: str, *args: Any, status: int = 200, **kwargs: Any) -> str:
    """The words of the page at `path`."""
    return text_of(page(client, path, *args, status=status, **kwargs))
