"""Which codes may be meant by what was typed."""

import pytest

from lessons.certificates.typed_codes import codes_meant, readings

LENGTHS = (12, 10)


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("á23BCDE", "AS23BCDE"), ("Át2345K", "AST2345K"), ("Át2345K", "ATS2345K"), ("234ẾKM", "234EESKM"), ("đ23456KM", "DD23456KM"), ("ư2345678", "W2345678"),
        ("2345ăKM9", "2345AWKM9"), ("à34567BC", "A234567BC"), ("ả4567BCD", "A34567BCD"), ("ẹ2345KMN", "EJ2345KMN"), ("ẹ2346KMN", "E52346KMN"),
    ],
)  # fmt: skip
def test_what_a_vietnamese_keyboard_made_of_a_code_is_read_back(shown, code):
    assert (code in set(readings(shown, 8))) is (len(code) == 8)


def test_nothing_else_is_read_into_it():
    assert list(readings("AS23-bcde", 8)) == ["AS23BCDE"]
    assert list(readings("á" * 20, 8)) == ["Á" * 20]


def test_each_sign_that_looks_like_another_is_looked_up_both_ways():
    assert codes_meant("prfp-mhrs-7q9p", LENGTHS) == {"PRFPMHRS7Q9P", "PRFPMHR57Q9P"}
    assert len(codes_meant("S5B82ZG6KKKK", LENGTHS)) == 256


def test_what_no_certificate_has_is_looked_up_once():
    assert codes_meant("S" * 12, LENGTHS) == {"S" * 12}
    assert codes_meant("S5", LENGTHS) == {"S5"}
