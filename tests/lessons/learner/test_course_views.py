"""The home page, a course, and one's own progress, as visitors and learners read them."""

from django.utils import timezone

from lessons.certificates.issuing import issue, revoke
from lessons.learner.course_views import units_of
from lessons.models import CoursePage
from participation.models import Activity
from rosters.models import Member
from tests import factories
from tests.pages import page, page_text

LESSON = "/danh-tinh-so/bai-1/"


def test_a_learner_belongs_to_a_class_its_school_and_a_chapter(people):
    assert units_of(people.member) == ["Lớp 10A1", "Trường THPT Thoại Ngọc Hầu", "Chi đoàn 10A1"]


def test_whoever_left_a_class_is_no_longer_said_to_be_there(people):
    people.member.memberships.filter(tree="school").update(end="2026-11-01", close_reason="left")
    assert units_of(people.member) == ["Chi đoàn 10A1"]


def test_a_learner_is_greeted_by_the_given_name_with_the_lesson_to_go_on_with(as_learner, make_lesson):
    make_lesson()
    shown = page_text(as_learner, "/")
    assert "Chào Ánh, học tiếp nhé" in shown
    assert "Danh tính số · bài 1 trên 1" in shown


def test_whoever_learned_everything_is_told_so(as_learner, make_lesson):
    make_lesson(steps=1, questions=0)
    as_learner.post(f"{LESSON}buoc/1/")
    assert "Chào Ánh, bạn đã học hết các bài" in page_text(as_learner, "/")


def test_a_course_that_was_begun_comes_before_the_first_one(as_learner, make_lesson, site_home):
    make_lesson()
    second = factories.course(site_home, "Dịch vụ công", "dich-vu-cong")
    factories.lesson(second, 1)
    as_learner.post("/dich-vu-cong/bai-1/buoc/1/")
    shown = page_text(as_learner, "/")
    assert "Dịch vụ công · bài 1 trên 1" in shown.partition("Các khóa học")[0]


def test_a_visitor_learns_what_this_is_and_needs_no_card_to_read(client, lesson):
    shown = page_text(client, "/")
    assert "Ai cũng đọc được bài và làm thử bài kiểm tra" in shown
    assert "Chào" not in shown


def test_a_site_without_courses_says_what_an_administrator_does(client, site_home):
    CoursePage.objects.all().delete()
    assert "Chưa có khóa học nào được xuất bản." in page_text(client, "/")


def test_a_course_lists_its_lessons_in_their_order(client, make_lesson):
    for title in ("VNeID là gì", "Kích hoạt", "Mật khẩu"):
        make_lesson(title=title)
    shown = page_text(client, "/danh-tinh-so/")
    assert shown.index("VNeID là gì") < shown.index("Kích hoạt") < shown.index("Mật khẩu")
    assert "Bài 3 · khoảng 6 phút" in shown
    assert "Bắt đầu học" in shown


def test_a_course_without_lessons_says_that_they_are_being_written(client, course):
    assert "Bài học của khóa này đang được biên soạn." in page_text(client, "/danh-tinh-so/")
    assert "Sắp có bài học" in page_text(client, "/")


def test_a_course_tells_a_learner_how_far_each_lesson_is(as_learner, make_lesson):
    make_lesson(steps=1, questions=0)
    make_lesson(steps=2)
    make_lesson()
    as_learner.post("/danh-tinh-so/bai-1/buoc/1/")
    for number in (1, 2):
        as_learner.post(f"/danh-tinh-so/bai-2/buoc/{number}/")
    shown = page_text(as_learner, "/danh-tinh-so/")
    assert "✓ Đã hoàn thành" in shown
    assert "Đã xong 2 trên 2 bước · còn bài kiểm tra" in shown
    assert "Chưa học" in shown
    assert "Học tiếp" in shown


def test_a_completed_course_leads_to_its_certificate(as_learner, make_lesson, people):
    make_lesson(steps=1, questions=0)
    as_learner.post(f"{LESSON}buoc/1/")
    certificate = people.member.certificates.get()
    html = page(as_learner, "/danh-tinh-so/")
    assert "Bạn đã hoàn thành khóa học." in html
    assert f'href="/giay-chung-nhan/{certificate.code}/"' in html


def test_ones_own_progress_shows_the_code_on_the_card_and_a_way_out(as_learner, make_lesson, people):
    make_lesson(steps=1, questions=0)
    as_learner.post(f"{LESSON}buoc/1/")
    shown = page_text(as_learner, "/tien-do/")
    assert "Trần Ngọc Ánh" in shown
    assert "Mã thành viên: HSANH" in shown
    assert "Xem giấy chứng nhận" in shown
    assert "Đăng xuất" in shown


def test_staff_have_no_progress_of_their_own(as_organizer):
    assert as_organizer.get("/tien-do/").url == "/dang-nhap/?next=/tien-do/"


def test_the_number_of_queries_does_not_grow_with_courses_or_lessons(
    as_learner, site_home, make_lesson, django_assert_max_num_queries
):
    make_lesson()
    for number in range(3):
        more = factories.course(site_home, f"Khóa {number}", f"khoa-{number}")
        for lesson in range(3):
            factories.lesson(more, lesson + 1)
    with django_assert_max_num_queries(10):
        page(as_learner, "/tien-do/")


def test_what_one_learner_did_is_not_anothers(as_learner, make_lesson, units, make_member, client):
    from rosters.login.learners import account_of
    from tests.conftest import LEARNER, logged_in

    make_lesson(steps=1, questions=0)
    as_learner.post(f"{LESSON}buoc/1/")
    friend = logged_in(account_of(make_member(units.class_a, name="Lê Văn Bình")), LEARNER)
    shown = page_text(friend, "/tien-do/")
    assert "chưa học" in shown
    assert "Xem giấy chứng nhận" not in shown
    assert Member.objects.get(full_name="Lê Văn Bình").certificates.count() == 0


def test_a_learner_is_told_of_a_certificate_that_is_void_and_what_to_do(as_learner, people, course):
    activity = Activity.objects.get(source=course.source)
    made = issue(people.member, activity, timezone.now())
    assert "không còn hiệu lực" not in page_text(as_learner, "/tien-do/")
    revoke(people.member, activity, "Đáp án cũ sai", timezone.now())
    shown = page_text(as_learner, "/tien-do/")
    assert "Giấy chứng nhận “Danh tính số” không còn hiệu lực" in shown
    assert "Lý do: Đáp án cũ sai" in shown
    assert "Giấy chứng nhận này không còn hiệu lực." in page_text(as_learner, f"/giay-chung-nhan/{made.code}/")
