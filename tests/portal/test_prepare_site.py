"""The command that prepares a site."""

import pytest
from django.core.management import call_command
from wagtail.models import Page


@pytest.mark.django_db
def test_it_can_be_run_again_and_puts_pages_into_the_index(lesson, capsys):
    lesson.title = "Đặt mật khẩu"
    lesson.save_revision().publish()
    call_command("prepare_site")
    assert "The site is prepared." in capsys.readouterr().out
    assert lesson.pk in [each.pk for each in Page.objects.search("mat khau")]
