"""The address a request came from: nobody chooses it by a header."""

import pytest

from rosters.login.client_address import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.9"), (0, "1.2.3.4", "10.0.0.9"), (1, "1.2.3.4", "1.2.3.4"), (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"), (2, "1.2.3.4", "10.0.0.9"), (1, "", "10.0.0.9"), (1, " , 1.2.3.4 ,", "1.2.3.4"),
    ],
)  # fmt: skip
def test_only_what_our_own_proxies_wrote_is_believed(rf, settings, proxies, forwarded, address):
    settings.TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert client_address(rf.get("/", headers=headers, REMOTE_ADDR="10.0.0.9")) == address
