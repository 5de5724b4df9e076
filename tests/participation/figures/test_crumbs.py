"""Where a page of figures stands: the way down to it, as far up as its reader may see."""

from participation.figures.crumbs import figure_crumbs


def labels(crumbs):
    return [label for _address, label in crumbs]


def test_an_administrator_sees_the_whole_way(people, units):
    assert labels(figure_crumbs(people.administrator, units.class_a)) == [
        "Số liệu tham gia", "Sở Giáo dục và Đào tạo", "Trường THPT Thoại Ngọc Hầu",
    ]  # fmt: skip


def test_an_organizers_way_begins_at_the_own_unit(people, units):
    assert labels(figure_crumbs(people.organizer, units.class_a, with_self=True)) == [
        "Số liệu tham gia", "Trường THPT Thoại Ngọc Hầu", "Lớp 10A1",
    ]  # fmt: skip


def test_each_leads_to_figures(people, units):
    assert [address for address, _label in figure_crumbs(people.organizer, units.class_a)] == [
        "/quan-tri/so-lieu/", "/quan-tri/so-lieu/TNH/",
    ]  # fmt: skip
