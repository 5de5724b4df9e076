"""The QR code on a printed certificate."""

import re

from lessons.certificates.qr import qr_svg

ADDRESS = "https://hocvuso.angiang.edu.vn/giay-chung-nhan/ABCDEFGHJK/"


def size_of(svg):
    return int(re.search(r'viewBox="0 0 (\d+) \d+"', svg)[1])


def test_it_is_an_inline_drawing_sized_by_the_stylesheet():
    svg = qr_svg(ADDRESS)
    assert svg.startswith("<svg")
    assert 'class="qr"' in svg
    assert not re.search(r'<svg[^>]* (width|height)="', svg)
    assert "style=" not in svg


def test_two_addresses_are_two_codes():
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS.replace("HJK", "HJM"))


def test_it_is_coarse_enough_to_be_read_from_paper():
    # Version 4 or 5 (33 or 37 modules) with a quiet zone of 2 on each side.
    assert size_of(qr_svg(ADDRESS)) <= 41
