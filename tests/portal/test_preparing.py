"""What every installation needs, made once and never taken from those who changed it."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from portal.preparing import CONTENT_MODELS, PAGE_RIGHTS, prepare_site
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Site, Workflow

from lessons.models import CompetencyFramework, Component, HomePage
from rosters.organizers import ORGANIZERS_GROUP


def rights(group):
    return set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))


def test_every_group_of_staff_may_come_in(site_home):
    for group in (*PAGE_RIGHTS, ORGANIZERS_GROUP):
        assert "access_admin" in rights(group)


def test_an_organizers_group_gives_nothing_but_the_way_in(site_home):
    assert rights(ORGANIZERS_GROUP) == {"access_admin"}
    assert not GroupPagePermission.objects.filter(group__name=ORGANIZERS_GROUP).exists()


@pytest.mark.parametrize("group", ["Biên tập viên", "Kiểm duyệt viên"])
def test_editors_write_questions_and_delete_none(site_home, group):
    assert {f"{verb}_{model}" for verb in ("add", "change") for model in CONTENT_MODELS} <= rights(group)
    assert not {f"delete_{model}" for model in CONTENT_MODELS} & rights(group)
    assert "administer" not in rights(group)


def test_only_administrators_administer(site_home):
    assert "administer" in rights("Quản trị viên")


@pytest.mark.parametrize(
    ("group", "may"),
    [("Biên tập viên", {"add_page", "change_page"}), ("Kiểm duyệt viên", {"add_page", "change_page", "publish_page"})],
)
def test_who_publishes_is_not_who_writes(site_home, group, may):
    found = GroupPagePermission.objects.filter(group__name=group).values_list("permission__codename", flat=True)
    assert may <= set(found)
    assert ("publish_page" in found) is ("publish_page" in may)


def test_what_waits_for_approval_is_decided_by_moderators_and_administrators(site_home):
    (task,) = GroupApprovalTask.objects.all()
    assert set(task.groups.values_list("name", flat=True)) == {"Kiểm duyệt viên", "Quản trị viên"}
    assert Workflow.objects.get().name == "Kiểm duyệt trước khi xuất bản"


def test_wagtails_english_groups_and_its_welcome_page_are_gone(site_home):
    assert not Group.objects.filter(name__in=("Editors", "Moderators")).exists()
    assert list(Page.objects.filter(depth=2)) == [Page.objects.get(pk=site_home.pk)]
    assert Site.objects.get().root_page_id == site_home.pk


def test_both_frameworks_are_there_with_their_components(site_home):
    numbers = {each.code: each.components.count() for each in CompetencyFramework.objects.all()}
    assert set(numbers) == {"TT02", "QD757"}
    assert min(numbers.values()) > 0


def test_what_people_edited_stays(site_home):
    site_home.title, site_home.introduction = "Tên của tỉnh", "Lời của tỉnh"
    site_home.save_revision().publish()
    component = Component.objects.first()
    component.name = "Sửa theo văn bản gốc"
    component.save()
    prepare_site()
    assert HomePage.objects.get().introduction == "Lời của tỉnh"
    component.refresh_from_db()
    assert component.name == "Sửa theo văn bản gốc"


def test_the_command_says_that_it_is_done(site_home, capsys):
    call_command("prepare_site")
    assert "The site is prepared." in capsys.readouterr().out
