"""The public stylesheet: built from its components, nothing dead, and of use to an old phone."""

import re

from portal.stylesheet import BUILT, FOLDER, ORDER, stylesheet

from tests.portal.test_templates import ROOT, TEMPLATES

# Without them a phone of 2020 shows a page as it should, only plainer.
NEWER_THAN_2020 = (":has(", "text-wrap", "accent-color", "color-mix(", "overflow-wrap: anywhere")
ADMIN_STYLES = [path for app in ("rosters", "participation", "quizzes") for path in (ROOT / app / "static").rglob("*.css")]
# Given by Wagtail.
NOT_OURS = {
    "w-dashboard", "sidebar", "avatar", "listing", "title", "button", "icon", "button-secondary", "w-field", "w-field__wrapper", "w-field__input",
    "listing-results", "username", "last-login", "w-slim-header", "w-layout-switch-control", "bulk-actions-buttons", "footer__container", "upload-list",
    "left", "right", "row",
}  # fmt: skip


def classes(css: str) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))


def written_in_templates() -> str:
    code = [path for app in ("lessons", "participation", "quizzes", "rosters", "site") for path in (ROOT / app).rglob("*.py")]
    drawings = (ROOT / "lessons").rglob("*.svg")
    return "\n".join(path.read_text(encoding="utf-8") for path in [*TEMPLATES, *code, *drawings])


def test_the_stylesheet_is_built_from_all_components():
    assert {path.stem for path in FOLDER.glob("*.css")} == set(ORDER)
    assert BUILT.read_text(encoding="utf-8") == stylesheet(), "run `make styles`"


def test_it_weighs_little():
    assert len(stylesheet().encode()) < 20_000


def test_letters_are_as_large_as_the_reader_set_them_in_the_browser():
    assert re.findall(r"font(?:-size)?:\s*[^;]*?\d+px[^;]*;", stylesheet()) == []
    assert not re.search(
        r"white-space:\s*nowrap", (FOLDER / "bottom_bar.css").read_text() + (FOLDER / "buttons.css").read_text()
    )


def test_the_bottom_bar_hides_no_field_that_has_the_focus_and_leaves_room_for_large_letters():
    bar = (FOLDER / "bottom_bar.css").read_text()
    assert ".has-bar main :focus { scroll-margin-bottom:" in bar
    assert re.search(r"@media \(max-width: 17em\)[^{]*\{ \.bottom-bar \{ position: static", bar)


def test_no_style_is_dead():
    text = written_in_templates()
    sheets = [stylesheet(), *(path.read_text(encoding="utf-8") for path in ADMIN_STYLES)]
    dead = {name for css in sheets for name in classes(css) - NOT_OURS if not re.search(rf"(?<![\w-]){name}(?![\w-])", text)}
    assert dead == set()


def test_an_old_phone_applies_every_rule_but_those_that_only_embellish():
    """Chrome 80 and Safari 14 leave out a declaration or a selector that they do not know, and all that stands in @layer."""
    css = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)
    assert "@layer" not in css
    old = css.split("@supports not (inset: 0)")[0]
    for unknown in (
        "inset:",
        "padding-inline",
        "margin-inline",
        "margin-block",
        "padding-block",
        "@container",
        ":is(",
        ":where(",
    ):
        assert unknown not in old, f"{unknown} needs a fallback"
    for line in old.splitlines():
        for name in NEWER_THAN_2020:
            if name in line and name in {"color-mix(", "overflow-wrap: anywhere"}:
                assert line.count(line.strip().split(":")[0].split("{")[-1].strip()) >= 1
                assert re.search(r"(background|overflow-wrap): (?!color-mix|anywhere)", line), f"no fallback in {line.strip()}"


def test_the_logo_has_a_size_without_any_style(client, site_home):
    html = client.get("/").content.decode()
    assert '<svg class="brand-mark" width="26" height="26"' in html
