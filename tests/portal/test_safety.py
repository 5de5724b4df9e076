import os
import subprocess
import sys

import pytest
from portal.safety import DEVELOPMENT_LOGIN_CODE_KEY, DEVELOPMENT_SECRET, unsafe_settings

SAFE = {
    "SECRET_KEY": "s" * 50,
    "LOGIN_CODE_KEY": "k" * 50,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["hoc.angiang.example"],
    "BASE_URL": "https://hoc.angiang.example",
}


def test_safe_settings_have_no_problem():
    assert unsafe_settings(SAFE) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"SECRET_KEY": DEVELOPMENT_SECRET}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"LOGIN_CODE_KEY": DEVELOPMENT_LOGIN_CODE_KEY}, "LOGIN_CODE_KEY"),
        ({"LOGIN_CODE_KEY": "s" * 50}, "differ"),
        ({"DEBUG": True}, "DEBUG"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
        ({"BASE_URL": "http://hoc.example"}, "BASE_URL"),
    ],
)
def test_each_unsafe_setting_is_named(change, word):
    assert word in " ".join(unsafe_settings(SAFE | change))


@pytest.mark.parametrize(
    "extra",
    [{}, {"SECRET_KEY": "s" * 50, "LOGIN_CODE_KEY": "k" * 50, "DEBUG": "1", "ALLOWED_HOSTS": "x", "BASE_URL": "https://x"}],
)
def test_a_production_process_with_unsafe_settings_does_not_start(extra):
    environment = {"PATH": os.environ["PATH"], "PORTAL_MODE": "production"} | extra
    done = subprocess.run([sys.executable, "manage.py", "check"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Production does not start" in done.stderr


def test_a_production_process_with_safe_settings_passes_djangos_own_check():
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "LOGIN_CODE_KEY": "k" * 50,
        "ALLOWED_HOSTS": "hoc.example",
        "BASE_URL": "https://hoc.example",
    }
    done = subprocess.run([sys.executable, "manage.py", "check"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
