"""Which settings a production process may start with."""

from collections.abc import Mapping
from typing import Any

DEVELOPMENT_SECRET = "development-only-secret-never-used-in-production"
DEVELOPMENT_LOGIN_CODE_KEY = "development-only-login-code-key-never-used-in-production"
SHORTEST_SECRET = 40


def unsafe_settings(values: Mapping[str, Any]) -> list[str]:
    """What keeps `values` from being safe in production: one sentence each, empty when safe.

    `values` has the keys SECRET_KEY, LOGIN_CODE_KEY, DEBUG, ALLOWED_HOSTS and BASE_URL.
    """
    problems = []
    secret, code_key = values["SECRET_KEY"], values["LOGIN_CODE_KEY"]
    if secret == DEVELOPMENT_SECRET or len(secret) < SHORTEST_SECRET:
        problems.append(f"SECRET_KEY must be set to a random text of at least {SHORTEST_SECRET} characters.")
    if code_key == DEVELOPMENT_LOGIN_CODE_KEY or len(code_key) < SHORTEST_SECRET:
        problems.append(f"LOGIN_CODE_KEY must be set to a random text of at least {SHORTEST_SECRET} characters.")
    if secret == code_key:
        problems.append("LOGIN_CODE_KEY must differ from SECRET_KEY.")
    if values["DEBUG"]:
        problems.append("DEBUG must be off.")
    hosts = values["ALLOWED_HOSTS"]
    if not hosts or "*" in hosts:
        problems.append("ALLOWED_HOSTS must list the host names of the site, without *.")
    if not values["BASE_URL"].startswith("https://"):
        problems.append("BASE_URL must be the https:// address of the site; login cards carry it.")
    return problems
