"""SQL queries of the hot pages, whatever the number of members, and bytes of a lesson page over the wire.

python -m bench.queries_and_bytes
"""

import os
import re
import subprocess
import sys
import tempfile

from bench.world import ROOT, prepare

STEP = "/danh-tinh-so/vneid-la-gi/buoc/1/"


def measure() -> None:
    """Runs inside the prepared environment."""
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django

    django.setup()
    from django.contrib.staticfiles import finders
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from participation.figures import unit_report
    from participation.periods import week_of
    from rosters.learners import account_of
    from rosters.models import Member, Membership, Unit

    learner, visitor = Client(), Client()
    learner.force_login(account_of(Member.objects.get(code="AG260002")), backend="rosters.backends.LearnerBackend")

    def queries(do) -> int:
        with CaptureQueriesContext(connection) as found:
            do()
        # BEGIN, COMMIT and SET are not questions to the data.
        return sum(query["sql"].startswith("SELECT") for query in found)

    for name, path in (
        ("lesson", "/danh-tinh-so/vneid-la-gi/"),
        ("step", STEP),
        ("quiz", "/danh-tinh-so/vneid-la-gi/kiem-tra/"),
    ):
        cache.clear()
        cold, warm = queries(lambda path=path: learner.get(path)), queries(lambda path=path: learner.get(path))
        print(f"queries, {name} page of a learner:     {cold} cold, {warm} warm")

    school = Unit.objects.get(code="THPT-TNH")
    leaf = Unit.objects.get(code="THPT-TNH-10A1")
    for size in (0, 1_000, 10_000):
        if size:
            made = [Member(code=f"B{size}-{n}", full_name="Nguyễn Văn Nam") for n in range(size)]
            for member in made:
                member.set_derived_fields()
            Member.objects.bulk_create(made, batch_size=1000)
            Membership.objects.bulk_create(
                [Membership(member=m, unit=leaf, tree="school", start=timezone.localdate()) for m in made], batch_size=1000
            )
        members = Membership.objects.open().under(school).count()
        number = queries(lambda: unit_report(school, week_of(timezone.localdate())))
        print(f"queries, figures of a unit with {members:>6} members: {number}")

    from rosters.models import User

    organizer = Client()
    organizer.force_login(User.objects.get(username="phutrach"), backend="rosters.backends.StaffBackend")
    path = "/quan-tri/so-lieu/THPT-TNH/?ky=thang"
    organizer.get(path)
    print(f"queries, the whole page of these figures in the admin: {queries(lambda: organizer.get(path))}")

    page = visitor.get(STEP, headers={"Accept-Encoding": "gzip"})
    html = visitor.get(STEP).content.decode()
    styles = [finders.find(path) for path in re.findall(r'href="/static/([^"]+\.css)"', html)]
    unpacked = sum(os.path.getsize(path) for path in styles)
    print(
        f"bytes, lesson step with gzip: {len(page.content)} HTML + {unpacked} CSS (not compressed) = {len(page.content) + unpacked}"
    )


if __name__ == "__main__":
    if "--inside" in sys.argv:
        measure()
    else:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, "-m", "bench.queries_and_bytes", "--inside"], cwd=ROOT, env=prepare(folder), check=True
            )
