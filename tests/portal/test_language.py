"""Vietnamese first, English for who chooses it; catalogues complete and compiled."""

import ast
import gettext
import importlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from tests.pages import page

ROOT = Path(__file__).resolve().parents[2]
PUBLIC_TEMPLATES = [
    *(ROOT / "lessons/templates").rglob("*.html"),
    *(ROOT / "quizzes/templates").rglob("*.html"),
    *(ROOT / "rosters/templates/rosters").glob("*.html"),
    *(ROOT / "participation/templates/participation").rglob("*.html"),
    *(ROOT / "site/portal/templates/portal").glob("*.html"),
    *(ROOT / "site/portal/templates").glob("4*.html"),
]


def test_a_browser_that_speaks_english_is_greeted_in_vietnamese(client, lesson):
    html = page(client, "/", headers={"Accept-Language": "en"})
    assert 'lang="vi"' in html
    assert "Các khóa học" in html


def test_english_is_a_choice_that_is_remembered_and_can_be_taken_back(client, lesson):
    client.get("/danh-tinh-so/bai-1/buoc/1/")
    response = client.get("/ngon-ngu/en/?next=/danh-tinh-so/bai-1/buoc/1/")
    assert response.url == "/danh-tinh-so/bai-1/buoc/1/"
    html = page(client, response.url)
    assert 'lang="en"' in html
    assert "Step 1 of 2" in html
    client.get("/ngon-ngu/vi/")
    assert "Bước 1 trên 2" in page(client, response.url)


def test_on_english_pages_what_is_vietnamese_is_marked_and_said(client, lesson):
    client.get("/ngon-ngu/en/")
    step = page(client, "/danh-tinh-so/bai-1/buoc/1/")
    assert "Lessons are in Vietnamese only." in step
    assert f'<h1 lang="vi">{lesson.step_titles[0]}</h1>' in step
    assert '<div class="prose" lang="vi">' in step
    quiz = page(client, "/danh-tinh-so/bai-1/kiem-tra/")
    assert quiz.count('<span lang="vi">') >= 4
    client.get("/ngon-ngu/vi/")
    assert "Lessons are in Vietnamese" not in page(client, "/danh-tinh-so/bai-1/buoc/1/")


@pytest.mark.parametrize("path", ["/ngon-ngu/xx/", "/ngon-ngu/en/?next=https://xau.example/"])
def test_a_language_leads_nowhere_else(client, site_home, path):
    response = client.get(path)
    assert response.status_code == 404 or response.url == "/"


def test_every_text_of_the_public_pages_is_in_the_english_catalogue():
    with (ROOT / "site/portal/locale/en/LC_MESSAGES/django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    missing = set()
    for template in PUBLIC_TEMPLATES:
        text = template.read_text(encoding="utf-8")
        if "admin/" in str(template) or template.name == "preview_steps.html":
            continue
        texts = re.findall(r"{% translate (?:\"([^\"]+)\"|'([^']+)')(?: as \w+)? %}", text)
        texts = [one or other for one, other in texts]
        for block in re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", text, re.DOTALL):
            one_line = re.sub(r"\s*\n\s*", " ", block.strip())
            texts.append(re.sub(r"{{ (\w+) }}", r"%(\1)s", re.sub(r"%", "%%", one_line)))
        missing |= {each for each in texts if each not in catalogue._catalog}
    assert not missing


@pytest.mark.parametrize("po", [path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.po")], ids=str)
def test_a_catalogue_is_compiled_as_it_is_written(po):
    """Every entry of the .po stands in the .mo; `make messages` compiles after an edit."""
    with po.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    # A context stands before its text; a plural form is a pair.
    translations = {(key.rpartition("\x04")[2], text) for key, text in compiled.items() if isinstance(key, str)}
    entries = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', po.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(entries) > 50
    unescaped = {tuple(each.replace('\\"', '"').replace("\\n", "\n") for each in entry) for entry in entries}
    assert not unescaped - translations


def test_what_comes_next_may_be_any_text(client, site_home):
    for following in ("abc", "//xau.example/", ""):
        assert client.get("/ngon-ngu/vi/", {"next": following}).url == "/"


@pytest.mark.parametrize("module", ["wagtail.wagtail_hooks", "wagtail.admin.wagtail_hooks", "wagtail.models.audit_log"])
def test_histories_say_in_vietnamese_what_was_done(module):
    """Every text with which Wagtail logs an action is translated, by Wagtail or by us."""
    source = ast.parse(Path(importlib.import_module(module).__file__).read_text(encoding="utf-8"))
    calls = [
        node for node in ast.walk(source) if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "gettext")
    ]
    texts = {call.args[0].value for call in calls if call.args and isinstance(call.args[0], ast.Constant)}
    with translation.override("vi"):
        english = {text for text in texts if translation.gettext(text) == text}
    # What only a programmer sees.
    assert english <= {"The log action '%(action_name)s' has not been registered."}
