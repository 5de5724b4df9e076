"""Accounts of staff: learners are none of them, somebody always administers, nobody needs an e-mail address."""

import pytest
from django.contrib.auth.models import Group, Permission
from lxml import html
from portal.preparing import ADMINISTRATORS_GROUP

from rosters.models import User
from rosters.staff.accounts import administrators, staff_accounts
from tests.factories import staff
from tests.pages import page, page_text, text_of

LIST = "/quan-tri/users/"
SECRET = "mot-mat-khau-that-dai"


@pytest.fixture
def group(site_home):
    return Group.objects.get(name=ADMINISTRATORS_GROUP)


def fields_of(user, **changed):
    groups = [group.pk for group in user.groups.all()]
    return {
        "username": user.username, "first_name": user.first_name or "Lan", "last_name": user.last_name or "Nguyễn", "email": "",
        "password1": "", "password2": "", "is_active": "on", "groups": groups,
    } | changed  # fmt: skip


def test_learners_are_no_staff_and_administer_nothing(people, group):
    assert people.learner not in staff_accounts()
    assert list(administrators()) == [people.administrator]
    group.user_set.add(people.learner)
    assert list(administrators()) == [people.administrator]
    assert not User.objects.get(pk=people.learner.pk).has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize("fault", ["inactive", "no password"])
def test_whoever_cannot_log_in_administers_nothing(people, fault):
    if fault == "inactive":
        people.administrator.is_active = False
    else:
        people.administrator.set_unusable_password()
    people.administrator.save()
    assert not administrators().exists()


def test_the_list_of_accounts_names_staff_alone(as_administrator, people):
    shown = page_text(as_administrator, LIST)
    assert people.organizer.username in shown
    assert people.learner.username not in shown
    assert (
        people.learner.username not in page_text(as_administrator, f"{LIST}?q={people.learner.username}").partition("Không")[0]
    )


@pytest.mark.parametrize("page", ["edit", "delete", "history"])
def test_a_learners_account_is_not_found_among_them(as_administrator, people, page):
    assert as_administrator.get(f"{LIST}{page}/{people.learner.pk}/").status_code == 404
    assert as_administrator.get(f"{LIST}{page}/{people.organizer.pk}/").status_code == 200


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_nothing_is_done_to_learners_in_bulk(as_administrator, people, group, action):
    address = f"/quan-tri/bulk/rosters/user/{action}/?next={LIST}&id={people.learner.pk}&id={people.organizer.pk}"
    answer = as_administrator.post(address, {"role": group.pk, "mark_as_active": "False"}, follow=True)
    assert "có tài khoản của người học" in text_of(answer.content.decode())
    assert User.objects.filter(pk__in=[people.learner.pk, people.organizer.pk], is_active=True).count() == 2
    assert not group.user_set.filter(pk=people.learner.pk).exists()


def test_an_administrator_opens_an_account_without_an_e_mail_address(as_administrator, people, group):
    new = {"username": "moi", "first_name": "Hoa", "last_name": "Lê Thị", "email": "", "password1": SECRET, "password2": SECRET}
    answer = as_administrator.post(f"{LIST}new/", new | {"groups": [group.pk]})
    assert answer.status_code == 302
    assert User.objects.get(username="moi").check_password(SECRET)


def test_an_administrator_sets_a_new_password_without_an_e_mail_address_and_old_sessions_end(
    as_administrator, as_organizer, people
):
    form = fields_of(people.organizer, password1=SECRET, password2=SECRET)
    assert as_administrator.post(f"{LIST}edit/{people.organizer.pk}/", form).status_code == 302
    people.organizer.refresh_from_db()
    assert people.organizer.check_password(SECRET)
    assert as_organizer.get("/quan-tri/").status_code == 302


def assert_undone(answer):
    assert answer.status_code == 409
    shown = text_of(answer.content.decode())
    assert "sẽ không còn quản trị viên nào" in shown
    assert "trao quyền quản trị cho một người khác trước" in shown
    assert administrators().exists()


def test_the_last_administrator_cannot_lay_down_the_office(as_administrator, people):
    assert_undone(as_administrator.post(f"{LIST}edit/{people.administrator.pk}/", fields_of(people.administrator, groups=[])))


def test_the_group_of_administrators_cannot_be_deleted_or_emptied_of_its_rights(as_administrator, people, group):
    assert_undone(as_administrator.post(f"/quan-tri/groups/delete/{group.pk}/"))
    assert Group.objects.filter(pk=group.pk).exists()


@pytest.mark.parametrize("right", ["access_admin", "change_group", "change_user"])
def test_whoever_lacks_a_right_that_letting_others_in_needs_does_not_count(people, group, right):
    group.permissions.remove(
        Permission.objects.get(codename=right, content_type__app_label__in=("wagtailadmin", "auth", "rosters"))
    )
    assert not administrators().exists()


def test_the_group_keeps_the_right_to_enter_the_admin(as_administrator, people, group):
    """The tick of Wagtail's own form that would lock everybody out."""
    address = f"/quan-tri/groups/edit/{group.pk}/"
    form = next(form for form in html.fromstring(page(as_administrator, address)).forms if "name" in form.fields)
    fields = dict(form.form_values())
    access = str(Permission.objects.get(codename="access_admin").pk)
    several = {name: [value for key, value in form.form_values() if key == name] for name in fields}
    assert access in several["permissions"]
    several["permissions"].remove(access)
    assert_undone(as_administrator.post(address, several))
    assert group.permissions.filter(codename="access_admin").exists()


def test_another_administrator_may_follow(as_administrator, people, group):
    staff("ke-nhiem", group)
    answer = as_administrator.post(f"{LIST}edit/{people.administrator.pk}/", fields_of(people.administrator, groups=[]))
    assert answer.status_code == 302
    assert [each.username for each in administrators()] == ["ke-nhiem"]
