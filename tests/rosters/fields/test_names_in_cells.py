"""Names as lists have them: with remarks, with letters that broke, with signs that no name has."""

import pytest

from rosters.fields.values import BadValue, is_decoded_twice, read_name, remark_beside_name


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Đ/c Nguyễn Thị Hoa", "Nguyễn Thị Hoa"), ("NGUYỄN THỊ HOA (LỚP TRƯỞNG)", "Nguyễn Thị Hoa"), ("Lê An - Bí thư", "Lê An"),
        ("Kha\u200bng Lê", "Khang Lê"), ("Siu H’Lăng", "Siu H'Lăng"), ("Lê T. Hoa", "Lê T. Hoa"), ("Y-Bham Niê Kđăm", "Y-Bham Niê Kđăm"),
    ],
)  # fmt: skip
def test_a_name_is_read_without_what_stands_beside_it(cell, name):
    assert read_name(cell) == name


@pytest.mark.parametrize(
    "remark",
    [
        "chuyển đi",
        "Đã chuyển trường",
        "chuyển trường",
        "CHUYỂN LỚP",
        "thôi học",
        "Bỏ học",
        "nghỉ học",
        "bảo lưu",
        "da chuyen",
        "chuyển",
        "ra trường",
    ],
)
def test_whoever_is_said_to_be_gone_is_held_back(remark):
    with pytest.raises(BadValue, match="xóa dòng này") as refused:
        read_name(f"Lê Thị Hoa ({remark})")
    assert refused.value.code == "name_status"
    assert remark in str(refused.value)


@pytest.mark.parametrize("remark", ["lớp trưởng", "chuyển đến", "chuyên Toán", "vắng mặt", "Bí thư", "A"])
def test_other_remarks_hold_nobody_back(remark):
    assert read_name(f"Lê Thị Hoa ({remark})") == "Lê Thị Hoa"
    assert remark_beside_name(f"Lê Thị Hoa ({remark})") == remark


@pytest.mark.parametrize(
    "cell", ["Nguy?n Th? Hoa", "Tr?n Qu?c B?o", "??ng H?u Ngh?a", "Nguy\ufffdn Hoa", "Nguyá»…n Thá»‹ Hoa", "LÃª VÄƒn CÃ´ng"]
)
def test_letters_that_broke_are_told_and_what_to_do(cell):
    with pytest.raises(BadValue, match="lưu thành") as refused:
        read_name(cell)
    assert refused.value.code == "name_broken"


@pytest.mark.parametrize(
    ("cell", "sign"),
    [("Nguye^~n Van A", "^"), ("Lê Hoa @", "@"), ("Lê_Hoa An", "_"), ("Lê Hoa/Lê Lan", "/"), ("= Lê Hoa", "=")],
)
def test_signs_that_no_name_has_are_named(cell, sign):
    with pytest.raises(BadValue) as refused:
        read_name(cell)
    assert refused.value.code == "name_signs"
    assert sign in str(refused.value)


@pytest.mark.parametrize("text", ["Nguyễn Thị Hoa", "LÃ THỊ HÀ", "Ngô Á", "Lê", "", "Trần Ý", "Néang Sóc Phia", "Âu Dương"])
def test_real_names_were_decoded_once(text):
    assert not is_decoded_twice(text)


@pytest.mark.parametrize("name", ["Nguyễn Thị Hoa", "Đặng Hữu Nghĩa", "Trần Quốc Bảo", "Lê Công"])
def test_names_decoded_twice_are_seen_wherever_windows_has_the_letters(name):
    twice = name.encode().decode("cp1252", errors="ignore")
    if twice.encode("cp1252", errors="ignore") == name.encode():
        assert is_decoded_twice(twice)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u200b"])
def test_an_empty_cell_is_no_name(cell):
    assert read_name(cell) is None
