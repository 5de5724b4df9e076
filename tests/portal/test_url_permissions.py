"""Who gets in where: every URL of the site, as every kind of user.

url_permissions.txt is the table: a line for each URL with what anonymous visitors, learners, organizers of
another unit, organizers of this unit, editors and administrators get: `yes` (let in), `login` (sent to a log-in
page), `no` (refused), `404` (told that there is nothing). A URL without a line fails the test.
After a change that is meant, write the table anew with WRITE_URL_TABLE=1 (and -n 0) and read the difference.
"""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone
from wagtail.models import Site

from lessons.models import Certificate, CompetencyFramework, Component
from participation.api.tokens import make_token
from participation.models import Activity, Campaign
from participation.reports.making import make_report
from participation.rules.periods import week_of
from quizzes.models import Question, Quiz
from rosters.login.learners import login_code
from rosters.models import Member, Membership, Organizer, RosterImport, User

TABLE = Path(__file__).parent / "url_permissions.txt"
KINDS = ("anonymous", "learner", "other_organizer", "organizer", "editor", "administrator")
# What URLs with these words in their names are about.
OBJECTS = {
    "competencyframework": CompetencyFramework, "lessons_component": Component, "quizzes_question": Question,
    "quizzes_quiz": Quiz, "wagtailusers_users": User, "wagtailusers_groups": Group, "wagtailsites": Site,
}  # fmt: skip
OF_A_CLASS = (
    "figures_unit", "figures_signs", "figures_workbook", "figures_not_completed", "figures_not_completed_workbook", "figures_reports", "figures_api_tokens",
    "figures_new_report", "figures_schedule_reports", "roster_unit", "roster_sample", "roster_export", "roster_cards",
    "roster_import", "roster_twins", "roster_member_add", "roster_former", "roster_unit_edit", "roster_unit_close", "roster_unit_reopen", "roster_organizers", "roster_some_members", "figures_reports_results",
    "figures_api_tokens_results", "roster_imports_results", "roster_organizers_results", "roster_unit_results",
)  # fmt: skip
POSTED = {
    "roster_unit_reopen",
    "roster_confirm", "roster_member_reissue", "roster_member_close", "roster_organizer_dismiss", "roster_answer", "roster_settle", "roster_replan",
    "roster_undo", "roster_some_members", "figures_new_report", "figures_report_action", "figures_report_template", "figures_rebuild_begin", "figures_api_token_revoke", "figures_campaign_target", "figures_campaign_delete", "rosters:logout", "rosters:card", "figures_schedule_reports",
}  # fmt: skip


