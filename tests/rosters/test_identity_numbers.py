"""A digest by which two lists find the same person, and by which nobody finds the number."""

import hashlib
import hmac

from rosters.identity_numbers import LENGTH, identity_digest

NUMBER, KEY = "089210001234", "khoa-cua-tinh"


def test_it_is_the_beginning_of_a_keyed_hash():
    expected = hmac.new(KEY.encode(), b"identity\n089210001234", hashlib.sha256).hexdigest()
    assert identity_digest(NUMBER, KEY) == expected[:LENGTH]
    assert LENGTH == 32


def test_another_number_or_another_key_is_another_digest():
    assert len({identity_digest(NUMBER, KEY), identity_digest("089210001235", KEY), identity_digest(NUMBER, "khác")}) == 3


def test_the_number_does_not_stand_in_it():
    assert NUMBER not in identity_digest(NUMBER, KEY)
