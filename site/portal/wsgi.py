"""The WSGI entry point: `gunicorn portal.wsgi`."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# A web server that was told nothing is a production server, and refuses unsafe settings.
os.environ.setdefault("PORTAL_MODE", "production")

django_application = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site. Whatever code of letters a request names, it is read as UTF-8.

    Django takes the name of any codec of Python, before any middleware: one that is none of letters, or hides a zero byte.
    """
    environ["CONTENT_TYPE"] = without_charset(environ.get("CONTENT_TYPE", ""))
    return django_application(environ, start_response)


def without_charset(content_type: str) -> str:
    """The value of a Content-Type header without its parameter `charset`."""
    parts = [part for part in content_type.split(";") if not part.strip().lower().startswith("charset")]
    return ";".join(parts)