def all_urls(patterns=None, prefix="", namespace=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, f"{namespace}{pattern.name or '-'}", pattern
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_urls(pattern.url_patterns, route, inner)


def outcome(client, name, path):
    response = client.post(path) if name in POSTED else client.get(path)
    if response.status_code in (301, 302):
        target = response.url.partition("?")[0]
        if target in ("/quan-tri/login/", "/dang-nhap/"):
            return "login"
        if target == "/quan-tri/" and name != "wagtailadmin_login":
            return "no"
        return "yes"
    # Anything else, such as 500, is no answer: it stands in the table as what it is and fails the test below.
    return {200: "yes", 401: "no", 403: "no", 404: "404"}.get(response.status_code, str(response.status_code))


@pytest.fixture
def of_figures(people, units):
    """Values for the URLs of figures that are not about a class alone."""
    campaign = Campaign.objects.create(title="Tuần lễ", first="2026-11-16", last="2026-12-06")
    campaign.units.add(units.department)
    token, _text = make_token(units.class_a, "Kho dữ liệu", people.organizer)
    report = make_report(units.school, week_of(timezone.localdate()), None, people.organizer)
    return {
        "figures_report": {"pk": report.pk},
        "figures_report_template": {"layout": "union"},
        "figures_report_template_file": {"layout": "union"},
        "figures_report_action": {"pk": report.pk},
        "figures_report_file": {"pk": report.pk, "form": "pdf"},
        **{
            f"figures_campaign{name}": {"pk": campaign.pk}
            for name in ("", "_edit", "_target", "_delete", "_history", "_history_results")
        },
        "figures_api_token_revoke": {"code": "TNH-10A1", "pk": token.pk},
    }


@pytest.fixture
def of_rosters(people, units):
    """Values for the URLs of rosters that are not about a class alone."""
    kept = RosterImport.objects.create(
        unit=units.school, user=people.organizer, file_name="ds.xlsx", file_sha256="0",
        content="Mã HS;Họ và tên\nT1;Lê Văn Tám".encode(), status=RosterImport.Status.PLANNED,
    )  # fmt: skip
    twin = Member.objects.create(code="HSTRUNG", full_name=people.member.full_name)
    Membership.objects.create(member=twin, unit=units.class_a, tree="school", start="2026-09-05")
    of_import = ("plan", "confirm", "answer", "settle", "replan", "undo", "columns", "annotated", "import_cards")
    return {
        "roster_unit_add": {"code": "TNH"},
        "roster_organizer_dismiss": {"pk": Organizer.objects.get(unit=units.school).pk},
        **{f"roster_{name}": {"pk": kept.pk} for name in of_import},
        "roster_school_year": {"code": "TNH"},
        "roster_member": {"code": people.member.code},
        "roster_merge": {"code": people.member.code, "other_code": twin.code},
        "roster_member_reissue": {"code": people.member.code},
        "roster_member_close": {"code": people.member.code, "pk": people.member.memberships.get(tree="school").pk},
        "rosters:card": {"member_code": people.member.code, "login_code": login_code(people.member)},
    }


@pytest.fixture
def samples(people, lesson, of_figures, of_rosters):
    """Values for the parameters of URLs, by parameter name; those of our own URLs lie in the organizer's school."""
    certificate = Certificate.objects.create(
        code="ABCDEFGHJK", member=people.member, course=Activity.objects.get(kind="course"),
        full_name="Trần Ngọc Ánh", course_title="Danh tính số", issued_at="2026-11-24T00:00Z",
    )  # fmt: skip
    of_lesson = {"course_slug": "danh-tinh-so", "lesson_slug": lesson.slug}
    return {name: {"code": "TNH-10A1"} for name in OF_A_CLASS} | of_figures | of_rosters | {
        "lessons:certificate": {"code": certificate.code},
        "lessons:lesson": of_lesson,
        "lessons:step": {**of_lesson, "number": 1},
        "lessons:quiz": of_lesson,
        "lessons:quiz_result": {**of_lesson, "key": "6f1c1e0a-0000-4000-8000-000000000001"},
        "wagtail_serve": ["danh-tinh-so/"],
        "media": {"path": "khong-co.txt"},
        "page": lesson.pk,
        "revision": lesson.latest_revision.pk,
        **{word: model.objects.first().pk for word, model in OBJECTS.items()},
    }  # fmt: skip


def path_of(name, pattern, route, samples):
    """An address for the pattern: with our own samples, or with values that fit the names of its parameters."""
    if name in samples:
        values = samples[name]
        return reverse(name, args=values) if isinstance(values, list) else reverse(name, kwargs=values)
    arguments = {}
    for parameter, converter in pattern.pattern.converters.items():
        arguments[parameter] = sample_of(parameter, type(converter).__name__, name, samples)
    try:
        return reverse(name, kwargs=arguments) if arguments or "(" not in str(pattern.pattern) else None
    except NoReverseMatch:
        # A pattern without a name, or of Wagtail's with a parameter that no value of ours fits.
        return None


NOBODY = 987_654_321


def sample_of(parameter, converter, name, samples):
    """An id that exists where one is known by the namespace, else one that does not: the same on each database."""
    if parameter in ("content_type_app_name", "app_label", "app_name"):
        return "lessons"
    if parameter in ("content_type_model_name", "model_name"):
        return "lessonpage"
    if "revision" in parameter:
        return samples["revision"]
    if "page" in parameter or (parameter == "pk" and name.startswith("wagtailadmin_pages")):
        return samples["page"]
    if parameter == "pk":
        for word in OBJECTS:
            if word in name:
                return samples[word]
    return NOBODY if converter == "IntConverter" else str(NOBODY)


def observed(user, kind, samples):
    """What `user` gets at each URL, by "name route"."""
    client = Client(raise_request_exception=False)
    if kind != "anonymous":
        backend = "LearnerBackend" if kind == "learner" else "StaffBackend"
        client.force_login(user, backend=f"rosters.backends.{backend}")
    cookies, rows = client.cookies.output(), {}
    for route, name, pattern in all_urls():
        path = path_of(name, pattern, route, samples)
        if path is None:
            rows[f"{name} {route}"] = "unreached"
            continue
        # What one visit changes must not meet the next.
        before = transaction.savepoint()
        rows[f"{name} {route}"] = outcome(client, name, path)
        transaction.savepoint_rollback(before)
        client.cookies.clear()
        client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return rows


def table():
    """{"name route": {kind: what it gets}}, or {"name route": {}} where no address fits."""
    rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        outcomes = line[:40].split()
        rows[line[40:].strip()] = {} if outcomes == ["unreached"] else dict(zip(KINDS, outcomes, strict=True))
    return rows


def write_column(kind, rows):
    """Takes over what one kind of user gets; the whole table is there after a run for each kind."""
    known = table()
    for key, got in rows.items():
        known[key] = {} if got == "unreached" else {**dict.fromkeys(KINDS, "?"), **known.get(key, {}), kind: got}
    lines = [f"{' '.join(known[key].values()) or 'unreached':<40} {key}" for key in sorted(rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_url_lets_in_whom_the_table_says(people, samples, kind):
    rows = observed(getattr(people, kind, None), kind, samples)
    if os.environ.get("WRITE_URL_TABLE"):
        write_column(kind, rows)
    expected = {key: of_kind.get(kind, "unreached") for key, of_kind in table().items()}
    unknown = [f"{got} {key}" for key, got in rows.items() if expected.get(key) != got]
    assert not unknown, "URLs that are not in the table, or behave otherwise:\n" + "\n".join(unknown)
    assert not expected.keys() - rows.keys(), "Lines of the table without a URL"


def test_every_url_answers():
    """Neither an error of ours (500) nor an answer that nobody thought of stands in the table."""
    known = {"yes", "no", "login", "404", "405", "unreached"}
    odd = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not set(line[:40].split()) <= known]
    # Wagtail's page to see what an error looks like.
    assert [line.split()[-2] for line in odd] == ["wagtailadmin_error_test"]


def test_nobody_but_staff_gets_into_the_admin():
    """The table itself says so: below /quan-tri/ only the log-in pages and scripts are open to learners."""
    open_to_all = ("login", "password_reset", "javascript_catalog", "sprite", "logout")
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        anonymous, learner, *_rest = line.split()
        if " quan-tri/" in line and anonymous != "unreached" and not any(word in line for word in open_to_all):
            assert anonymous in ("login", "404", "no"), line
            assert learner in ("login", "404", "no"), line
