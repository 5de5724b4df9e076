"""Keys of the API as they are kept."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from participation.api.models import ApiToken
from participation.api.tokens import make_token

pytestmark = pytest.mark.django_db


def test_a_key_goes_with_its_unit_and_outlives_whoever_made_it(people, units):
    token, _text = make_token(units.other_school, "Kho dữ liệu", people.other_organizer)
    people.other_organizer.delete()
    token.refresh_from_db()
    assert (token.unit, token.created_by) == (units.other_school, None)
    assert str(token) == "Kho dữ liệu - Trường THPT Óc Eo"


def test_no_two_keys_have_one_digest(people, units):
    token, _text = make_token(units.school, "Kho dữ liệu", people.organizer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(unit=units.school, name="Kho khác", digest=token.digest)


def test_the_newest_key_comes_first(people, units):
    first, _text = make_token(units.school, "Một", people.organizer)
    second, _text = make_token(units.school, "Hai", people.organizer)
    ApiToken.objects.filter(pk=first.pk).update(created_at=second.created_at - dt.timedelta(days=1))
    assert list(ApiToken.objects.all()) == [second, first]
