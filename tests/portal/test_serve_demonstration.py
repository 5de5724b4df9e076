"""What `make run` shows a newcomer, and what it does when the port is taken."""

import socket
import subprocess

import pytest
from django.core.management import CommandError, call_command
from portal.demonstration.people import PASSWORD, SHOWN_LEARNER

from rosters.login.learners import printed_login_code
from tests import factories


class Finished:
    """A process that ends by itself."""

    started: list = []

    def __init__(self, arguments, env=None):
        Finished.started.append((arguments, env))

    def wait(self):
        return 0

    def terminate(self):
        pass


@pytest.fixture
def serve(monkeypatch, capsys, db):
    Finished.started = []
    monkeypatch.setattr(subprocess, "Popen", Finished)
    monkeypatch.setattr("portal.management.commands.serve_demonstration.signal.signal", lambda *args: None)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setenv("BIND", f"127.0.0.1:{probe.getsockname()[1]}")

    def serve():
        call_command("serve_demonstration")
        return capsys.readouterr().out

    return serve


def test_the_accounts_of_everybody_are_told_with_their_words(serve):
    member = factories.member(code=SHOWN_LEARNER)
    shown = serve()
    assert f"member code {SHOWN_LEARNER}, login code {printed_login_code(member)}" in shown
    for name in ("phutrach", "tinhdoan", "bientap", "quantri"):
        assert f"{name} / {PASSWORD}" in shown
    assert "Stop it with Ctrl+C. Next:" in shown


def test_without_the_demonstration_no_account_is_promised(serve):
    assert PASSWORD not in serve()


def test_a_server_a_worker_and_the_periodic_jobs_are_begun(serve):
    serve()
    assert [
        next(word for word in ("run_periodic", "db_worker", "gunicorn") if word in arguments)
        for arguments, _environment in Finished.started
    ] == ["run_periodic", "db_worker", "gunicorn"]


def test_a_port_that_is_taken_is_told_before_anything_begins(serve, monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("BIND", f"127.0.0.1:{other.getsockname()[1]}")
        with pytest.raises(CommandError, match="set BIND and BASE_URL to another port"):
            serve()
    assert Finished.started == []
