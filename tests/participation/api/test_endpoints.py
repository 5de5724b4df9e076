"""The JSON API: what it says, to whom, and that nothing its description allows makes it fail."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from participation.api.tokens import make_token, revoke
from participation.ledger.recording import record
from participation.models import ApiToken, Fact
from tests.pages import page


@pytest.fixture
def token(people, units):
    return make_token(units.school, "Kho dữ liệu", people.organizer)[1]


@pytest.fixture
def read(client, token):
    def get(path, text=token):
        return client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {text}"})

    return get


def test_figures_are_those_of_the_pages(read, people, activities):
    record(people.member, Fact.Verb.STUDIED, activities["A1"], "k")
    data = read("/units/TNH/figures?by=unit").json()
    assert data["unit"] == {"code": "TNH", "name": "Trường THPT Thoại Ngọc Hầu"}
    assert data["activity"] == {"people": 1, "turns": 1, "started": 0, "completed": 0, "passed": 0, "rate": 1.0}
    assert [(part["unit"]["code"], part["roster"]) for part in data["by"]] == [("TNH-10A1", 1), ("TNH-10A2", 0)]
    assert "sex" not in data
    assert [part["sex"] for part in read("/units/TNH/figures?by=sex").json()["by"]] == ["unknown"]
    assert read("/units/TNH-10A1/figures?from=2026-11-01&to=2026-11-30").json()["to"] == "2026-11-30"
    assert read(f"/units/TNH/figures?course={activities['B'].pk}").json()["activity"]["turns"] == 0


def test_a_key_reads_its_unit_and_those_below(read):
    data = read("/units").json()
    assert [(unit["code"], unit["above"]) for unit in data["units"]] == [
        ("TNH", None),
        ("TNH-10A1", "TNH"),
        ("TNH-10A2", "TNH"),
    ]
    assert data["next"] is None
    for code in ("OE", "SGD", "TD", "KHONG-CO"):
        assert read(f"/units/{code}/figures").status_code == 404


def test_no_key_a_wrong_key_and_a_revoked_key_open_nothing(client, read, token):
    assert client.get("/api/v1/units").status_code == 401
    assert read("/units", "hvs_khong-phai").status_code == 401
    revoke(ApiToken.objects.get())
    assert read("/units").status_code == 401


def test_the_key_itself_is_not_kept(token):
    kept = ApiToken.objects.get()
    assert token not in str(vars(kept))
    assert kept.last_used_on is None


def test_what_cannot_be_asked_is_told(read):
    assert "lies before" in read("/units/TNH/figures?from=2026-11-30&to=2026-11-01").json()["detail"]
    for query in ("from=2026-13-01", "by=tuoi", "course=0", "form=2026-11-01"):
        assert read(f"/units/TNH/figures?{query}").status_code == 422
    for query in ("from=1990-01-01", "to=9999-12-31", "from=0001-01-01&to=0001-01-02"):
        assert read(f"/units/TNH/figures?{query}").status_code == 409
    assert read("/units/TNH/figures?course=99999").status_code == 404


def test_the_description_is_openapi_3_1(client):
    data = client.get("/api/v1/openapi.json").json()
    assert data["openapi"].startswith("3.1")
    assert set(data["paths"]) == {"/api/v1/units", "/api/v1/courses", "/api/v1/units/{code}/figures"}


@pytest.fixture
def application(db):
    """The site as a WSGI server calls it, but for the connection, which a test keeps over all its requests."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", ["/units", "/courses", "/units/{code}/figures"])
def test_schemathesis_finds_nothing(application, token, path, mode):
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)[f"/api/v1{path}"]["GET"]

    @settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})

    ask()


def test_an_organizer_makes_and_revokes_a_key(as_organizer, units):
    html = as_organizer.post("/quan-tri/so-lieu/TNH/khoa-api/", {"ten": "Kho dữ liệu của Sở"}).content.decode()
    assert "hvs_" in html
    assert "hvs_" not in page(as_organizer, "/quan-tri/so-lieu/TNH/khoa-api/")
    made = ApiToken.objects.get()
    as_organizer.post(f"/quan-tri/so-lieu/TNH/khoa-api/{made.pk}/thu-hoi/")
    made.refresh_from_db()
    assert made.revoked_at
    assert as_organizer.post("/quan-tri/so-lieu/TNH/khoa-api/", {"ten": " "}).status_code == 422
    assert as_organizer.get("/quan-tri/so-lieu/OE/khoa-api/").status_code == 404
