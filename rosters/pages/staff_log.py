"""What staff do on our pages, kept in Wagtail's log: who, when, what, to whom or which unit. Never a login code or a name.

Seen in the admin under Reports > Site history, by whoever may see it.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

# action -> (label, message); names are stored and so never change.
ACTIONS = {
    "hocvuso.unit_added": (_("Thêm đơn vị"), _("Đã thêm đơn vị")),
    "hocvuso.unit_changed": (_("Sửa đơn vị"), _("Đã sửa đơn vị")),
    "hocvuso.unit_moved": (_("Chuyển đơn vị"), _("Đã chuyển đơn vị sang cấp trên khác")),
    "hocvuso.unit_closed": (_("Đóng đơn vị"), _("Đã đóng đơn vị")),
    "hocvuso.unit_joined": (_("Gộp đơn vị"), _("Đã gộp đơn vị vào một đơn vị khác")),
    "hocvuso.unit_opened_again": (_("Mở lại đơn vị"), _("Đã mở lại đơn vị đã đóng")),
    "hocvuso.organizer_appointed": (_("Giao phụ trách"), _("Đã giao người phụ trách")),
    "hocvuso.password_reset": (_("Đặt lại mật khẩu"), _("Đã đặt mật khẩu mới cho người phụ trách")),
    "hocvuso.organizer_dismissed": (_("Thôi phụ trách"), _("Đã cho thôi phụ trách")),
    "hocvuso.member_changed": (_("Sửa thành viên"), _("Đã sửa thông tin thành viên")),
    "hocvuso.member_closed": (_("Rời đơn vị"), _("Đã ghi nhận rời đơn vị")),
    "hocvuso.members_moved": (_("Chuyển thành viên"), _("Đã chuyển những thành viên được đánh dấu")),
    "hocvuso.members_closed": (_("Cho thôi thành viên"), _("Đã cho thôi những thành viên được đánh dấu")),
    "hocvuso.member_taken_back": (_("Nhận lại thành viên"), _("Đã nhận lại một thành viên đã rời")),
    "hocvuso.place_requested": (_("Xin nhận lại"), _("Đã xin nhận lại một thành viên đang ở nơi khác")),
    "hocvuso.card_reissued": (_("Cấp lại thẻ"), _("Đã cấp mã đăng nhập mới")),
    "hocvuso.members_merged": (_("Gộp hồ sơ"), _("Đã gộp hai hồ sơ")),
    "hocvuso.cards_printed": (_("In thẻ"), _("Đã in thẻ đăng nhập")),
    "hocvuso.roster_exported": (_("Tải danh sách"), _("Đã tải danh sách về")),
    "hocvuso.place_accepted": (_("Đồng ý cho nhận người"), _("Đã đồng ý cho đơn vị khác nhận thành viên")),
    "hocvuso.place_refused": (_("Từ chối cho nhận người"), _("Đã từ chối cho đơn vị khác nhận thành viên")),
    "hocvuso.import_confirmed": (_("Nhập danh sách"), _("Đã xác nhận một lần nhập danh sách")),
    "hocvuso.import_undone": (_("Hoàn tác nhập danh sách"), _("Đã hoàn tác một lần nhập danh sách")),
    "hocvuso.report_signed": (_("Ký báo cáo"), _("Đã ký chốt báo cáo")),
    "hocvuso.report_removed": (_("Bỏ báo cáo"), _("Đã bỏ một báo cáo chưa ký")),
    "hocvuso.template_replaced": (_("Đổi mẫu báo cáo"), _("Đã đổi mẫu báo cáo")),
    "hocvuso.template_taken_back": (_("Bỏ mẫu báo cáo"), _("Đã trở về mẫu báo cáo có sẵn")),
    "hocvuso.api_key_made": (_("Tạo khóa API"), _("Đã tạo khóa API")),
    "hocvuso.api_key_revoked": (_("Thu hồi khóa API"), _("Đã thu hồi khóa API")),
    "hocvuso.campaign_saved": (_("Lưu đợt thi đua"), _("Đã lưu đợt thi đua")),
    "hocvuso.campaign_removed": (_("Xóa đợt thi đua"), _("Đã xóa đợt thi đua")),
    "hocvuso.target_saved": (_("Lưu chỉ tiêu"), _("Đã lưu chỉ tiêu riêng của một đơn vị")),
}


def log_action(user: Any, action: str, about: models.Model) -> None:
    """Keeps that `user` did `action` (a name of ACTIONS, without its prefix) to `about`. Raises KeyError for others."""
    name = f"hocvuso.{action}"
    if name not in ACTIONS:
        raise KeyError(action)
    # A person's name does not go into the log: a member is known by the code.
    title = getattr(about, "code", "") or str(about)
    log(instance=about, action=name, user=user if getattr(user, "pk", None) else None, title=title)
