"""What every installation needs: groups with their rights, the home page, the competency frameworks."""

import tomllib
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
)

from lessons.models import CompetencyFramework, Component, HomePage, InformationPage, Practice
from quizzes.models import Question
from rosters.organizers import ORGANIZERS_GROUP

DEMONSTRATION = Path(__file__).parent / "demonstration"
INFORMATION_PAGES = Path(__file__).parent / "information_pages.toml"
ADMINISTRATORS_GROUP = "Quản trị viên"
ROOT = "Gốc"
EDITORS_GROUP = "Biên tập viên"
MODERATORS_GROUP = "Kiểm duyệt viên"

# What editors write beside pages.
CONTENT_MODELS = ("question", "quiz", "category", "practice")
PAGE_RIGHTS = {
    ADMINISTRATORS_GROUP: ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
    MODERATORS_GROUP: ["add_page", "change_page", "publish_page"],
    EDITORS_GROUP: ["add_page", "change_page"],
}
INTRODUCTION = (
    "Bài học ngắn để tự mình dùng dịch vụ công trực tuyến: đọc vài phút, luyện tập ngay, "
    "làm bài kiểm tra rồi chỉ lại cho người nhà."
)


@transaction.atomic
def prepare_site() -> HomePage:
    """Make what is missing; run again, it changes nothing that people have edited."""
    _prepare_groups()
    _prepare_frameworks()
    # What Wagtail's migrations called it.
    Page.objects.filter(depth=1, title="Root").update(title=ROOT, draft_title=ROOT)
    home = _prepare_home()
    _prepare_information(home)
    return home


def _prepare_groups() -> None:
    for english, vietnamese in (("Editors", EDITORS_GROUP), ("Moderators", MODERATORS_GROUP)):
        if not Group.objects.filter(name=vietnamese).exists():
            Group.objects.filter(name=english).update(name=vietnamese)
    access = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    groups = {}
    for name in (ADMINISTRATORS_GROUP, EDITORS_GROUP, MODERATORS_GROUP, ORGANIZERS_GROUP):
        groups[name], _ = Group.objects.get_or_create(name=name)
        groups[name].permissions.add(access)
    groups[ADMINISTRATORS_GROUP].permissions.set(Permission.objects.all())
    content = Permission.objects.filter(
        content_type__app_label__in=("quizzes", "lessons"), content_type__model__in=CONTENT_MODELS
    )
    for name in (EDITORS_GROUP, MODERATORS_GROUP):
        groups[name].permissions.add(*content.filter(codename__regex=r"^(add|change|view)_"))
    groups[MODERATORS_GROUP].permissions.add(*content.filter(codename__regex=r"^(publish|lock|unlock)_"))
    _prepare_page_rights(groups)
    _prepare_collection_rights(groups)
    Workflow.objects.filter(name="Moderators approval").update(name="Kiểm duyệt trước khi xuất bản")
    Task.objects.filter(name="Moderators approval").update(name="Kiểm duyệt")
    _prepare_content_workflow()
    for task in GroupApprovalTask.objects.filter(groups=groups[MODERATORS_GROUP]):
        task.groups.add(groups[ADMINISTRATORS_GROUP])


def _prepare_content_workflow() -> None:
    """What an editor writes into the bank goes the way of their pages, unless somebody has said otherwise."""
    workflow = Workflow.objects.filter(name="Kiểm duyệt trước khi xuất bản", active=True).first()
    for kind in ContentType.objects.get_for_models(Question, Practice).values():
        if workflow and not WorkflowContentType.objects.filter(content_type=kind).exists():
            WorkflowContentType.objects.create(content_type=kind, workflow=workflow)


def _prepare_page_rights(groups: dict[str, Group]) -> None:
    root = Page.get_first_root_node()
    for name, codenames in PAGE_RIGHTS.items():
        for codename in codenames:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=groups[name], page=root, permission=permission)


def _prepare_collection_rights(groups: dict[str, Group]) -> None:
    root = Collection.get_first_root_node()
    rights = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), content_type__model__in=("image", "document")
    ).exclude(codename__startswith="delete")
    for name in (ADMINISTRATORS_GROUP, EDITORS_GROUP, MODERATORS_GROUP):
        for permission in rights:
            GroupCollectionPermission.objects.get_or_create(group=groups[name], collection=root, permission=permission)
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", content_type__model="collection"):
        GroupCollectionPermission.objects.get_or_create(
            group=groups[ADMINISTRATORS_GROUP], collection=root, permission=permission
        )


def _prepare_frameworks() -> None:
    data: dict[str, Any] = tomllib.loads((DEMONSTRATION / "frameworks.toml").read_text(encoding="utf-8"))
    for entry in data["frameworks"]:
        framework, _ = CompetencyFramework.objects.get_or_create(
            code=entry["code"], defaults={"name": entry["name"], "source": entry["source"]}
        )
        for code, name in entry["components"]:
            Component.objects.get_or_create(framework=framework, code=code, defaults={"name": name})


def _prepare_home() -> HomePage:
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        welcome = Page.objects.filter(depth=2, slug="home").first()
        home = root.add_child(
            instance=HomePage(title="Học vụ số cho mọi người", slug="trang-chu", introduction=INTRODUCTION, show_in_menus=True)
        )
        home.save_revision().publish()
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "port": 80, "site_name": "Học vụ số", "root_page": home}
        )
        if welcome:
            welcome.delete()
    return home


def _prepare_information(home: HomePage) -> None:
    """Pages of who runs this, help, privacy and accessibility, once; what an editor deletes stays deleted."""
    if InformationPage.objects.exists():
        return
    for entry in tomllib.loads(INFORMATION_PAGES.read_text(encoding="utf-8"))["pages"]:
        body = [{"type": kind, "value": value} for kind, value in entry.pop("body")]
        made = home.add_child(instance=InformationPage(**entry, body=body))
        made.save_revision().publish()
