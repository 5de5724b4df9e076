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
    measure_lesson_pages()
    measure_figures()
    measure_bytes()


def queries(do) -> int:
    """How many questions `do` asks the data; BEGIN, COMMIT and SET are none."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        do()
    return sum(query["sql"].strip(" (\n").startswith(("SELECT", "WITH")) for query in found)


def measure_lesson_pages() -> None:
    from django.core.cache import cache
    from django.test import Client

    from rosters.login.learners import account_of
    from rosters.models import Member

    learner = Client()
    learner.force_login(account_of(Member.objects.get(code="AG260002")), backend="rosters.backends.LearnerBackend")
    lesson = "/danh-tinh-so/vneid-la-gi/"
    for name, path in (("lesson", lesson), ("step", STEP), ("quiz", f"{lesson}kiem-tra/")):
        cache.clear()
        cold, warm = queries(lambda path=path: learner.get(path)), queries(lambda path=path: learner.get(path))
        print(f"queries, {name} page of a learner:     {cold} cold, {warm} warm")


def measure_figures() -> None:
    from django.test import Client
    from django.utils import timezone

    from participation.figures.unit_figures import unit_overview
    from participation.rules.periods import week_of
    from participation.statistics.fold.folding import fold_pending
    from rosters.models import Membership, Unit, User

    school = Unit.objects.get(code="THPT-TNH")
    for size in (0, 1_000, 10_000):
        add_members(size)
        members = Membership.objects.open().under(school).count()
        fold_pending()
        number = queries(lambda: unit_overview(school, week_of(timezone.localdate())))
        print(f"queries, figures of a unit with {members:>6} members: {number}")
    path = "/quan-tri/so-lieu/THPT-TNH/?ky=thang"
    for who, username in (("an organizer", "phutrach"), ("an administrator", "quantri")):
        client = Client()
        client.force_login(User.objects.get(username=username), backend="rosters.backends.StaffBackend")
        client.get(path)
        number = queries(lambda client=client: client.get(path))
        print(f"queries, the whole page of these figures in the admin, for {who}: {number}")


def add_members(size: int) -> None:
    """`size` more members in one class of the demonstration."""
    from django.utils import timezone

    from rosters.models import Member, Membership, Unit

    leaf = Unit.objects.get(code="THPT-TNH-10A1")
    made = [Member(code=f"B{size}-{n}", full_name="Nguyễn Văn Nam") for n in range(size)]
    for member in made:
        member.set_derived_fields()
    Member.objects.bulk_create(made, batch_size=1000)
    places = [Membership(member=m, unit=leaf, tree="school", start=timezone.localdate()) for m in made]
    Membership.objects.bulk_create(places, batch_size=1000)


def measure_bytes() -> None:
    from django.contrib.staticfiles import finders
    from django.test import Client

    visitor = Client()
    html = visitor.get(STEP).content.decode()
    packed = len(visitor.get(STEP, headers={"Accept-Encoding": "gzip"}).content)
    styles = [finders.find(path) for path in re.findall(r'href="/static/([^"]+\.css)"', html)]
    plain = sum(os.path.getsize(path) for path in styles)
    print(f"bytes, lesson step with gzip: {packed} HTML + {plain} CSS (not compressed) = {packed + plain}")


if __name__ == "__main__":
    if "--inside" in sys.argv:
        measure()
    else:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, "-m", "bench.queries_and_bytes", "--inside"], cwd=ROOT, env=prepare(folder), check=True
            )
