"""What the settings promise, by mode and by what stands in the environment."""

import json
import os
import subprocess
import sys

import pytest

SAFE = {
    "SECRET_KEY": "s" * 50, "LOGIN_CODE_KEY": "k" * 50, "ALLOWED_HOSTS": "hoc.example", "BASE_URL": "https://hoc.example", "PORTAL_MODE": "production",
}  # fmt: skip
READ = """
import json, sys
sys.path[:0] = ["site"]
from portal import settings
names = sys.argv[1:]
print(json.dumps({name: getattr(settings, name, None) for name in names}, default=str))
"""


def settings_with(*names, **environment):
    done = subprocess.run(
        [sys.executable, "-c", READ, *names],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_production_sends_cookies_by_https_alone_and_says_so_to_browsers():
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "DEBUG")
    assert settings_with(*names, **SAFE) == {name: name != "DEBUG" for name in names}
    assert settings_with("SECURE_HSTS_SECONDS", **SAFE)["SECURE_HSTS_SECONDS"] > 0


def test_without_services_a_newcomer_has_sqlite_and_its_own_caches():
    found = settings_with("DATABASES", "CACHES", PORTAL_MODE="development")
    assert found["DATABASES"]["default"]["ENGINE"].endswith("sqlite3")
    assert found["CACHES"]["default"]["BACKEND"].endswith("LocMemCache")
    assert found["CACHES"]["shared"]["BACKEND"].endswith("FileBasedCache")


def test_with_redis_what_all_processes_see_is_there_and_each_keeps_its_own_pages():
    found = settings_with("CACHES", REDIS_URL="redis://127.0.0.1:6379/1", PORTAL_MODE="development")
    backends = {name: cache["BACKEND"].rpartition(".")[2] for name, cache in found["CACHES"].items()}
    assert backends == {"default": "ForgivingRedisCache", "shared": "ForgivingRedisCache", "near": "LocMemCache"}


@pytest.mark.parametrize(("value", "threshold"), [("true", 0), ("false", None)])
def test_statements_are_prepared_unless_a_pooler_forbids_it(value, threshold):
    found = settings_with("DATABASES", DATABASE_URL="postgres://a@b/c", PREPARED_STATEMENTS=value, PORTAL_MODE="development")
    assert found["DATABASES"]["default"]["OPTIONS"]["prepare_threshold"] == threshold


def test_editors_files_are_served_by_us_only_on_a_developers_machine():
    found = settings_with("STORAGES", **SAFE)
    assert found["STORAGES"]["staticfiles"]["BACKEND"].endswith("CompressedManifestStaticFilesStorage")
    assert settings_with("STORAGES", PORTAL_MODE="development")["STORAGES"]["staticfiles"]["BACKEND"].endswith(
        "StaticFilesStorage"
    )


def test_days_are_those_of_viet_nam_and_vietnamese_comes_first():
    found = settings_with("TIME_ZONE", "LANGUAGE_CODE", "USE_TZ", PORTAL_MODE="development")
    assert found == {"TIME_ZONE": "Asia/Ho_Chi_Minh", "LANGUAGE_CODE": "vi", "USE_TZ": True}


def test_a_picture_that_would_fill_the_memory_is_refused(settings, db):
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image
    from wagtail.images.forms import get_image_form
    from wagtail.images.models import Image as Picture

    out = BytesIO()
    Image.new("1", (6000, 5000)).save(out, "PNG")
    file = SimpleUploadedFile("lon.png", out.getvalue(), "image/png")
    form = get_image_form(Picture)({"title": "Lớn"}, {"file": file})
    assert "file" in form.errors
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS < 30_000_000
