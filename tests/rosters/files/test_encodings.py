import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.files import encodings
from rosters.files.encodings import (
    TCVN3,
    UNICODE,
    VNI,
    decode,
    from_tcvn3,
    from_viqr,
    from_vni,
    is_syllable,
    is_viqr,
    legacy_encoding,
)

NAMES = [
    "Nguyễn Thị Hoa", "Trần Ngọc Quỳnh", "Đặng Quốc Bảo", "Lê Hoàng Phương Uyên", "Võ Thị Mỹ Duyên", "Huỳnh Đức Thắng",
    "Phạm Thị Bưởi", "Đỗ Hữu Nghĩa", "Bùi Thế Vỹ", "Lý Thị Kiều Trinh", "Dương Khắc Huệ", "Tô Ngọc Yến", "Hồ Thị Sửu",
]  # fmt: skip


def as_tcvn3(name):
    """The name as it was typed for .VnTime: one byte a letter, and no capitals with a tone but those of the chart."""
    signs = {letter: sign for sign, letter in encodings._TCVN3.items()}
    return "".join(signs.get(letter, letter) for letter in name)


def as_vni(name):
    """The name as it was typed for VNI-Times: a letter, and then its marks as one sign."""
    marks = {mark: sign for sign, mark in encodings._VNI_MARKS.items()}
    letters = {letter: sign for sign, letter in encodings._VNI_LETTERS.items()}
    out = []
    for letter in name:
        low = letter.lower()
        if low in letters:
            typed = letters[low]
        else:
            base = unicodedata.normalize("NFD", low)
            horn = next((h for h in ("ơ", "ư") if unicodedata.normalize("NFD", h) == base[:2]), None)
            first, rest = (letters[horn], base[2:]) if horn else (base[0], base[1:])
            # The hat or breve comes before the tone in the chart's keys, whatever order Unicode has.
            rest = "".join(sorted(rest, key=lambda mark: mark not in "\u0302\u0306"))
            typed = first + marks.get(rest, rest)
        out.append(typed.upper() if letter.isupper() else typed)
    return "".join(out)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_typed_in_an_old_font_is_read_as_it_was_meant(name):
    assert from_tcvn3(as_tcvn3(name)) == name
    assert from_vni(as_vni(name)) == name


def test_the_examples_of_the_field_are_read():
    assert from_tcvn3("NguyÔn ThÞ Hoa") == "Nguyễn Thị Hoa"
    assert from_tcvn3("NGUYÔN THÞ HOA") == "NGUYỄN THỊ HOA"
    assert from_vni("Nguyeãn Thò Hoa") == "Nguyễn Thị Hoa"


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=30))
def test_the_encoding_of_a_list_is_found_by_its_syllables(names):
    assert legacy_encoding(names) == UNICODE
    assert legacy_encoding([unicodedata.normalize("NFD", name) for name in names]) == UNICODE
    assert legacy_encoding([as_tcvn3(name) for name in names]) == TCVN3
    assert legacy_encoding([as_vni(name) for name in names]) == VNI


def test_names_of_other_languages_are_left_alone():
    assert legacy_encoding(["Müller", "Chau Sóc", "Café"]) == UNICODE


@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=10))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_text_is_read_in_each_unicode_encoding(encoding, names):
    text = "Họ và tên;Lớp\n" + "\n".join(names)
    assert decode(text.encode(encoding)) == text


@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=10))
def test_bytes_of_old_code_pages_are_told_apart(names):
    header = "STT;Ho ten\n"
    as_1258 = "\n".join(to_1258(name) for name in names)
    assert decode((header + as_1258).encode("cp1258")) == header + "\n".join(names)
    for convert, typed in ((from_tcvn3, as_tcvn3), (from_vni, as_vni)):
        content = (header + "\n".join(typed(name) for name in names)).encode("latin-1")
        assert [convert(line) for line in decode(content).splitlines()[1:]] == names


def to_1258(name):
    """The name as Windows-1258 holds it: letters with hat, breve or horn of their own, tones after them."""
    out = []
    for letter in name:
        for sign in unicodedata.normalize("NFD", letter):
            out.append(sign)
            if len(out) > 1 and sign in "\u0302\u0306\u031b":
                tone = out.pop(-2) if out[-2] in "\u0300\u0301\u0303\u0309\u0323" else ""
                out[-2:] = [unicodedata.normalize("NFC", out[-2] + sign)]
                out += [tone] if tone else []
    return "".join(out)


@pytest.mark.parametrize(
    "word", ["nguyễn", "hoàng", "khuyến", "nghiêng", "giặt", "quyết", "uống", "yến", "già", "huệ", "quýt", "thuở", "ương"]
)
def test_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nguyôn", "hoµng", "trçn", "müller", "áá"])
def test_what_is_no_syllable_is_known(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Nguye^~n Thi. Hoa DDa`o", "Nguyễn Thị Hoa Đào"), ("Tra^`n Quo^'c Ba?o Khang", "Trần Quốc Bảo Khang"), ("Le^ Va(n Ta'm", "Lê Văn Tám"),
        ("Phu+o+ng Uye^n", "Phương Uyên"), ("DDA(.NG HU+~U", "ĐẶNG HỮU"), ("K'Breu", "K'Breu"), ("HS.001", "HS.001"),
    ],
)  # fmt: skip
def test_viqr_is_read(typed, name):
    assert from_viqr(typed) == name


def test_a_list_is_viqr_when_many_of_its_words_are():
    assert is_viqr(["STT", "Nguye^~n Thi. Hoa", "Le^ Va(n Ta'm", "10A1"])
    assert not is_viqr(["Nguyen Thi Hoa", "K'Breu", "Siu H'Lang", "hoa.le@truong.vn", "a + b"])
    assert not is_viqr([])
