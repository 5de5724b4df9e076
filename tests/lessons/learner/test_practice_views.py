"""A learner, and a visitor, walk through a practice of a lesson; what is recorded of it."""

import pytest
from bs4 import BeautifulSoup
from portal.demonstration.content import PRACTICES

from lessons.models import LessonPage, Practice
from lessons.practice.written import make_practice
from participation.models import Activity, Fact
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.verifying import Verification, verify
from rosters.login.learners import account_of
from tests import factories
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LESSON = "/danh-tinh-so/bai-1/"


@pytest.fixture
def practice(db):
    made = make_practice(PRACTICES / "kich-hoat-vneid.toml", live=False)
    made.save()
    made.save_revision().publish(skip_permission_checks=True)
    return Practice.objects.get(pk=made.pk)


@pytest.fixture
def lesson(make_lesson, practice):
    made = make_lesson()
    steps = [factories.step("Đọc"), factories.step("Làm")]
    steps[1]["value"]["body"].append({"type": "practice", "value": practice.pk})
    made.steps = steps
    made.save_revision().publish()
    return LessonPage.objects.get(pk=made.pk)


@pytest.fixture
def address(lesson, practice):
    return f"{LESSON}thuc-hanh/{practice.pk}/"


class Player:
    """Somebody in a browser without JavaScript: what the page shows, and pressing what stands on it."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.open()

    def open(self):
        self.answer = self.client.get(self.address)
        return self

    @property
    def soup(self):
        return BeautifulSoup(self.answer.content, "html.parser")

    @property
    def words(self):
        return text_of(str(self.soup.select_one("#thuc-hanh")))

    def press(self, label, **typed):
        """Presses the button with these words; `typed` has values by the labels of fields, with `_` for spaces."""
        form = self.soup.select_one("form.practice")
        button = next(each for each in form.select("button") if each.get_text(strip=True) == label)
        sent = {each["name"]: each.get("value", "") for each in form.select("input[type=hidden]")}
        for name, value in typed.items():
            words = name.replace("_", " ")
            field = next(each for each in form.select("label, legend") if words in each.get_text())
            own = form.select_one(f"[id='{field['for']}']") if field.get("for") else field.parent.select_one("input")
            sent[own["name"]] = value
        self.answer = self.client.post(self.address, {**sent, button["name"]: button["value"]})
        return self


NUMBERS = {"Số_định_danh_cá_nhân": "000000000000", "Số_điện_thoại": "0900000000"}


def facts():
    return list(Fact.objects.filter(activity__kind="practice").order_by("pk").values_list("verb", "detail"))


def to_the_end(player):
    player.press("Kích hoạt tài khoản").press("Gửi yêu cầu", **NUMBERS).press("Xác nhận", Mã_OTP="482 913")
    player.press("Tiếp tục", Mật_khẩu="Mua#Lua2026")
    return player.press("Xong", Passcode="730284")


def test_a_step_leads_to_its_practice(client, address, practice):
    html = client.get(f"{LESSON}buoc/2/").content.decode()
    assert f'href="{address}"' in html
    assert "Làm thử, khoảng 5 phút" in text_of(html)
    assert address not in client.get(f"{LESSON}buoc/1/").content.decode()


def test_a_learner_walks_to_the_end_and_it_is_recorded_without_what_they_typed(as_learner, address, people):
    player = to_the_end(Player(as_learner, address))
    assert "Tài khoản của bà Nguyễn Thị Sáu, số định danh 000000000000, đã dùng được" in player.words
    assert player.soup.select_one(f"a.button[href='{LESSON}buoc/2/']")
    assert facts() == [("tried", ""), ("practised", "passcode")]
    assert {fact.member for fact in Fact.objects.filter(activity__kind="practice")} == {people.member}
    kept = " ".join(str(value) for row in Fact.objects.values_list("key", "detail") for value in row)
    assert not any(typed in kept for typed in ("482", "0900", "730284", "Mua#"))


def test_what_is_missed_and_hinted_is_recorded_at_its_screen(as_learner, address):
    player = Player(as_learner, address).press("Đăng nhập")
    assert "tài khoản mới được duyệt còn phải kích hoạt trước" in player.words
    player.press("Kích hoạt tài khoản").press("Gửi yêu cầu", Số_định_danh_cá_nhân="1")
    assert "Nhập đủ 12 số" in player.words
    assert player.soup.select_one("input[aria-invalid=true]")["value"] == "1"
    player.press("Xem gợi ý")
    assert "Gợi ý:" in player.words
    assert facts() == [
        ("tried", ""), ("missed", "mở ứng dụng"), ("missed", "nhập số"), ("hinted", "nhập số"),
    ]  # fmt: skip


def test_praise_does_not_look_like_a_mistake(client, lesson, practice, address):
    practice.screens = make_practice(PRACTICES / "cuoc-goi-can-bo.toml").screens
    practice.save_revision().publish(skip_permission_checks=True)
    player = Player(client, address).press("Nói: “Tôi sẽ tự đến công an phường hỏi”, rồi gác máy")
    [said] = player.soup.select("#thuc-hanh [role=status]")
    assert (said["class"], "Đúng." in said.get_text()) == (["note"], True)
    player.open().press("Hỏi số điện thoại của họ để tôi gọi lại")
    assert player.soup.select_one("#thuc-hanh [role=alert]")["class"] == ["message"]


def test_the_same_form_sent_twice_counts_once(as_learner, address):
    player = Player(as_learner, address)
    before = player.answer
    player.press("Đăng nhập")
    player.answer = before
    player.press("Đăng nhập")
    assert facts() == [("tried", ""), ("missed", "mở ứng dụng")]


def test_the_way_back_of_the_browser_leads_to_the_screen_before(as_learner, address):
    player = Player(as_learner, address).press("Kích hoạt tài khoản")
    before = player.answer
    player.press("Gửi yêu cầu", **NUMBERS)
    player.answer = before
    assert "Hai tin nhắn đến" in player.press("Gửi yêu cầu", **NUMBERS).words


def test_a_code_that_is_told_fails_safely_and_comes_back(as_learner, address):
    player = Player(as_learner, address).press("Kích hoạt tài khoản").press("Gửi yêu cầu", **NUMBERS)
    player.press("Gọi 0900 111 222 đọc mã")
    assert "Không tổng đài nào hỏi mã OTP" in player.words
    assert "Hai tin nhắn đến" in player.press("Quay lại lúc nhận mã").words
    assert facts()[-1] == ("missed", "nhận mã")


def test_a_visitor_practises_and_nothing_is_recorded(client, address):
    player = to_the_end(Player(client, address))
    assert "không được ghi lại" in player.words
    assert not Fact.objects.exists()


def test_somebody_elses_form_records_nothing(as_learner, address, make_member, units):
    player = Player(as_learner, address)
    other = account_of(make_member(units.class_a, name="Lê Văn Tám"))
    as_learner.force_login(other, backend="rosters.backends.LearnerBackend")
    assert player.press("Đăng nhập").answer.status_code == 403
    assert not Fact.objects.filter(activity__kind="practice").exists()


@pytest.mark.parametrize("state", ["", "x", "a:b:c"])
def test_a_state_that_is_not_ours_begins_anew(client, address, state):
    answer = client.post(address, {"o-dau": state, "bam": "x"})
    assert "Bắt đầu kích hoạt" in text_of(answer.content.decode())


def test_the_state_of_another_practice_is_none(client, address, lesson, practice):
    other = make_practice(PRACTICES / "cuoc-goi-can-bo.toml", live=True)
    other.save()
    body = [*lesson.steps.raw_data]
    body[0]["value"]["body"].append({"type": "practice", "value": other.pk})
    lesson.steps = body
    lesson.save_revision().publish()
    state = Player(client, address).press("Kích hoạt tài khoản").soup.select_one("[name=o-dau]")["value"]
    answer = client.post(f"{LESSON}thuc-hanh/{other.pk}/", {"o-dau": state, "bam": ""})
    assert "Cuộc gọi đến" in text_of(answer.content.decode())


def test_a_practice_that_is_not_of_this_lesson_or_was_taken_back_is_not_there(client, address, practice):
    assert client.get(f"{LESSON}thuc-hanh/{practice.pk + 1}/").status_code == 404
    practice.unpublish()
    assert client.get(address).status_code == 404
    assert address not in client.get(f"{LESSON}buoc/2/").content.decode()


def test_publishing_a_lesson_keeps_the_ledger_in_step_with_its_practices(lesson, practice):
    own = Activity.objects.get(kind="practice")
    assert (own.source, own.title, own.parent.source) == (lesson.practice_source(practice.pk), practice.title, lesson.source)
    lesson.steps = [factories.step("Đọc")]
    lesson.save_revision().publish()
    own.refresh_from_db()
    assert not own.is_current


def test_figures_of_participation_count_none_of_it(as_learner, address):
    to_the_end(Player(as_learner, address).press("Đăng nhập"))
    fold_pending()
    assert isinstance(verify(), Verification)
    assert set(Fact.objects.values_list("verb", flat=True)) == {"started", "tried", "missed", "practised"}


def test_done_again_on_another_day_is_another_time(as_learner, address):
    for _ in range(2):
        to_the_end(Player(as_learner, address))
    assert [verb for verb, _detail in facts()].count("practised") == 2


def test_a_lesson_in_which_something_else_was_done_still_completes(as_learner, address, lesson):
    to_the_end(Player(as_learner, address))
    assert LessonPage.objects.get(pk=lesson.pk).practice_ids
    assert not Fact.objects.filter(verb="completed").exists()


def test_a_screen_takes_few_queries(as_learner, address, django_assert_max_num_queries):
    player = Player(as_learner, address)
    with django_assert_max_num_queries(4):
        player.open()
    player.press("Đăng nhập")
    with django_assert_max_num_queries(12):
        player.press("Đăng nhập")
