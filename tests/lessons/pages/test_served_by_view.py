"""Pages that views of ours serve."""

import pytest

from lessons.models import CoursePage, HomePage, InformationPage, LessonPage
from lessons.pages.copying import PageCopyForm


@pytest.mark.parametrize("model", [HomePage, CoursePage, LessonPage, InformationPage])
def test_each_is_copied_by_a_form_that_knows_our_addresses_and_read_by_all_or_those_logged_in(model):
    assert model.copy_form_class is PageCopyForm
    assert model.private_page_options == ["login"]


@pytest.mark.parametrize(("model", "is_below_home"), [(CoursePage, True), (InformationPage, True), (LessonPage, False)])
def test_only_what_stands_below_the_home_page_could_hide_behind_a_view(model, is_below_home):
    assert model.is_below_home is is_below_home
