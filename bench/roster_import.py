"""Importing rosters on PostgreSQL, beside a bare COPY and beside the stock flow of django-import-export.

python -m bench.roster_import [ROWS]        POSTGRES_URL names the server; the databases bench_* are made and dropped.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.roster_rows import roster_rows, write_roster

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
SCHOOLS = 100
SMALL = 1_000


def database(name: str) -> str:
    return urlsplit(SERVER)._replace(path=f"/{name}").geturl()


def server(*statements: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def inside(name: str, *arguments: str) -> dict[str, float]:
    """Runs one part in a process of its own, so that its memory is its own. What it measured."""
    env = os.environ | {"PORTAL_MODE": "development", "DATABASE_URL": database(name), "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-W", "ignore", "-m", "bench.roster_import", "--inside", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


# Parts that run inside


def make_world() -> dict[str, float]:
    from django.core.management import call_command
    from portal.preparing import prepare_site

    from rosters.trees import add_unit
    from rosters.units import UnitKind

    call_command("migrate", verbosity=0)
    prepare_site()
    department = add_unit(None, kind=UnitKind.DEPARTMENT, name="Sở Giáo dục và Đào tạo", code="SGD")
    for number in range(SCHOOLS):
        add_unit(department, kind=UnitKind.SCHOOL, name=f"Trường THPT số {number:03d}", code=f"T{number:03d}")
    return {}


def import_file(path: str) -> dict[str, float]:
    """Read, plan, keep, confirm and write, by the steps that the worker runs."""
    from rosters.importing.run.drafting import receive
    from rosters.importing.run.steps import run_step
    from rosters.models import RosterImport, Unit

    roster_import = receive(None, Unit.objects.get(code="SGD"), "danh-sach.xlsx", Path(path).read_bytes())
    started = time.perf_counter()
    run_step(roster_import.pk)
    planned = time.perf_counter()
    RosterImport.objects.filter(pk=roster_import.pk).update(status=RosterImport.Status.WRITING)
    run_step(roster_import.pk)
    written = time.perf_counter()
    roster_import.refresh_from_db()
    assert roster_import.status == RosterImport.Status.APPLIED, (
        roster_import.status,
        roster_import.problem,
        roster_import.counts,
    )
    return {"plan": planned - started, "write": written - planned, "memory": peak_memory(), **roster_import.counts}


def peak_memory() -> float:
    """The most memory this process ever held, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ready_tuples(number: int) -> list[tuple]:
    """The rows as the baseline writes them: read, checked and placed beforehand."""
    from rosters.importing.run.current_roster import existing_units
    from rosters.models import Unit
    from rosters.names import fold, sort_key
    from rosters.trees import add_units_below
    from rosters.units import UnitKind

    rows = list(roster_rows(number, SCHOOLS))
    classes: dict[str, set[str]] = {}
    for row in rows:
        classes.setdefault(str(row[6]), set()).add(str(row[7]))
    schools = dict(Unit.objects.filter(kind=UnitKind.SCHOOL).values_list("name", "pk"))
    add_units_below({schools[name]: sorted(found) for name, found in classes.items()}, UnitKind.CLASS)
    units = existing_units(Unit.objects.get(code="SGD"))
    names = {upper.pk: upper.name for upper in units.uppers}
    unit_of = {(names[leaf.above_id], leaf.name): leaf.pk for leaf in units.leaves if leaf.above_id}
    return [
        (row[1], row[3], "-".join(reversed(str(row[4]).split("/"))), "female" if row[5] == "Nữ" else "male", bool(row[8]), row[2],
         fold(str(row[3])), sort_key(str(row[3])), f"nonce-{n}", unit_of[row[6], row[7]])
        for n, row in enumerate(rows)
    ]  # fmt: skip


def copy_and_upsert(number: str) -> dict[str, float]:
    """The baseline: ready tuples by COPY into a temporary table, then upsert of members and insert of memberships."""
    from django.db import connection, transaction
    from django.utils import timezone

    ready = ready_tuples(int(number))
    today = timezone.localdate()
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE incoming (code text, full_name text, birth_date date, sex text, is_union_member bool,"
            " ministry_code text, folded_name text, sort_key text, login_nonce text, unit_id bigint) ON COMMIT DROP"
        )
        with cursor.copy("COPY incoming FROM STDIN") as copy:
            for row in ready:
                copy.write_row(row)
        cursor.execute(
            "INSERT INTO rosters_member (code, full_name, birth_date, sex, is_union_member, ministry_code, identity_digest,"
            " folded_name, sort_key, login_nonce, created_at) SELECT code, full_name, birth_date, sex, is_union_member,"
            " ministry_code, '', folded_name, sort_key, login_nonce, now() FROM incoming"
            " ON CONFLICT (code) DO UPDATE SET full_name = excluded.full_name, birth_date = excluded.birth_date"
        )
        cursor.execute(
            "INSERT INTO rosters_membership (member_id, unit_id, tree, start, close_reason) SELECT m.id, i.unit_id, 'school',"
            " %s, '' FROM incoming i JOIN rosters_member m USING (code) ON CONFLICT DO NOTHING",
            [today],
        )
    return {"seconds": time.perf_counter() - started}


