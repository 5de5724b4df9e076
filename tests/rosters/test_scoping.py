from rosters import permissions
from rosters.models import Member, Unit


def fresh(user):
    user.__dict__.pop("_organized_units", None)
    return user


def test_an_organizer_sees_only_the_units_below(people, units):
    visible = set(Unit.objects.visible_to(fresh(people.organizer)).values_list("code", flat=True))
    assert visible == {"TNH", "TNH-10A1", "TNH-10A2"}


def test_an_organizer_sees_only_members_who_are_now_below(people, units, make_member):
    inside = make_member(units.class_b)
    outside = make_member(units.other_class)
    left = make_member(units.class_b)
    left.memberships.update(end="2026-10-01")
    visible = set(Member.objects.visible_to(fresh(people.organizer)))
    assert inside in visible
    assert not visible & {outside, left}


def test_administrators_see_everything_and_others_nothing(people, units):
    assert Unit.objects.visible_to(people.administrator).count() == Unit.objects.count()
    for user in (people.editor, people.learner):
        assert not Unit.objects.visible_to(user).exists()
        assert not Member.objects.visible_to(user).exists()


def test_permissions_reach_down_and_not_up_or_sideways(people, units):
    organizer = fresh(people.organizer)
    assert permissions.has_permission(organizer, permissions.IMPORT_ROSTER, units.class_a)
    assert not permissions.has_permission(organizer, permissions.IMPORT_ROSTER, units.department)
    assert not permissions.has_permission(organizer, permissions.IMPORT_ROSTER, units.other_class)
    assert not permissions.has_permission(organizer, permissions.MANAGE_UNITS, units.school)


def test_a_search_forgives_accents_order_and_case(units, make_member):
    member = make_member(units.class_a, name="Đặng Thị Ngọc Ánh")
    for text in ("anh dang", "NGOC", "Ánh", member.code.lower()):
        assert list(Member.objects.search(text)) == [member]
    assert not Member.objects.search("khong co")
