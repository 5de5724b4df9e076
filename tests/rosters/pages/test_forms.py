"""Forms of staff pages: what they take and refuse, and a mistake is tied to its field, so that it is read aloud with it."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rosters.files.reading import LARGEST_FILE
from rosters.models import Member, User
from rosters.organizers import appoint
from rosters.pages.forms import CLOSE_REASONS, MemberForm, OrganizerForm, RosterUploadForm, UnitForm
from rosters.units import kinds_below
from tests.factories import staff
from tests.pages import posted


def described(html: str) -> list[str]:
    return [name for value in re.findall(r'aria-describedby="([^"]+)"', html) for name in value.split()]


@pytest.mark.parametrize(
    ("address", "data", "told"),
    [
        ("/quan-tri/thanh-vien/HSANH/", {"full_name": "", "birth_date": "", "sex": ""}, "full_name"),
        ("/quan-tri/don-vi/TNH/them/", {"kind": "class", "name": "10A9", "code": "TNH-10A1"}, "code"),
        ("/quan-tri/don-vi/TNH/nguoi-phu-trach/", {"username": "moi"}, "full_name"),
        ("/quan-tri/dot-thi-dua/them/", {"title": "Đợt"}, "first"),
    ],
)
def test_every_described_field_has_what_describes_it(as_administrator, people, address, data, told):
    html = posted(as_administrator, address, data, status=422)
    assert f"id_{told}_error" in described(html)
    for name in described(html):
        if name.startswith("id_"):
            assert f'id="{name}"' in html, f"{name} is named and not there"


def test_a_mistake_says_what_to_do_beside_its_field(as_administrator, people):
    html = posted(
        as_administrator, "/quan-tri/don-vi/TNH/them/", {"kind": "class", "name": "10A9", "code": "TNH-10A1"}, status=422
    )
    error = re.search(r'id="id_code_error"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert "Mã này đã có đơn vị dùng." in error.group(1)


class TestARosterIsGiven:
    CELLS = "Mã HS\tHọ và tên\n\tLê Văn Tám\n"

    def form(self, cells="", file=None):
        return RosterUploadForm({"cells": cells}, {"file": file} if file else {})

    def test_as_a_file_or_as_cells_and_the_file_is_meant_when_there_are_both(self):
        by_file = self.form(self.CELLS, SimpleUploadedFile("ds.csv", b"a;b"))
        assert by_file.is_valid()
        assert by_file.name_and_content("o-dan.tsv") == ("ds.csv", b"a;b")
        by_cells = self.form(self.CELLS)
        assert by_cells.is_valid()
        assert by_cells.name_and_content("o-dan.tsv") == ("o-dan.tsv", self.CELLS.encode())

    def test_the_tab_before_an_empty_first_cell_is_not_taken_off(self):
        form = self.form("\tHọ và tên\n")
        assert form.is_valid()
        assert form.cleaned_data["cells"].startswith("\t")

    @pytest.mark.parametrize("cells", ["", " ", "\n\t\n"])
    def test_nothing_is_no_roster(self, cells):
        form = self.form(cells)
        assert "Chưa chọn tệp" in form.errors["file"][0]

    def test_an_empty_file_says_one_thing_not_two(self):
        form = self.form(file=SimpleUploadedFile("ds.xlsx", b""))
        assert form.errors["file"] == ["Tệp rỗng. Mở tệp xem còn danh sách không, lưu lại rồi tải lên."]

    @pytest.mark.parametrize(("size", "taken"), [(LARGEST_FILE, True), (LARGEST_FILE + 1, False)])
    def test_a_file_may_be_so_large(self, size, taken):
        file = SimpleUploadedFile("ds.xlsx", b"x")
        file.size = size
        form = self.form(file=file)
        assert form.is_valid() is taken
        assert taken or "chia danh sách thành nhiều tệp" in form.errors["file"][0]


class TestAMemberIsMended:
    VALUES = {"full_name": "trần ngọc ánh", "birth_date": "2011-03-04", "sex": "female"}

    def test_the_name_is_written_as_rosters_write_it_and_can_be_searched(self, people):
        form = MemberForm(self.VALUES, instance=people.member)
        assert form.is_valid(), form.errors
        form.save()
        saved = Member.objects.get(pk=people.member.pk)
        assert (saved.full_name, saved.birth_date) == ("Trần Ngọc Ánh", dt.date(2011, 3, 4))
        assert list(Member.objects.search("tran ngoc anh")) == [saved]

    def test_what_was_written_meanwhile_beside_the_form_stays(self, people, make_member):
        member = make_member()
        account = User.objects.create_user("vua-dang-nhap")
        form = MemberForm(self.VALUES, instance=member)
        assert form.is_valid()
        Member.objects.filter(pk=member.pk).update(user=account)
        form.save()
        assert Member.objects.get(pk=member.pk).user == account

    @pytest.mark.parametrize("name", ["", "Ánh 2", "12345"])
    def test_a_name_that_no_roster_may_have_is_refused(self, people, name):
        assert "full_name" in MemberForm({**self.VALUES, "full_name": name}, instance=people.member).errors

    def test_nobody_was_born_tomorrow(self, people):
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        assert "birth_date" in MemberForm({**self.VALUES, "birth_date": f"{tomorrow:%Y-%m-%d}"}, instance=people.member).errors

    def test_the_code_on_the_card_is_not_mended_by_hand(self, people):
        assert not {"code", "identity_digest", "user"} & set(MemberForm(instance=people.member).fields)


class TestAUnitIsAddedOrMended:
    def test_only_what_may_stand_below_is_offered(self, units):
        for above in (units.school, units.department, units.province):
            offered = [value for value, _label in UnitForm(above=above).fields["kind"].choices]
            assert offered == [kind.value for kind in kinds_below(above.kind)]

    def test_a_unit_that_exists_keeps_its_kind_and_code(self, units):
        form = UnitForm({"name": "10A3", "kind": "school", "code": "KHAC"}, instance=units.class_a)
        assert form.is_valid()
        assert (form.save().code, units.class_a.kind) == ("TNH-10A1", "class")

    @pytest.mark.parametrize("code", ["TNH-10A1", "tnh-10a1", " TNH-10A1 "])
    def test_a_code_is_used_once_in_whatever_letters(self, units, code):
        form = UnitForm({"name": "10A1", "kind": "class", "code": code}, above=units.school)
        assert form.errors["code"] == ["Mã này đã có đơn vị dùng."]


class TestAnOrganizerIsAppointed:
    NEW = {"username": "chi.doan", "full_name": "Lê Thị Kim Chi", "password": "mot-mat-khau-dai-9"}

    def test_a_new_account_has_the_name_in_its_two_parts_and_the_password(self, db):
        form = OrganizerForm(self.NEW)
        assert form.is_valid(), form.errors
        made = form.account()
        assert (made.last_name, made.first_name) == ("Lê Thị Kim", "Chi")
        assert made.check_password(self.NEW["password"])

    def test_it_is_made_once(self, db):
        form = OrganizerForm(self.NEW)
        form.is_valid()
        assert form.account() == form.account()
        assert User.objects.filter(username="chi.doan").count() == 1

    def test_a_password_for_somebody_who_has_one_is_not_passed_over_in_silence(self, people):
        form = OrganizerForm({"username": "nguoikhac", "full_name": "nguoikhac", "password": "mot-mat-khau-khac"})
        assert "giữ mật khẩu đang dùng" in form.errors["password"][0]

    def test_of_somebody_below_it_becomes_the_new_password(self, people, units):
        form_teacher = staff("gvcn", last_name="Lê Thị", first_name="Lan")
        appoint(form_teacher, units.class_a)
        typed = {"username": "gvcn", "full_name": "Lê Thị Lan", "password": "mot-mat-khau-khac"}
        form = OrganizerForm(typed, appointer=people.organizer)
        assert form.is_valid(), form.errors
        assert form.account() == form_teacher
        assert User.objects.get(pk=form_teacher.pk).check_password("mot-mat-khau-khac")
        assert "password" in OrganizerForm(typed | {"password": "ngan"}, appointer=people.organizer).errors
        assert "password" in OrganizerForm(typed, appointer=people.other_organizer).errors

    def test_of_an_account_that_exists_nothing_else_is_asked_or_changed(self, people):
        form = OrganizerForm({"username": "nguoikhac", "full_name": "nguoikhac"})
        assert form.is_valid(), form.errors
        assert form.account() == people.other_organizer
        assert people.other_organizer.check_password("mot-mat-khau-dai")

    @pytest.mark.parametrize("missing", ["full_name", "password"])
    def test_a_new_account_needs_a_name_and_a_password(self, db, missing):
        assert missing in OrganizerForm({**self.NEW, missing: ""}).errors

    @pytest.mark.parametrize("password", ["ngan", "1234567890", "password123"])
    def test_a_password_that_is_easily_found_is_refused(self, db, password):
        assert "password" in OrganizerForm({**self.NEW, "password": password}).errors

    def test_a_learners_account_is_never_an_organizers(self, people):
        form = OrganizerForm({**self.NEW, "username": people.learner.username})
        assert form.errors["username"][0].startswith("Tên đăng nhập này không dùng được cho người mới.")

    def test_without_a_user_name_only_that_is_asked(self, db):
        assert set(OrganizerForm({**self.NEW, "username": "", "password": ""}).errors) == {"username"}


def test_whoever_leaves_a_unit_has_not_merely_moved():
    assert "moved" not in dict(CLOSE_REASONS)
    assert {"graduated", "left"} <= set(dict(CLOSE_REASONS))
