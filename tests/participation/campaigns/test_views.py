"""Making a campaign, looking at its standings, setting what one unit is to reach."""

import datetime as dt

import pytest
from django.utils import timezone

from participation.campaigns.models import Campaign, CampaignTarget
from participation.campaigns.views import ActivitiesField, CampaignForm
from participation.ledger.activities import retire
from tests import factories
from tests.pages import page, page_text, posted, text_of

ADD = "/quan-tri/dot-thi-dua/them/"


def sent(world, **fields):
    values = {"title": "Tuần lễ", "first": "2026-11-16", "last": "2026-12-06", "most_turns_in": "round"}
    return values | {"units": [world.department.pk]} | fields


@pytest.fixture
def campaign(units):
    today = timezone.localdate()
    made = Campaign.objects.create(
        title="Tuần lễ học vụ số", first=today - dt.timedelta(days=10), last=today + dt.timedelta(days=10), people_target=50
    )
    made.units.add(units.department)
    return made


def test_courses_are_offered_with_their_quizzes_below_them(activities):
    labels = [label for _pk, label in ActivitiesField(required=False).choices]
    assert labels == [
        "Khóa học “Khóa A”", "– bài kiểm tra “Kiểm tra” (Bài A1)", "– bài kiểm tra “Kiểm tra” (Bài A2)",
        "Khóa học “Khóa B”", "– bài kiểm tra “Kiểm tra” (Bài B1)", "– bài kiểm tra “Kiểm tra” (Bài B2)",
    ]  # fmt: skip


def test_what_is_no_longer_published_is_offered_and_marked(activities):
    retire(activities["B"].source)
    labels = [label for _pk, label in ActivitiesField(required=False).choices]
    assert "Khóa học “Khóa B” (đã gỡ)" in labels


def test_the_form_offers_the_tops_of_both_trees_and_those_who_are_invited_already(units, campaign):
    assert set(CampaignForm().fields["units"].queryset) == {units.department, units.province}
    campaign.units.add(units.class_a)
    assert set(CampaignForm(instance=campaign).fields["units"].queryset) == {units.department, units.province, units.class_a}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Chưa điền ô này."),
        ({"last": "2026-11-15"}, "“Đến ngày” không được trước “Từ ngày”; bạn nhập 15/11/2026."),
        ({"units": []}, "Chưa có đơn vị nào được mời."),
        ({"people_target": "101"}, "100"),
        ({"most_turns": "0"}, "1"),
        ({"unit_1": "999999"}, "Hãy chọn một lựa chọn hợp lệ"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_saved(as_administrator, units, fields, words):
    answer = as_administrator.post(ADD, sent(units, **fields))
    assert answer.status_code == 422
    assert words in text_of(answer.content.decode())
    assert not Campaign.objects.exists()


def test_one_day_is_long_enough(as_administrator, units):
    assert as_administrator.post(ADD, sent(units, last="2026-11-16")).status_code == 302


def test_a_saved_campaign_is_shown_and_can_be_changed(as_administrator, units):
    assert "Đã lưu đợt “Tuần lễ”." in text_of(posted(as_administrator, ADD, sent(units)))
    made = Campaign.objects.get()
    edit = f"/quan-tri/dot-thi-dua/{made.pk}/sua/"
    assert 'value="Tuần lễ"' in page(as_administrator, edit)
    as_administrator.post(edit, sent(units, title="Tháng hành động"))
    assert Campaign.objects.get().title == "Tháng hành động"


def test_standings_begin_at_the_unit_that_is_invited(as_administrator, campaign, units, make_member):
    make_member(units.class_a)
    shown = page_text(as_administrator, f"/quan-tri/dot-thi-dua/{campaign.pk}/")
    assert "Trường THPT Thoại Ngọc Hầu" in shown


def test_a_round_can_be_looked_at_by_its_number_and_a_wrong_number_is_the_whole(as_administrator, campaign, units):
    address = f"/quan-tri/dot-thi-dua/{campaign.pk}/"
    assert 'value="1" selected' in page(as_administrator, f"{address}?vong=1")
    for wrong in ("0", "99", "x", "-1"):
        assert 'value="1" selected' not in page(as_administrator, f"{address}?vong={wrong}")


def test_a_unit_that_is_not_invited_has_no_standings(as_administrator, campaign, units):
    page(as_administrator, f"/quan-tri/dot-thi-dua/{campaign.pk}/?don-vi={units.province.code}", status=404)


def test_a_campaign_without_units_is_nowhere_to_be_looked_at(as_administrator, campaign):
    campaign.units.clear()
    page(as_administrator, f"/quan-tri/dot-thi-dua/{campaign.pk}/", status=404)


@pytest.fixture
def set_target(as_administrator, campaign, units, make_member):
    for _ in range(10):
        make_member(units.class_a)
    address = f"/quan-tri/dot-thi-dua/{campaign.pk}/chi-tieu/?don-vi=TNH"
    return lambda **numbers: text_of(posted(as_administrator, address, numbers))


def test_a_unit_is_given_numbers_of_its_own(set_target, units):
    assert "Đã lưu chỉ tiêu riêng của Trường THPT Thoại Ngọc Hầu." in set_target(people=8, turns=40)
    target = CampaignTarget.objects.get()
    assert (target.unit, target.people, target.turns, target.completed) == (units.school, 8, 40, None)


def test_new_numbers_replace_the_old_ones_and_empty_ones_take_them_back(set_target):
    set_target(people=8)
    set_target(turns=30)
    assert CampaignTarget.objects.values_list("people", "turns").get() == (None, 30)
    set_target(people="", turns="")
    assert not CampaignTarget.objects.exists()


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        # Ten of the fixture above, and the learner of the others.
        ({"people": 12}, "Chỉ tiêu người là 12, nhiều hơn danh sách 11 người"),
        ({"turns": 11001}, "Chỉ tiêu quá lớn so với danh sách 11 người"),
        ({"people": "ba"}, "Người: chỉ tiêu là số nguyên dương, hoặc để trống."),
        ({"people": "-1", "turns": "1,5"}, "Người, Lượt: chỉ tiêu là số nguyên dương, hoặc để trống."),
    ],
)
def test_a_number_that_cannot_be_meant_is_refused_and_the_old_one_stays(set_target, numbers, words):
    set_target(people=5)
    assert words in set_target(**numbers)
    assert CampaignTarget.objects.get().people == 5


def test_an_organizer_sets_no_targets(as_organizer, campaign, units):
    as_organizer.post(f"/quan-tri/dot-thi-dua/{campaign.pk}/chi-tieu/?don-vi=TNH", {"people": 1})
    assert not CampaignTarget.objects.exists()


def test_deleting_takes_the_targets_and_no_turn(as_administrator, campaign, units, make_member, activities):
    CampaignTarget.objects.create(campaign=campaign, unit=units.school, people=1)
    made = factories.fact(make_member(units.class_a), "studied", activities["A1"], timezone.localdate())
    as_administrator.post(f"/quan-tri/dot-thi-dua/{campaign.pk}/xoa/")
    assert not CampaignTarget.objects.exists()
    made.refresh_from_db()


def test_the_form_brings_the_script_with_which_further_units_are_chosen(as_administrator, units):
    assert "wagtailadmin/js/chooser-widget.js" in page(as_administrator, "/quan-tri/dot-thi-dua/them/")
