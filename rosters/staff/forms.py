"""Forms of staff accounts. Nobody needs an e-mail address: the administrator sets a password and hands it over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from rosters.login.client_address import client_address
from rosters.login.messages import wait_message
from rosters.staff.waiting import seconds_to_wait

EMAIL_HELP = _("Không bắt buộc. Chỉ dùng để tự đặt lại mật khẩu, khi máy chủ gửi được thư.")


class StaffCreationForm(UserCreationForm):
    email = forms.EmailField(label=_("Thư điện tử"), required=False, help_text=EMAIL_HELP)


class StaffEditForm(UserEditForm):
    email = forms.EmailField(label=_("Thư điện tử"), required=False, help_text=EMAIL_HELP)


class StaffLoginForm(LoginForm):
    """Wagtail's log-in, which says when somebody has to wait; else a right password looks like a wrong one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail gives it no label but its English name.
        self.fields["password"].label = _("Mật khẩu")
        self.fields["username"].widget.attrs["placeholder"] = _("Nhập tên đăng nhập")

    def get_invalid_login_error(self) -> Any:
        username = self.cleaned_data.get("username", "")
        wait = seconds_to_wait(username, client_address(self.request)) if self.request else 0
        if wait:
            return forms.ValidationError(wait_message(wait), code="wait")
        return super().get_invalid_login_error()
