from django.apps import apps
from django.test import override_settings
from django.urls import path
from portal.checks import admin_pages, pages_say_what_they_need

from rosters.pages.units import sample as a_page
from rosters.permissions import VIEW_UNIT, needs

urlpatterns = [path("quan-tri/cua-chung-ta/", a_page), path("quan-tri/co-quyen/", needs(VIEW_UNIT, a_page))]


def test_every_page_of_ours_in_the_admin_says_which_permission_it_needs():
    assert pages_say_what_they_need(None) == []
    ours = [address for address, view in admin_pages() if hasattr(view, "needed_permission")]
    assert len(ours) > 50


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_says_nothing_is_found():
    [problem] = pages_say_what_they_need(None)
    assert problem.id == "portal.E001"
    assert "quan-tri/cua-chung-ta/" in problem.msg


def test_what_a_constraint_says_can_be_said():
    # Django fills the name of the constraint in with %: a bare per cent sign in the sentence is an error in production.
    said = [each.get_violation_error_message() for model in apps.get_models() for each in model._meta.constraints]
    assert "Mức đạt là một số từ 1 đến 100." in map(str, said)
