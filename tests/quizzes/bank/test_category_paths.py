"""The path of a category as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.bank.category_paths import BadCategory, names_of_path, path_of_names


@pytest.mark.parametrize(
    ("path", "names"),
    [("a", ["a"]), ("a/b", ["a", "b"]), (" a / b  c ", ["a", "b c"]), ("a//b/c", ["a/b", "c"]), ("Dịch vụ công / Cấp 3", ["Dịch vụ công", "Cấp 3"])],
)  # fmt: skip
def test_slashes_part_names_and_doubled_ones_do_not(path, names):
    assert names_of_path(path) == names


@pytest.mark.parametrize("path", ["", "/", "a/", "/a", "a / / b", "x" * 101, "/".join("abcdefghijk")])
def test_what_names_no_category_is_refused(path):
    with pytest.raises(BadCategory):
        names_of_path(path)


NAMES = st.text(st.sampled_from("ab /đ"), min_size=1, max_size=6).map(lambda text: " ".join(text.split())).filter(
    lambda text: text and not text.startswith("/") and not text.endswith("/") and "///" not in text and "/ /" not in text
)  # fmt: skip


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_names_come_back(names):
    assert names_of_path(path_of_names(names)) == names
