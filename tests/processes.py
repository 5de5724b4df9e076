"""Running processes of the project's own against the database of a test."""

import os
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def environment():
    found = connection.settings_dict
    place = f"{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT'] or 5432}/{found['NAME']}"
    url = f"postgres://{place.replace(':@', '@')}"
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings", "PYTHONWARNINGS": "ignore"}
