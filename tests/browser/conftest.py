"""A real server with the demonstration, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
PASSWORD = "hoc-vu-so-2026"
expect.set_options(timeout=45_000)
UNTIL_NOTHING_MOVES = """() => Promise.race([
    new Promise(resolve => setTimeout(resolve, 3000)),
    new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(() => Promise.allSettled(
        document.getAnimations().filter(each => each.effect.getComputedTiming().endTime !== Infinity).map(each => each.finished)
    )),
]).then(() => true)"""
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The demonstration, as `make run` serves it, on a free port and a database of its own. Its address."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = os.environ | {
        "PORTAL_MODE": "development",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "SHARED_CACHE_DIR": str(folder / "shared"),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        "WEB_THREADS": "8",
    }
    for command in (["migrate", "--verbosity", "0"], ["load_demonstration"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", "portal.wsgi"], cwd=ROOT, env=environment)
    worker = subprocess.Popen([sys.executable, "manage.py", "db_worker"], cwd=ROOT, env=environment)
    address = environment["BASE_URL"]
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/healthz/")
            break
        except OSError:
            time.sleep(0.2)
    yield address
    for each in (worker, process):
        each.terminate()
        each.wait()


@pytest.fixture(scope="session")
def manage(server, tmp_path_factory):
    """Runs a management command on the server's database and gives what it printed."""
    folder = next(path for path in tmp_path_factory.getbasetemp().iterdir() if path.name.startswith("site"))
    environment = os.environ | {
        "PORTAL_MODE": "development",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "BASE_URL": server,
    }

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    return run


@pytest.fixture(scope="session")
def every_kind(manage):
    """The address of a quiz with a question of each kind."""
    manage("shell", "-c", (Path(__file__).parent / "every_kind.py").read_text(encoding="utf-8"))
    return "/moi-kieu/bai/kiem-tra/"


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("No Chromium is installed. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, server):
    """Opens a window: a phone by default; with `javascript=False` as on a phone that runs none."""
    contexts = []

    def make(viewport=PHONE, *, javascript=True, scheme="light"):
        context = browser.new_context(
            viewport=viewport,
            locale="vi-VN",
            base_url=server,
            java_script_enabled=javascript,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(45_000)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def as_staff(open_page):
    """A window in which somebody of the staff is logged in to the admin."""

    def log_in(username, viewport=DESK):
        page = open_page(viewport)
        page.goto("/quan-tri/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("form button[type=submit]")
        page.wait_for_url("**/quan-tri/")
        return page

    return log_in


def hold_still(page):
    """Waits for the page that is arriving, and stops it from coming again by itself, as one that waits for a worker does."""
    for _ in range(5):
        # A click returns when the next page begins to arrive.
        page.wait_for_load_state("load")
        try:
            page.evaluate("window.stop()")
        except Error:
            # It was just going to the next page.
            continue
        return


@pytest.fixture
def check_accessibility():
    """Fails with what axe found on the page as it is now."""
    axe = Axe()

    def check(page, exclude=()):
        hold_still(page)
        # A message that is fading in has too little contrast for a moment.
        page.evaluate(UNTIL_NOTHING_MOVES)
        found = axe.run(page, context={"exclude": list(exclude)} if exclude else None)
        problems = [
            f"{violation['id']}: {violation['help']} at {node['target']}: {node['failureSummary']}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]
        assert not problems, f"{page.url}\n" + "\n".join(problems)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], f"{page.url} is {width} px wide"

    return check
