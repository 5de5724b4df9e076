"""Frameworks of competences, kept as the decrees say."""

import datetime as dt

import pytest
from django.db import IntegrityError

from lessons.frameworks.models import CompetencyFramework, Component

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return CompetencyFramework.objects.create(code="NLS", name="Khung năng lực số cho người học", source="TT 02/2025")


def test_a_component_is_read_with_the_framework_it_is_from(framework):
    made = Component.objects.create(framework=framework, code="1.1", name="Tìm kiếm dữ liệu")
    assert str(framework) == "Khung năng lực số cho người học"
    assert str(made) == "NLS · 1.1 Tìm kiếm dữ liệu"


def test_a_number_stands_once_in_a_framework_and_may_stand_in_another(framework):
    other = CompetencyFramework.objects.create(code="QD", name="Khung phổ cập", source="QĐ")
    for each in (framework, other):
        Component.objects.create(framework=each, code="1.1", name="Tìm kiếm")
    with pytest.raises(IntegrityError):
        Component.objects.create(framework=framework, code="1.1", name="Tìm kiếm lần nữa")


def test_components_come_in_the_order_of_their_numbers(framework):
    for code in ("2.1", "1.2", "1.1"):
        Component.objects.create(framework=framework, code=code, name=f"Thành phần {code}")
    assert list(framework.components.values_list("code", flat=True)) == ["1.1", "1.2", "2.1"]


def test_nothing_counts_as_held_against_the_decree_until_somebody_says_so(framework):
    made = Component.objects.create(framework=framework, code="1.1", name="Tìm kiếm")
    assert made.confirmed_on is None
    made.confirmed_on = dt.date(2026, 11, 1)
    made.full_clean()
