import os
import signal
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demonstration.people import PASSWORD, SHOWN_LEARNER
from rosters.login.learners import printed_login_code
from rosters.models import Member


class Command(BaseCommand):
    help = "Serves the site with a worker beside it, and prints the accounts of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        host, _, port = os.environ.get("BIND", "127.0.0.1:8000").partition(":")
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                raise CommandError(
                    f"Something is served on {host}:{port} already. Stop it, or set BIND and BASE_URL to another port."
                )
        self._print_accounts()
        # A terminal's hang-up and `kill` end the processes beside it too, as Ctrl+C does.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        # The accounts are to stay in sight: what goes well is not logged, unless asked for.
        quiet = {"LOG_LEVEL": "WARNING"} | os.environ
        manage = [sys.executable, "manage.py"]
        processes = [
            subprocess.Popen([*manage, "run_periodic"], env=quiet),
            subprocess.Popen([*manage, "db_worker", "--verbosity", "0"], env=quiet),
            subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "portal.wsgi", "--workers", "1", "--threads", "8", "--log-level", "warning"]
            ),
        ]
        try:
            processes[-1].wait()
        except KeyboardInterrupt:
            pass
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait()

    def _print_accounts(self) -> None:
        lines = [
            "",
            f"  The site:        {settings.BASE_URL}/",
            f"  The admin:       {settings.BASE_URL}/quan-tri/",
            "",
        ]
        member = Member.objects.filter(code=SHOWN_LEARNER).first()
        if member:
            lines += [
                f"  A learner:       member code {member.code}, login code {printed_login_code(member)}",
                f"  An organizer:    phutrach / {PASSWORD}    (a school and its union branch)",
                f"  Province:        tinhdoan / {PASSWORD}    (organizer of both trees)",
                f"  An editor:       bientap / {PASSWORD}",
                f"  Administrator:   quantri / {PASSWORD}",
                "",
            ]
        lines += ["  Stop it with Ctrl+C. Next: README.md, docs/, and `make test`.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
