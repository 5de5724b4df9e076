"""Names that nobody is called, and those that only look so to somebody from elsewhere."""

import pytest

from rosters.fields.odd_names import is_odd_name


@pytest.mark.parametrize(
    "name",
    [
        "Nguyn Th Bch Trm",
        "Nguy n Th B ch Tr m",
        "Nguyeenx Thij Bichs Traam",
        "Leâ Minh",
        "NguyÔn ThÞ Hoa",
        "NguyêÞn ThiÒ Hoa",
        "TrầnQuốc Thắng",
        "Nguyễn Thị Bích Trâm Lt",
        "Ddinh Coong Traangs",
    ],
)
def test_letters_that_were_lost_or_typed_wrongly_are_odd(name):
    assert is_odd_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Bích Trâm",
        "Nguyen Thi Bich Tram",
        "Chau Rươl",
        "Chau Sras",
        "Néang Sóc Kha",
        "Néang Sor",
        "Mohamad Amin",
        "Aminah",
        "K'Brễu",
        "Siu H'Lăng",
        "H Lăng Niê",
        "Y Bham Êban",
        "Danh Thị Sà Phone",
        "Lê McAn",
        "Nguyễn Đ. Khoa",
        "Trần Gia Huy",
        "Ksor Phước",
        "Lò Thị Ướt",
        "Lê Alex Nguyễn",
        "René Nguyễn",
    ],
)
def test_names_of_all_who_live_here_are_none(name):
    assert not is_odd_name(name)
