"""Vietnamese names as values: cleaned, folded, compared, and sorted as class lists are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.names import (
    ALPHABET,
    TONES,
    clean_name,
    clean_text,
    fold,
    initials,
    name_and_remark,
    name_key,
    natural_key,
    sort_key,
    split_name,
)

vietnamese = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệđĐÂỨ ", min_size=1, max_size=40)


def test_fold_takes_accents_case_and_the_stroke_of_d_away():
    assert fold("ĐẶNG  Thị Ứng") == "dang thi ung"


def test_both_spellings_of_hoa_fold_to_one():
    assert fold("Hòa") == fold("Hoà") == "hoa"


@given(vietnamese)
def test_composed_and_decomposed_text_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_clean_name_mends_capitals_spaces_and_commas():
    assert clean_name("NGUYỄN\u00a0THỊ   HOA,") == "Nguyễn Thị Hoa"
    assert clean_name("Néang Sóc Phia") == "Néang Sóc Phia"


def test_clean_text_composes_what_macos_decomposed():
    assert clean_text(unicodedata.normalize("NFD", "Nguyễn")) == "Nguyễn"


def test_the_given_name_is_the_last_word():
    assert split_name("Trần Ngọc Ánh") == ("Trần Ngọc", "Ánh")
    assert initials("Trần Ngọc Ánh") == "NA"


def test_class_lists_sort_by_given_name_then_family_name():
    names = ["Trần Văn Bình", "Lê Thị An", "Nguyễn Ân", "Đặng Thị Ánh", "Nguyễn Thị An", "Hồ Đức", "Hồ Dũng"]
    assert sorted(names, key=sort_key) == [
        "Lê Thị An",
        "Nguyễn Thị An",
        "Đặng Thị Ánh",
        "Nguyễn Ân",
        "Trần Văn Bình",
        "Hồ Dũng",
        "Hồ Đức",
    ]


def test_words_that_differ_in_tone_follow_the_order_of_tones():
    words = ["mạ", "má", "mã", "mả", "mà", "ma"]
    assert sorted(words, key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hoà", "Hòa", True), ("Thuỷ", "Thủy", True), ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hòa", True), ("Lê  Hoa", "Lê Hoa", True),
        ("Tú", "Tư", False), ("Anh", "Ánh", False), ("Dũng", "Đũng", False), ("Hoa", "Hòa", False), ("Thảo", "Thao", False),
        ("Lê Hoa", "Lê Hoa Mai", False),
    ],
)  # fmt: skip
def test_two_spellings_are_one_name_only_where_the_place_of_a_tone_or_the_case_differs(one, other, same):
    assert (name_key(one) == name_key(other)) is same


@given(vietnamese)
def test_the_form_in_which_a_computer_wrote_a_name_does_not_matter(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert name_key(composed) == name_key(decomposed)
    assert sort_key(composed) == sort_key(decomposed)
    assert clean_name(composed) == clean_name(decomposed)
    assert initials(composed) == initials(decomposed)


@given(vietnamese, vietnamese)
def test_names_that_are_one_are_found_as_one(one, other):
    if name_key(one) == name_key(other):
        assert fold(one) == fold(other)


@given(vietnamese)
def test_a_key_for_sorting_is_ascii_so_that_every_database_sorts_alike(text):
    assert sort_key(text).isascii()


@given(st.lists(st.tuples(st.sampled_from(ALPHABET), st.integers(0, 5)), min_size=2, max_size=6))
def test_letters_come_in_the_order_of_the_alphabet_and_then_of_the_tones(letters):
    def written(letter, tone):
        return unicodedata.normalize("NFC", letter + TONES[tone]) if letter in "aăâeêioôơuưy" else letter

    words = [written(*each) for each in letters]
    by_hand = sorted(
        zip(letters, words, strict=True),
        key=lambda each: (ALPHABET.index(each[0][0]), each[0][1] if each[0][0] in "aăâeêioôơuưy" else 0),
    )
    assert sorted(words, key=sort_key) == [word for _letter, word in by_hand]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("nguyễn thị hoa", "Nguyễn Thị Hoa"), ("NGUYỄN THỊ HOA", "Nguyễn Thị Hoa"), ("NGUYỄN Thị hoa", "Nguyễn Thị Hoa"), ("Mohamad bin Ali", "Mohamad bin Ali"), ("Lê McAn", "Lê McAn"),
        ("  Lê   Hoa ", "Lê Hoa"), ("Lê Hoa;", "Lê Hoa"), ("Lê Hoa.", "Lê Hoa"), ("\ufeffLê Hoa", "Lê Hoa"),
        ("Lê\x07 Hoa", "Lê Hoa"), ("Lê\nHoa", "Lê Hoa"), ("", ""), (" , ", ""),
        ("SIU H'LĂNG", "Siu H'Lăng"), ("y-bham niê", "Y-Bham Niê"), ("K’BRỄU", "K'Brễu"), ("A Lý", "A Lý"), ("NGUYỄN T.HOA", "Nguyễn T.Hoa"),
        ("RƠ CHĂM BƠ̆NG", "Rơ Chăm Bơ̆ng"),
    ],
)  # fmt: skip
def test_a_name_is_stored_as_it_is_said(written, stored):
    assert clean_name(written) == stored


@given(vietnamese)
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert "  " not in clean_text(text)


@pytest.mark.parametrize(
    ("name", "parts", "letters"), [("Ánh", ("", "Ánh"), "A"), ("", ("", ""), ""), ("Đỗ Út", ("Đỗ", "Út"), "DU")]
)
def test_short_names_have_what_they_have(name, parts, letters):
    assert split_name(name) == parts
    assert initials(name) == letters


def test_whoever_has_one_word_stands_where_that_word_belongs():
    assert sorted(["Lê Thị Bé", "Aminah", "Trần Can"], key=sort_key) == ["Aminah", "Lê Thị Bé", "Trần Can"]


def test_letters_that_no_vietnamese_name_has_come_last_and_do_not_fail():
    assert sorted(["Zô", "ßu", "An"], key=sort_key) == ["An", "Zô", "ßu"]
    assert fold("Ñu") == "nu"


@pytest.mark.parametrize(
    "sign",
    [
        "\u00ad",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u2060",
        "\u2066",
        "\u202a",
        "\ufeff",
        "\ufe0f",
        "\u034f",
        "\u061c",
        "\x00",
    ],
)
def test_a_sign_that_nobody_sees_is_not_there(sign):
    assert clean_name(f"Lê Kha{sign}ng") == clean_name(f"{sign}Lê Khang{sign}") == "Lê Khang"
    assert fold(f"Lê Kha{sign}ng") == "le khang"
    assert name_key(f"Lê{sign} Khang") == name_key("Lê Khang")


@pytest.mark.parametrize("sign", ["\u2018", "\u2019", "\u02bc", "\u2032", "`", "\u00b4"])
def test_all_apostrophes_between_letters_are_one(sign):
    assert clean_name(f"Siu H{sign}Lăng") == "Siu H'Lăng"
    assert fold(f"siu h{sign}lang") == fold("Siu H'Lăng")


@pytest.mark.parametrize("sign", "'’‘ʼ′`´")
def test_a_space_may_stand_behind_it(sign):
    assert clean_name(f"h{sign} hen niê") == "H' Hen Niê"
    assert clean_name(f"Y{sign} Bham") == "Y' Bham"


@pytest.mark.parametrize("sign", ["- ", "#", "( ", "* "])
def test_a_cell_without_end_is_no_name_with_a_remark(sign):
    """Looking for a remark from each sign on would take an hour for these."""
    written = sign * 100_000 + "x"
    assert name_and_remark(written)[1] == ""


def test_an_apostrophe_that_stands_by_itself_is_left():
    assert clean_text("’Lê’") == "’Lê’"


@pytest.mark.parametrize(
    ("written", "name", "remark"),
    [
        ("Lê Thị Hoa", "Lê Thị Hoa", ""), ("Lê Thị Hoa (lớp trưởng)", "Lê Thị Hoa", "lớp trưởng"), ("Lê Thị Hoa [BT]", "Lê Thị Hoa", "BT"),
        ("Lê Thị Hoa - Bí thư", "Lê Thị Hoa", "Bí thư"), ("Lê Thị Hoa – Phó Bí thư", "Lê Thị Hoa", "Phó Bí thư"),
        ("Đ/c Lê Thị Hoa", "Lê Thị Hoa", ""), ("đ/c: Lê Thị Hoa", "Lê Thị Hoa", ""), ("Đ.c Lê Hoa", "Lê Hoa", ""), ("ĐC. Lê Hoa", "Lê Hoa", ""),
        ("Đồng chí Lê Thị Hoa", "Lê Thị Hoa", ""), ("Đồng Chí Hiếu", "Đồng Chí Hiếu", ""), ("Đ/c Lê Hoa (LT) (đoàn viên)", "Lê Hoa", "LT, đoàn viên"),
        ("Y-Bham Niê", "Y-Bham Niê", ""), ("Lê Thị Hoa()", "Lê Thị Hoa", ""), ("(lớp trưởng)", "(lớp trưởng)", ""), ("", "", ""), ("Đặng Cường", "Đặng Cường", ""),
        ("Em: Lê Hoa", "Lê Hoa", ""), ("Em Lê Hoa", "Lê Hoa", ""), ("Lê Hoa*", "Lê Hoa", "*"), ("Lê Hoa **", "Lê Hoa", "**"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_set_apart(written, name, remark):
    assert name_and_remark(written) == (name, remark)


@given(vietnamese, st.sampled_from(["lớp trưởng", "Bí thư", "A"]), st.sampled_from([" ({})", " [{}]", " - {}", " – {}"]))
def test_a_remark_never_changes_the_name_it_stands_beside(text, remark, form):
    name = clean_text(text)
    if name_and_remark(name)[0] == name and name:
        assert name_and_remark(name + form.format(remark)) == (name, remark)


def test_classes_are_sorted_as_people_do():
    names = ["10A10", "6A1", "10A2", "11A1", "10A1", "Lá 2", "10B1", "Chồi"]
    assert sorted(names, key=natural_key) == ["Chồi", "Lá 2", "6A1", "10A1", "10A2", "10A10", "10B1", "11A1"]


@pytest.mark.parametrize(
    "name",
    [
        "nguyễn thị mới",
        "trần văn thôi",
        "bùi thị chuyển",
        "nguyễn bảo lưu",
        "NGUYỄN VĂN CT",
        "LÊ THỊ LT",
        "Nguyễn Thị Mới",
        "Trần Văn Thôi",
    ],
)
def test_a_given_name_is_no_remark_in_a_list_of_one_letter_case(name):
    assert name_and_remark(name) == (name, "")
