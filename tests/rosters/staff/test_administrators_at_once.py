"""Two administrators who take each other's right at one moment, with real threads and connections."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from portal.preparing import ADMINISTRATORS_GROUP

from rosters.staff.accounts import administrators
from tests.factories import staff
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


@pytest.mark.parametrize("round_", range(3))
def test_one_of_them_is_left(site_home, round_):
    group = Group.objects.get(name=ADMINISTRATORS_GROUP)
    for each in administrators():
        each.delete()
    both = [staff(name, group) for name in ("mot", "hai")]

    def takes_the_right_of(taker, other):
        client = Client()
        client.force_login(taker, backend="rosters.backends.StaffBackend")
        fields = {
            "username": other.username, "first_name": "Lan", "last_name": "Lê", "email": "", "password1": "", "password2": "",
            "groups": [group.pk],
        }  # fmt: skip
        client.post(f"/quan-tri/users/edit/{other.pk}/", fields)

    run_all(lambda: takes_the_right_of(both[0], both[1]), lambda: takes_the_right_of(both[1], both[0]))
    assert administrators().count() == 1
