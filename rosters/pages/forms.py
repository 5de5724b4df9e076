"""Forms of our own pages in Wagtail's admin."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rosters.choosers import member_chooser, unit_chooser
from rosters.fields.dates import read_birth_date
from rosters.fields.roster_fields import MEMBER_FIELDS
from rosters.fields.values import BadValue, read_code, read_name
from rosters.files.reading import ENDINGS, LARGEST_FILE
from rosters.importing.plan.placing import unit_key
from rosters.models import Member, Membership, Unit, User
from rosters.names import name_key
from rosters.organizers import may_reset_password
from rosters.pages.days import DayField
from rosters.units import kinds_below

CLOSE_REASONS = [choice for choice in Membership.CloseReason.choices if choice[0] != Membership.CloseReason.MOVED]


class RosterUploadForm(forms.Form):
    """A roster file, or cells copied from a spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        required=False,
        help_text=gettext_lazy(
            "Excel (.xlsx, .xls), .ods, .csv, bảng trong Word (.docx), trang lưu từ SMAS, VnEdu; tối đa 20 MB. Giữ nguyên tệp được giao."
        ),
        error_messages={"empty": gettext_lazy("Tệp rỗng. Mở tệp xem còn danh sách không, lưu lại rồi tải lên.")},
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    cells = forms.CharField(
        label=gettext_lazy("Hoặc dán các ô đã chép từ bảng tính"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Trong Excel: chọn cả dòng tiêu đề và các dòng, Ctrl+C; ở đây: Ctrl+V."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "paste"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if not file and not (cleaned.get("cells") or "").strip() and not self.errors:
            self.add_error("file", _("Chưa chọn tệp. Bấm “Chọn tệp”, hoặc dán các ô vào khung bên dưới."))
        if file and file.size > LARGEST_FILE:
            self.add_error("file", _("Tệp lớn hơn 20 MB. Hãy xóa hình ảnh trong tệp hoặc chia danh sách thành nhiều tệp."))
        return cleaned

    def name_and_content(self, pasted_name: str) -> tuple[str, bytes]:
        """What was given: the file, or else the cells under `pasted_name`."""
        file = self.cleaned_data["file"]
        return (file.name, file.read()) if file else (pasted_name, self.cleaned_data["cells"].encode())


class MemberForm(forms.ModelForm):
    """What an organizer may mend by hand."""

    class Meta:
        model = Member
        # Those of a roster that Member lets be edited by hand.
        fields = [name for name in MEMBER_FIELDS if Member._meta.get_field(name).editable]
        field_classes = {"birth_date": DayField}

    def save(self, commit: bool = True) -> Member:
        """Writes the fields of the form only: the account may be made at this very moment by a first log-in."""
        self.instance.set_derived_fields()
        self.instance.save(update_fields=[*self.Meta.fields, "folded_name", "sort_key"])
        return self.instance

    def clean_birth_date(self) -> dt.date | None:
        try:
            return read_birth_date(self.cleaned_data["birth_date"], timezone.localdate())
        except BadValue as error:
            raise ValidationError(str(error)) from error

    def clean_full_name(self) -> str:
        try:
            name = read_name(self.cleaned_data["full_name"])
        except BadValue as error:
            raise ValidationError(str(error)) from error
        return name or ""


class UnitForm(forms.ModelForm):
    """A unit to add below another, or to mend. The place in the tree is chosen once."""

    class Meta:
        model = Unit
        fields = ["kind", "name", "code"]

    def __init__(self, *args: Any, above: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.above = above
        if above is None:
            # Codes stand in files and on reports, and a kind decides the place: neither changes afterwards.
            del self.fields["kind"], self.fields["code"]
        else:
            choices = [(kind.value, kind.label) for kind in kinds_below(above.kind)]
            self.fields["kind"] = forms.ChoiceField(label=gettext_lazy("Loại đơn vị"), choices=choices)

    def clean_name(self) -> str:
        """Two classes of one name below one school could not be told apart in any list."""
        name = self.cleaned_data["name"]
        above = self.above or (self.instance.get_parent() if self.instance.pk else None)
        if above is None:
            return name
        beside = Unit.objects.directly_below(above).open().exclude(pk=self.instance.pk)
        if any(unit_key(unit.name) == unit_key(name) for unit in beside):
            raise ValidationError(
                _("Đã có đơn vị tên này trong %(above)s. Chọn tên khác, hoặc gộp hai đơn vị.") % {"above": above.label}
            )
        return name

    def clean_code(self) -> str:
        try:
            code = read_code(self.cleaned_data["code"]) or ""
        except BadValue as error:
            raise ValidationError(str(error)) from error
        if Unit.objects.filter(code__iexact=code).exists():
            raise ValidationError(_("Mã này đã có đơn vị dùng."))
        return code


class MoveUnitForm(forms.Form):
    """The unit below which another one is put."""

    above = forms.ModelChoiceField(
        Unit.objects.all(), label=gettext_lazy("Đơn vị cấp trên mới"), widget=unit_chooser.widget_class
    )


class CloseUnitForm(forms.Form):
    """What becomes of those in a unit that is closed: they go to another unit, or leave for a reason."""

    into = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Chuyển mọi người sang (gộp vào)"), required=False,
        empty_label=gettext_lazy("Không chuyển, mọi người rời đơn vị"),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=gettext_lazy("Lý do rời đơn vị"), required=False,
        help_text=gettext_lazy("Chỉ cần chọn khi không chuyển mọi người đi đâu."),
        choices=[("", gettext_lazy("Chọn lý do")), *CLOSE_REASONS],
    )  # fmt: skip

    def __init__(self, *args: Any, joinable: Any, people: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["into"].queryset = joinable  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.people and not cleaned.get("into") and not cleaned.get("reason") and not self.errors:
            self.add_error("reason", _("Chọn nơi chuyển đến ở ô trên, hoặc lý do rời đơn vị ở ô này."))
        return cleaned


class NewMemberForm(forms.Form):
    """One person to be added by hand to a class or a chapter."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    birth_date = forms.CharField(
        label=gettext_lazy("Ngày sinh"),
        required=False,
        help_text=gettext_lazy("Ngày/tháng/năm, ví dụ 05/09/2010."),
        max_length=40,
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới tính"),
        required=False,
        choices=[("", "–"), ("Nam", gettext_lazy("Nam")), ("Nữ", gettext_lazy("Nữ"))],
    )
    code = forms.CharField(
        label=gettext_lazy("Mã thành viên"), required=False, max_length=40,
        help_text=gettext_lazy("Mã của trường hoặc của Đoàn, nếu có. Để trống thì hệ thống cấp mã."),
    )  # fmt: skip

    def clean_full_name(self) -> str:
        return self._as_in_a_roster("full_name", read_name)

    def clean_birth_date(self) -> str:
        return self._as_in_a_roster("birth_date", lambda text: read_birth_date(text, timezone.localdate()))

    def clean_code(self) -> str:
        return self._as_in_a_roster("code", read_code)

    def _as_in_a_roster(self, name: str, read: Callable[[str], object]) -> str:
        """What was typed, if a roster may hold it: the mistake stands at its field, and not in a preview."""
        text: str = self.cleaned_data[name]
        try:
            read(text)
        except BadValue as error:
            raise ValidationError(str(error)) from error
        return text

    def as_table(self) -> str:  # type: ignore[override]
        """The person as a list of one row, as cells pasted from a spreadsheet are."""
        cells = [self.cleaned_data[name] for name in ("code", "full_name", "birth_date", "sex")]
        row = "\t".join(" ".join(cell.split()) for cell in cells)
        return f"Mã học sinh\tHọ và tên\tNgày sinh\tGiới tính\n{row}\n"


class MergeWithForm(forms.Form):
    """Another record of a member, asked for in the address of the member's page."""

    ho_so = forms.ModelChoiceField(Member.objects.all(), label=gettext_lazy("Hồ sơ kia"), widget=member_chooser.widget_class)


class OrganizerForm(forms.Form):
    """Whom to appoint: somebody who has an account, by user name and full name, or somebody new, with a first password.

    An account is taken only with its owner's name beside it, so that a mistyped user name appoints nobody else. Whoever
    tries names is told the same of a user name that is another's as of one that is nobody's.
    """

    username = forms.CharField(label=gettext_lazy("Tên đăng nhập"), max_length=150, validators=[User.username_validator])
    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=120,
        help_text=gettext_lazy("Người đã có tài khoản: ghi đúng họ tên của tài khoản, để không giao nhầm người."),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "Điền khi lập tài khoản mới, hoặc để đặt mật khẩu mới cho người quên mật khẩu; ít nhất 10 ký tự. Đưa tận tay người"
            " phụ trách. Người đã có tài khoản và còn nhớ mật khẩu thì để trống."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, appointer: Any = None, **kwargs: Any) -> None:
        """`appointer` looks after the units above."""
        super().__init__(*args, **kwargs)
        self.appointer = appointer

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "username" not in cleaned or "full_name" not in cleaned:
            return cleaned
        taken = User.objects.filter(username=cleaned["username"]).first()
        self.user = taken if taken and self._is_of(taken, cleaned["full_name"]) else None
        if self.user and cleaned.get("password"):
            if may_reset_password(self.appointer, self.user):
                self._check_password(cleaned["password"])
            else:
                text = _(
                    "Người này đã có tài khoản và giữ mật khẩu đang dùng: hãy để trống ô này."
                    " Chỉ quản trị viên đặt lại được mật khẩu ấy."
                )
                self.add_error("password", text)
        elif self.user is None:
            self._check_new(taken, cleaned.get("password") or "")
        return cleaned

    @staticmethod
    def _is_of(user: User, full_name: str) -> bool:
        """Whether the account may be appointed under this name: somebody's of staff, still in use."""
        return user.is_active and not hasattr(user, "member") and name_key(str(user)) == name_key(full_name)

    def _check_new(self, taken: User | None, password: str) -> None:
        if not password:
            text = _(
                "Không có tài khoản nào mang tên đăng nhập và họ tên này. Xem lại hai ô trên; để lập tài khoản mới, điền mật khẩu."
            )
            self.add_error("password", text)
            return
        if not self._check_password(password):
            return
        if taken:
            self.add_error(
                "username",
                _(
                    "Tên đăng nhập này không dùng được cho người mới. Nếu là của người này, ghi họ tên có dấu đúng như trong danh sách"
                    " người phụ trách; nếu không, chọn tên khác."
                ),
            )

    def _check_password(self, password: str) -> bool:
        try:
            validate_password(password)
        except ValidationError as error:
            self.add_error("password", error)
            return False
        return True

    def account(self) -> User:
        """The account, made now if it is new, with its new password if one was given."""
        if self.user and self.cleaned_data.get("password"):
            self.user.set_password(self.cleaned_data["password"])
            self.user.save(update_fields=["password"])
        if self.user is None:
            before, _space, given = self.cleaned_data["full_name"].rpartition(" ")
            user = User(username=self.cleaned_data["username"], first_name=given, last_name=before)
            user.set_password(self.cleaned_data["password"])
            user.save()
            self.user = user
        return self.user
