"""What every response passes: policies by place, kept pages, organizers' limits, the language."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from portal.languages import COOKIE
from portal.middleware import edits_content

from lessons.pages import page_cache
from rosters.organizers import appoint
from tests import factories
from tests.pages import page, page_text, text_of

LESSON = "/danh-tinh-so/bai-1/"


def test_a_visitors_page_is_kept_whole(client, lesson, django_assert_num_queries):
    first = client.get(LESSON)
    with django_assert_num_queries(0):
        again = client.get(LESSON)
    assert again.content == first.content
    assert again["Cache-Control"] == "no-cache"
    assert "Cookie" in again["Vary"]


@pytest.mark.parametrize("path", [f"{LESSON}?a=1", "/khong-co/"])
def test_a_question_or_an_error_is_not_kept(client, lesson, path):
    for _ in range(2):
        assert client.get(path).get("Cache-Control") != "no-cache"


def test_a_form_that_was_sent_is_never_answered_from_the_cache(client, lesson):
    page(client, f"{LESSON}kiem-tra/")
    assert client.post(f"{LESSON}kiem-tra/", {"key": "x"}).status_code == 422


def test_whoever_has_a_session_gets_a_page_of_their_own(client, as_learner, lesson):
    page(client, LESSON)
    assert as_learner.get(LESSON)["Cache-Control"] == "private, no-store"


def test_an_address_of_any_length_can_be_kept(client, site_home):
    assert client.get("/" + "a" * 3000 + "/").status_code == 404


def test_emptying_the_cache_shows_what_is_new(client, lesson):
    page(client, LESSON)
    type(lesson).objects.filter(pk=lesson.pk).update(title="Tên trong cơ sở dữ liệu")
    assert "Tên trong" not in page(client, LESSON)
    page_cache.empty()
    assert "Tên trong" in page(client, LESSON)


@pytest.mark.parametrize("path", ["/quan-tri/", "/quan-tri/don-vi/", "/quan-tri/login/"])
def test_the_admin_may_run_its_own_scripts(as_organizer, people, path):
    policy = as_organizer.get(path)["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "form-action 'self'" in policy


def test_the_public_site_loads_from_itself_and_stands_in_no_other_frame(client, lesson):
    policy = client.get(LESSON)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/quan-tri/", True), ("/quan-tri/account/", True), ("/quan-tri/don-vi/", True), ("/quan-tri/so-lieu/", True),
        ("/quan-tri/pages/", False), ("/quan-tri/images/", False), ("/quan-tri/documents/", False), ("/quan-tri/snippets/", False),
        ("/quan-tri/reports/site-history/", False), ("/quan-tri/users/", False), ("/quan-tri/choose-page/", False),
    ],
)  # fmt: skip
def test_an_organizer_stays_with_the_own_units(as_organizer, lesson, path, allowed):
    # Some lead on to the only unit there is.
    status = as_organizer.get(path, follow=True).status_code if allowed else as_organizer.get(path).status_code
    assert (status == 200) is allowed


def test_an_organizer_who_also_edits_lessons_may_do_both(people, client, units, lesson):
    user = factories.staff("ca-hai", "Biên tập viên")
    appoint(user, units.school)
    client.force_login(user, backend="rosters.backends.StaffBackend")
    assert edits_content(type(user).objects.get(pk=user.pk))
    for path in ("/quan-tri/pages/", "/quan-tri/don-vi/"):
        assert client.get(path, follow=True).status_code == 200


def test_who_edits_content_follows_from_groups(people):
    assert edits_content(people.administrator)
    assert edits_content(people.editor)
    assert not edits_content(people.organizer)
    people.organizer.groups.add(Group.objects.get(name="Kiểm duyệt viên"))
    assert edits_content(type(people.organizer).objects.get(pk=people.organizer.pk))


def test_english_is_for_those_who_chose_it_whatever_their_browser_speaks(client, lesson):
    assert 'lang="vi"' in client.get("/", headers={"Accept-Language": "en"}).content.decode()
    client.cookies[COOKIE] = "en"
    assert 'lang="en"' in page(client, "/")
    client.cookies[COOKIE] = "fr"
    assert 'lang="vi"' in page(client, "/")


def test_the_admin_stays_vietnamese(as_organizer, people):
    as_organizer.cookies[COOKIE] = "en"
    assert "Đơn vị của bạn" in page_text(as_organizer, "/quan-tri/don-vi/")


@pytest.mark.parametrize(
    ("path", "status"), [("/tim-kiem/?q=%00", 400), ("/?%00=1", 400), ("/the/%00/A/", 404), ("/%00/", 404)]
)
def test_a_zero_byte_is_no_page_and_no_error_of_ours(client, site_home, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert "Về trang chủ" in response.content.decode()


def test_a_zero_byte_in_a_form_is_refused_in_our_words(client, site_home):
    response = client.post("/dang-nhap/", "member_code=a%00b&login_code=c", content_type="application/x-www-form-urlencoded")
    assert (response.status_code, "ký tự lạ" in response.content.decode()) == (400, True)


@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_a_broken_origin_is_no_origin_of_ours(site_home, header):
    browser = Client(enforce_csrf_checks=True)
    for path in ("/", "/dang-nhap/", "/quan-tri/login/"):
        assert browser.post(path, {"a": "b"}, headers={header: "http://[::"}).status_code == 403


def edit_of(lesson):
    return reverse("wagtailadmin_pages:edit", args=[lesson.pk])


def test_what_an_editor_typed_is_kept_when_the_log_in_has_ended_and_saved_after_another(as_editor, people, lesson):
    as_editor.logout()
    form = {"title": "Bài đã viết lại", "summary": "Một câu dài đã viết mười phút.", "steps-count": "0"}
    told = as_editor.post(edit_of(lesson), form, headers={"Referer": f"http://testserver{edit_of(lesson)}"})
    html = told.content.decode()
    assert told.status_code == 403
    assert "những gì bạn đã viết vẫn còn ở trang này" in text_of(html)
    assert f'action="{edit_of(lesson)}"' in html
    for name, value in form.items():
        assert f'name="{name}" value="{value}"' in html
    assert 'target="_blank"' in html


def test_the_editor_that_saves_by_itself_is_told_in_words_that_it_shows(as_editor, lesson):
    as_editor.logout()
    told = as_editor.post(edit_of(lesson), {"title": "x"}, headers={"Accept": "application/json"})
    assert told.json()["error_code"] == "locked"
    assert "Phiên đăng nhập đã hết" in told.json()["error_message"]


def test_a_token_from_before_another_log_in_is_told_to_it_as_well(people, lesson):
    browser = Client(enforce_csrf_checks=True)
    told = browser.post(edit_of(lesson), {"title": "x"}, headers={"Accept": "application/json"})
    assert told.status_code == 403
    assert "Bấm nút lưu" in told.json()["error_message"]


def test_another_sites_form_is_not_offered_again(client, lesson):
    told = client.post(edit_of(lesson), {"title": "Của kẻ khác"}, headers={"Referer": "https://xau.example/"})
    assert "Của kẻ khác" not in told.content.decode()
    assert "Đăng nhập rồi làm lại việc vừa rồi." in text_of(told.content.decode())


def test_a_password_is_never_kept(client, people):
    told = client.post("/quan-tri/users/new/", {"password1": "bi-mat-lam"}, headers={"Referer": "http://testserver/quan-tri/"})
    assert "bi-mat-lam" not in told.content.decode()


def test_the_log_in_itself_is_open(client, people):
    assert client.post("/quan-tri/login/", {"username": "a", "password": "b"}).status_code == 200


def test_a_zero_byte_in_a_cookie_is_no_cookie(client, site_home):
    """As browsers write what is no plain sign: with three digits, which Django reads."""
    client.cookies["sessionid"] = "\0\0\0"
    answer = client.get("/")
    assert answer.status_code == 200


def test_a_zero_byte_in_a_form_with_files_is_refused_too(as_organizer, units):
    answer = as_organizer.post("/quan-tri/don-vi/TNH/thanh-vien/", {"ma": "a\0b", "tep": SimpleUploadedFile("a.txt", b"a")})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/", "/dang-nhap/", "/quan-tri/", "/khong-co/"])
def test_another_host_is_told_that_there_is_no_site(client, site_home, path):
    answer = client.get(path, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "Không có trang web nào ở địa chỉ này." in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/quan-tri/login/?next=0",
        "/quan-tri/choose-page/chosen-multiple/?id=x",
        "/quan-tri/snippets/choose/quizzes/question/chosen-multiple/?id=x",
        "/quan-tri/workflows/usage/1/?content_type=99999999999999999999",
    ],
)
def test_what_is_no_number_in_the_admin_is_told_in_our_words(as_administrator, path):
    answer = as_administrator.get(path)
    # PostgreSQL looks for a number without end and finds nothing.
    assert answer.status_code in (200, 400, 404)


def test_a_report_as_a_table_computes_nothing(as_administrator, people, lesson):
    people.administrator.first_name = '=HYPERLINK("http://xau.example","Xem")'
    people.administrator.save()
    lesson.title = "+1 bài"
    lesson.save_revision(user=people.administrator).publish(user=people.administrator)
    answer = as_administrator.get("/quan-tri/reports/site-history/?export=csv")
    cells = [cell for row in csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())) for cell in row]
    assert len(cells) > 5
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any("+1 bài" in cell for cell in cells)
