"""The tables of competences in the admin: kept by administrators, and by nobody else."""

import pytest
from django.urls import reverse

from lessons.frameworks.models import CompetencyFramework, Component
from tests.pages import page, page_text

COMPONENTS = "wagtailsnippets_lessons_component"


@pytest.fixture
def component(people):
    framework = CompetencyFramework.objects.create(code="THU-A", name="Khung cho người học", source="TT 02/2025")
    other = CompetencyFramework.objects.create(code="THU-B", name="Khung phổ cập", source="QĐ 1")
    Component.objects.create(framework=other, code="9", name="Làm hồ sơ trực tuyến")
    return Component.objects.create(framework=framework, code="1.1", name="Tìm kiếm dữ liệu")


def test_an_administrator_sees_every_component_with_its_framework(as_administrator, component):
    shown = page_text(as_administrator, reverse(f"{COMPONENTS}:list"), {"ordering": "-framework"})
    assert "Tìm kiếm dữ liệu" in shown
    assert "Khung cho người học" in shown


def test_the_list_can_be_narrowed_to_one_framework(as_administrator, component):
    shown = page(as_administrator, reverse(f"{COMPONENTS}:list"), {"framework": component.framework.pk})
    assert "Tìm kiếm dữ liệu" in shown
    assert "Làm hồ sơ trực tuyến" not in shown


def test_an_administrator_adds_one_and_writes_down_when_it_was_confirmed(as_administrator, component):
    data = {"framework": component.framework.pk, "code": "1.2", "name": "Đánh giá dữ liệu", "confirmed_on": "2026-11-20"}
    as_administrator.post(reverse(f"{COMPONENTS}:add"), data)
    assert str(component.framework.components.get(code="1.2").confirmed_on) == "2026-11-20"


def test_a_number_given_twice_is_refused_with_a_reason(as_administrator, component):
    data = {"framework": component.framework.pk, "code": "1.1", "name": "Lần nữa"}
    as_administrator.post(reverse(f"{COMPONENTS}:add"), data)
    assert component.framework.components.count() == 1


def test_an_organizer_does_not_reach_them(as_organizer, component):
    assert as_organizer.get(reverse(f"{COMPONENTS}:list")).status_code in (302, 403)
    as_organizer.post(reverse(f"{COMPONENTS}:delete", args=[component.pk]))
    assert Component.objects.filter(pk=component.pk).exists()
