"""Nonces of login cards."""

from rosters.login.codes import PLAIN_ALPHABET
from rosters.models import Member
from rosters.nonces import PLAIN_SIGN, new_nonce


def test_each_is_another():
    assert len({new_nonce() for _ in range(1000)}) == 1000


def test_it_is_marked_as_one_of_codes_that_survive_a_vietnamese_keyboard():
    assert new_nonce().startswith(PLAIN_SIGN)
    assert not set("AEIOUDW") & set(PLAIN_ALPHABET)


def test_it_fits_its_column_and_is_long_enough_that_nobody_guesses_it():
    nonce = new_nonce()
    longest = Member._meta.get_field("login_nonce").max_length
    assert len(nonce) <= longest
    # 15 bytes at six bits a letter.
    assert len(nonce) - len(PLAIN_SIGN) == 20