def stock_resource():
    """A resource as its documentation would have one written for these columns."""
    from django.utils import timezone
    from import_export import fields, resources, widgets

    from rosters.models import Member, Membership, Unit

    class SexWidget(widgets.Widget):
        def clean(self, value, row=None, **kwargs):
            return {"Nữ": "female", "Nam": "male"}[value]

    class MarkWidget(widgets.Widget):
        def clean(self, value, row=None, **kwargs):
            return value == "x"

    class StockResource(resources.ModelResource):
        code = fields.Field("code", "Mã học sinh")
        ministry_code = fields.Field("ministry_code", "Mã định danh Bộ GD&ĐT")
        full_name = fields.Field("full_name", "Họ và tên")
        birth_date = fields.Field("birth_date", "Ngày sinh", widgets.DateWidget("%d/%m/%Y"))
        sex = fields.Field("sex", "Giới tính", SexWidget())
        is_union_member = fields.Field("is_union_member", "Đoàn viên", MarkWidget())

        class Meta:
            model = Member
            import_id_fields = ("code",)
            fields = ("code", "ministry_code", "full_name", "birth_date", "sex", "is_union_member")

        def after_save_instance(self, instance, row, **kwargs):
            unit = Unit.objects.get(code=f"{row['Trường'].rpartition(' ')[2]}-{row['Lớp']}")
            Membership.objects.get_or_create(
                member=instance, tree="school", end=None, defaults={"unit": unit, "start": timezone.localdate()}
            )

    return StockResource()


def stock_import_export(path: str) -> dict[str, float]:
    """The stock flow on the same rows: read with its own format, import_data as preview, and both again to confirm."""
    from import_export.formats.base_formats import XLSX

    from rosters.models import Member, Unit
    from rosters.trees import add_units
    from rosters.units import UnitKind

    for school in Unit.objects.filter(kind=UnitKind.SCHOOL):
        names = [f"{10 + n % 3}A{n // 3 + 1}" for n in range(30)]
        ids = add_units(school, UnitKind.CLASS, names)
        for pk, name in zip(ids, names, strict=True):
            Unit.objects.filter(pk=pk).update(code=f"{school.code[1:]}-{name}")
    content = Path(path).read_bytes()
    started = time.perf_counter()
    for dry_run in (True, False):
        dataset = XLSX().create_dataset(content)
        result = stock_resource().import_data(dataset, dry_run=dry_run, use_transactions=True)
        assert not result.has_errors(), result.row_errors()[:1]
        assert not result.has_validation_errors()
    return {"seconds": time.perf_counter() - started, "members": Member.objects.count()}


PARTS = {"world": make_world, "import": import_file, "copy": copy_and_upsert, "stock": stock_import_export}


def main(rows: int) -> None:
    names = ("bench_rosters", "bench_copy", "bench_small", "bench_stock")
    drop = [f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in names]
    server(*drop, "CREATE DATABASE bench_rosters")
    inside("bench_rosters", "world")
    server(*(f"CREATE DATABASE {name} TEMPLATE bench_rosters" for name in names[1:]))
    with tempfile.TemporaryDirectory() as folder:
        files = {"first": (rows, 0.0), "changed": (rows, 0.01), "small": (SMALL, 0.0)}
        for name, (number, changed) in files.items():
            # Classes of the same size, however many people there are: classes of one would be asked about.
            write_roster(f"{folder}/{name}.xlsx", number, max(1, SCHOOLS * number // rows), changed=changed)
        small = inside("bench_small", "import", f"{folder}/small.xlsx")
        first = inside("bench_rosters", "import", f"{folder}/first.xlsx")
        changed = inside("bench_rosters", "import", f"{folder}/changed.xlsx")
        stock = inside("bench_stock", "stock", f"{folder}/small.xlsx")["seconds"] / SMALL
    baseline = inside("bench_copy", "copy", str(rows))["seconds"]
    server(*drop)
    report(rows, first, changed, small, baseline, stock)


def report(rows: int, first: dict, changed: dict, small: dict, baseline: float, stock: float) -> None:
    total, again = first["plan"] + first["write"], changed["plan"] + changed["write"]
    a_row, a_small_row = total / rows, (small["plan"] + small["write"]) / SMALL
    print(f"{rows:,} rows of ten columns, new members, {SCHOOLS * 30:,} new classes in {SCHOOLS} schools")
    print(f"read, plan, keep: {first['plan']:.1f} s; verify and write: {first['write']:.1f} s; {rows / total:,.0f} rows/s")
    print(
        f"bare COPY and upsert of the same rows: {baseline:.1f} s, {rows / baseline:,.0f} rows/s: ours {baseline / total:.2f} of it"
    )
    print(f"stock django-import-export: {1 / stock:,.0f} rows/s: ours {stock / a_row:,.0f} times")
    print(
        f"re-import with {changed['change']:,.0f} changes: {again:.1f} s ({changed['plan']:.1f} + {changed['write']:.1f}), {total / again:.1f} times faster"
    )
    print(f"a row at {rows:,}: {a_row * 1e6:.0f} µs; at 1,000: {a_small_row * 1e6:.0f} µs; {a_row / a_small_row:.2f} times")
    print(f"peak memory: {first['memory']:.0f} MB first, {changed['memory']:.0f} MB again")


if __name__ == "__main__":
    if "--inside" in sys.argv:
        sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        import django

        django.setup()
        part, *arguments = sys.argv[sys.argv.index("--inside") + 1 :]
        print(json.dumps(PARTS[part](*arguments)))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
