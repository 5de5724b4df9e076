"""Who looks after a unit, on the page: the list, appointing, dismissing."""

import pytest

from rosters.models import Organizer, User
from rosters.organizers import appoint
from tests import factories
from tests.pages import page, page_text, posted, text_of

ADDRESS = "/quan-tri/don-vi/TNH/nguoi-phu-trach/"
NEW = {"username": "hoa", "full_name": "Nguyễn Thị Hoa", "password": "mot-mat-khau-dai"}


def test_each_is_listed_with_a_button_that_names_whom_it_dismisses(as_administrator, units):
    shown = page_text(as_administrator, ADDRESS)
    assert "phutrach phutrach" in shown
    assert "Thôi phụ trách phutrach" in shown


def test_a_new_account_is_made_and_may_come_in(as_administrator, units, client):
    assert "Đã giao Trường THPT Thoại Ngọc Hầu cho Nguyễn Thị Hoa." in text_of(posted(as_administrator, ADDRESS, NEW))
    made = User.objects.get(username="hoa")
    assert (made.last_name, made.first_name) == ("Nguyễn Thị", "Hoa")
    client.post("/quan-tri/login/", {"username": "hoa", "password": NEW["password"]})
    assert "Trường THPT Thoại Ngọc Hầu" in page_text(client, "/quan-tri/don-vi/")


def test_an_account_that_exists_is_taken_with_its_owners_name_and_keeps_its_password(as_administrator, units):
    factories.staff("co-san", last_name="Trần Thị", first_name="Có")
    posted(as_administrator, ADDRESS, {"username": "co-san", "full_name": "trần thị  có", "password": ""})
    assert Organizer.objects.filter(user__username="co-san", unit=units.school).exists()
    assert User.objects.get(username="co-san").check_password("mot-mat-khau-dai")


TAKEN = "Tên đăng nhập này không dùng được cho người mới."
NOBODY = "Không có tài khoản nào mang tên đăng nhập và họ tên này."


def test_the_password_that_somebody_below_forgot_is_set_anew(as_organizer, people, units):
    appoint(factories.staff("gvcn", last_name="Lê Thị", first_name="Lan"), units.class_a)
    typed = {"username": "gvcn", "full_name": "Lê Thị Lan", "password": "mot-mat-khau-moi"}
    shown = text_of(posted(as_organizer, "/quan-tri/don-vi/TNH-10A1/nguoi-phu-trach/", typed))
    assert "Lê Thị Lan phụ trách Lớp 10A1 và có mật khẩu mới." in shown
    assert User.objects.get(username="gvcn").check_password("mot-mat-khau-moi")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"full_name": ""}, "Chưa điền ô này"), ({"password": "ngan"}, "10"), ({"username": ""}, "Chưa điền ô này"), ({"username": "a b"}, "Tên đăng nhập"),
        ({"username": "hv-HSANH"}, TAKEN), ({"username": "hv-HSANH", "full_name": "Nguyễn Văn Anh"}, TAKEN),
        ({"username": "phutrach"}, TAKEN), ({"username": "quantri", "full_name": "quantri"}, "giữ mật khẩu đang dùng"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field_and_nobody_is_appointed(as_administrator, people, units, changed, words):
    accounts = User.objects.count()
    answer = as_administrator.post(ADDRESS, NEW | changed)
    assert answer.status_code == 422
    assert words in text_of(answer.content.decode())
    assert (Organizer.objects.filter(unit=units.school).count(), User.objects.count()) == (1, accounts)


@pytest.mark.parametrize("password", ["", "ngan"])
def test_trying_names_does_not_tell_which_there_are(as_administrator, people, units, password):
    """One that is nobody's, an organizer's and a member's: the answers differ in the name alone."""
    answers = set()
    for username in ("khong-ai-ca", "phutrach", "hv-HSANH"):
        answer = as_administrator.post(ADDRESS, NEW | {"username": username, "password": password})
        assert answer.status_code == 422
        form = text_of(answer.content.decode()).partition("Giao cho một người")[2]
        answers.add(form.replace(username, ""))
    assert len(answers) == 1


def test_an_account_that_was_closed_is_not_appointed(as_administrator, units):
    factories.staff("da-khoa", is_active=False, last_name="Lê", first_name="Khóa")
    answer = as_administrator.post(ADDRESS, {"username": "da-khoa", "full_name": "Lê Khóa", "password": ""})
    assert NOBODY in text_of(answer.content.decode())


def test_a_dismissed_one_sees_nothing_any_more(as_administrator, as_organizer, people, units):
    role = Organizer.objects.get(user=people.organizer)
    shown = posted(as_administrator, f"/quan-tri/nguoi-phu-trach/{role.pk}/thoi/")
    assert "phutrach không còn phụ trách Trường THPT Thoại Ngọc Hầu." in text_of(shown)
    assert as_organizer.get("/quan-tri/don-vi/").status_code in (302, 403)


def test_nobody_appoints_peers_or_oneself_higher(as_organizer, units, people):
    page(as_organizer, "/quan-tri/don-vi/TNH-10A1/nguoi-phu-trach/")
    assert as_organizer.get(ADDRESS).status_code in (302, 403)
    assert as_organizer.get("/quan-tri/don-vi/SGD/nguoi-phu-trach/").status_code == 404
    role = appoint(factories.staff("dong-nghiep"), units.school)
    as_organizer.post(f"/quan-tri/nguoi-phu-trach/{role.pk}/thoi/")
    assert Organizer.objects.filter(pk=role.pk).exists()


def test_one_is_found_by_name(as_administrator, units):
    for name in ("hoa", "binh"):
        appoint(User.objects.create_user(name, last_name="Trần", first_name=name.title()), units.school)
    shown = page_text(as_administrator, f"{ADDRESS}danh-sach/", {"q": "Hoa"})
    assert "Trần Hoa" in shown
    assert "Trần Binh" not in shown


def test_a_unit_without_anybody_says_so(as_administrator, units):
    assert "Chưa có ai phụ trách đơn vị này." in page_text(as_administrator, "/quan-tri/don-vi/LX/nguoi-phu-trach/")
