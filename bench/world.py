"""A database of its own for a benchmark, with the demonstration in it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment(folder: str) -> dict[str, str]:
    """The environment of a benchmark: BENCH_DATABASE_URL, or SQLite in `folder`. The database must be empty."""
    url = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/db.sqlite3")
    return os.environ | {"PORTAL_MODE": "development", "DATABASE_URL": url, "MEDIA_ROOT": folder, "LOG_LEVEL": "ERROR"}


def prepare(folder: str) -> dict[str, str]:
    """Migrates and loads the demonstration. The environment to run the rest in."""
    env = environment(folder)
    for command in (["migrate", "--verbosity", "0"], ["load_demonstration"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return env
