import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rosters.names import clean_name, clean_text, fold, initials, sort_key, split_name

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
