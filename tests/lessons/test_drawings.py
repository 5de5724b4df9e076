"""The drawings: one style, small, and no more than the list names."""

from pathlib import Path

from django.template.loader import get_template

from lessons.drawings import CHOICES, DRAWINGS

FOLDER = Path(get_template("lessons/drawings/shield.svg").origin.name).parent


def test_every_name_has_a_drawing_and_every_drawing_a_name():
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(DRAWINGS)


def test_editors_choose_by_a_vietnamese_label():
    assert dict(CHOICES)["phone-code"] == "Điện thoại nhận mã OTP"
    assert len(set(DRAWINGS.values())) == len(DRAWINGS)


def test_a_drawing_weighs_little_and_loads_nothing():
    for path in FOLDER.glob("*.svg"):
        source = path.read_text()
        assert len(source) < 3000, f"{path.name} weighs {len(source)} bytes"
        assert "href=" not in source, f"{path.name} loads something else"
        assert "<style" not in source, f"{path.name} brings styles that the page's policy forbids"
