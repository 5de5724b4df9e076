"""Pages that ask for a permission of Django."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from quizzes.pages.rights import ADD, needs_right


def test_a_page_says_what_it_needs_and_is_shut_to_others():
    page = needs_right(ADD, lambda request: "shown")
    assert page.needed_permission == ADD
    assert page(SimpleNamespace(user=SimpleNamespace(has_perm=lambda right: right == ADD))) == "shown"
    with pytest.raises(PermissionDenied):
        page(SimpleNamespace(user=SimpleNamespace(has_perm=lambda right: False)))
