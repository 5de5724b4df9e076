"""Addresses of figures say what they need."""

import pytest
from django.urls import reverse

from participation import admin_urls
from rosters import permissions
from rosters.pages import urls as roster_urls

PATTERNS = [*admin_urls.urlpatterns, *roster_urls.urlpatterns]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_an_address_names_a_permission_that_there_is(pattern):
    assert pattern.callback.needed_permission in permissions.ADMINISTRATOR_PERMISSIONS


def test_what_only_administrators_may_is_not_of_organizers():
    only = permissions.ADMINISTRATOR_PERMISSIONS - permissions.ORGANIZER_PERMISSIONS
    assert {permissions.MANAGE_UNITS, permissions.MANAGE_CAMPAIGNS, permissions.REBUILD_FIGURES} <= only


def test_who_has_the_permission_nowhere_is_refused_before_the_page_is_asked(as_editor, as_organizer, units):
    assert as_editor.get(reverse("figures")).status_code in (302, 403)
    assert as_organizer.get(reverse("figures_rebuild")).status_code in (302, 403)
    assert as_organizer.get(reverse("figures")).status_code in (200, 302)
