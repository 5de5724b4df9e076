"""Appointing and dismissing: the way into the admin comes with the first unit and goes with the last."""

from portal.preparing import EDITORS_GROUP

from rosters.models import Organizer
from rosters.organizers import ORGANIZERS_GROUP, appoint, dismiss, may_reset_password
from tests import factories
from tests.factories import staff


def may_enter(user):
    return user.groups.filter(name=ORGANIZERS_GROUP).exists()


def test_appointing_twice_is_one_role(people, units):
    user = factories.staff("moi")
    assert appoint(user, units.class_a).pk == appoint(user, units.class_a).pk
    assert may_enter(user)
    assert str(Organizer.objects.get(user=user)) == "moi - Lớp 10A1"


def test_the_last_role_taken_away_closes_the_admin(people, units):
    user = factories.staff("moi")
    first, second = appoint(user, units.class_a), appoint(user, units.class_b)
    dismiss(first)
    assert may_enter(user)
    dismiss(second)
    assert not may_enter(user)
    assert not Organizer.objects.filter(user=user).exists()


def test_dismissing_one_leaves_the_others_of_the_unit(people, units):
    user = factories.staff("moi")
    dismiss(appoint(user, units.school))
    assert [role.user for role in units.school.organizers.all()] == [people.organizer]


class TestWhoMayGiveANewPassword:
    def test_whoever_looks_after_all_that_the_account_opens(self, people, units):
        below = staff("gvcn")
        appoint(below, units.class_a)
        assert may_reset_password(people.organizer, below)
        assert may_reset_password(people.administrator, below)
        assert not may_reset_password(people.other_organizer, below)
        appoint(below, units.other_class)
        assert not may_reset_password(people.organizer, below)
        assert may_reset_password(people.administrator, below)

    def test_never_of_a_peer_oneself_an_editor_or_nobodys_account(self, people, units, site_home):
        peer, nobody = staff("ngang-cap"), staff("khong-phu-trach")
        appoint(peer, units.school)
        assert not may_reset_password(people.organizer, peer)
        assert not may_reset_password(people.organizer, people.organizer)
        assert not may_reset_password(people.administrator, nobody)
        assert not may_reset_password(None, peer)
        editor = staff("bien-tap", EDITORS_GROUP)
        appoint(editor, units.class_a)
        assert not may_reset_password(people.organizer, editor)
