"""A form's mistake is tied to its field, so that it is read aloud with it."""

import re

import pytest

from tests.pages import posted


def described(html: str) -> list[str]:
    return [name for value in re.findall(r'aria-describedby="([^"]+)"', html) for name in value.split()]


@pytest.mark.parametrize(
    ("address", "data", "told"),
    [
        ("/quan-tri/thanh-vien/HSANH/", {"full_name": "", "birth_date": "", "sex": ""}, "full_name"),
        ("/quan-tri/don-vi/TNH/them/", {"kind": "class", "name": "10A9", "code": "TNH-10A1"}, "code"),
        ("/quan-tri/don-vi/TNH/nguoi-phu-trach/", {"username": "moi"}, "full_name"),
        ("/quan-tri/dot-thi-dua/them/", {"title": "Đợt"}, "first"),
    ],
)
def test_every_described_field_has_what_describes_it(as_administrator, people, address, data, told):
    html = posted(as_administrator, address, data, status=422)
    assert f"id_{told}_error" in described(html)
    for name in described(html):
        if name.startswith("id_"):
            assert f'id="{name}"' in html, f"{name} is named and not there"


def test_a_mistake_says_what_to_do_beside_its_field(as_administrator, people):
    html = posted(
        as_administrator, "/quan-tri/don-vi/TNH/them/", {"kind": "class", "name": "10A9", "code": "TNH-10A1"}, status=422
    )
    error = re.search(r'id="id_code_error"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert "Mã này đã có đơn vị dùng." in error.group(1)
