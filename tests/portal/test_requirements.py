"""The pinned requirements: they can be installed with the oldest Python that is promised, and name no registry."""

import re
import tomllib

import pytest

from tests.portal.test_templates import ROOT

LOCKS = ("base.txt", "dev.txt")


def lock(name):
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def test_they_are_pinned_for_the_oldest_python_that_is_promised():
    """Debian 12 has 3.11.2: what is pinned for a later 3.11 cannot be installed there."""
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")
    lines = [line for line in (ROOT / "Makefile").read_text().splitlines() if "pip compile" in line]
    assert len(lines) == len(LOCKS)
    assert all(f"--python-version {promised} " in line for line in lines)
    # Only Python before 3.11.3 needs it; its absence would tell that a later one was asked.
    assert all("async-timeout==" in lock(name) for name in LOCKS)


@pytest.mark.parametrize("name", LOCKS)
def test_each_is_pinned_with_its_hashes_and_no_address(name):
    text = lock(name)
    packages = re.findall(r"^[a-z0-9][\w.\[\]-]*==\S+", text, re.MULTILINE)
    assert len(packages) > 20
    assert "://" not in text
    assert all(re.search(rf"^{re.escape(each)}(?: ;.*)? \\\n    --hash=sha256:", text, re.MULTILINE) for each in packages)
