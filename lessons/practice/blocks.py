"""What an author builds a procedure of: screens, and what stands on them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from lessons.blocks.drawing import DrawingBlock
from lessons.blocks.picture import PictureBlock
from lessons.practice.procedure import Ending, FieldKind

_NAME_HELP = _("Tên ngắn để các nút dẫn đến, ví dụ: nhập mã.")


class FieldBlock(blocks.StructBlock):
    """Something to fill in."""

    label = blocks.CharBlock(max_length=80, label=_("Nhãn của ô"))
    kind = blocks.ChoiceBlock(
        choices=[
            (FieldKind.TEXT, _("Chữ")),
            (FieldKind.NUMBER, _("Số, số tiền")),
            (FieldKind.DATE, _("Ngày")),
            (FieldKind.CODE, _("Mã, số giấy tờ")),
            (FieldKind.CHOICE, _("Chọn một trong nhiều")),
            (FieldKind.TICK, _("Ô đánh dấu")),
            (FieldKind.FILE, _("Tệp để đính kèm")),
        ],
        default=FieldKind.TEXT,
        label=_("Kiểu"),
    )
    expected = blocks.TextBlock(
        required=False, rows=2, label=_("Giá trị đúng"),
        help_text=_(
            "Mỗi dòng một cách đúng; để trống thì nhập gì cũng được. Hoa thường, dấu, khoảng trắng không tính. Ô đánh dấu: 1 là phải"
            " đánh dấu, 0 là không được."
        ),
    )  # fmt: skip
    options = blocks.TextBlock(
        required=False, rows=3, label=_("Các lựa chọn"), help_text=_("Mỗi dòng một lựa chọn, hoặc tên một tệp có sẵn để chọn.")
    )
    wrong = blocks.CharBlock(max_length=200, required=False, label=_("Nhập sai thì nói gì"))
    help = blocks.CharBlock(max_length=160, required=False, label=_("Chỉ dẫn dưới ô"))
    key = blocks.CharBlock(
        max_length=40, required=False, label=_("Tên để nhắc lại"),
        help_text=_("Ghi {tên này} ở màn hình khác thì chỗ ấy hiện điều đã nhập."),
    )  # fmt: skip

    class Meta:
        icon = "form"
        label = _("Ô nhập")


class ActionBlock(blocks.StructBlock):
    """Something to press."""

    label = blocks.CharBlock(max_length=80, label=_("Chữ trên nút"))
    look = blocks.ChoiceBlock(
        choices=[("button", _("Nút chính")), ("plain", _("Nút phụ")), ("link", _("Đường dẫn"))],
        default="button",
        label=_("Dạng"),
    )
    is_right = blocks.BooleanBlock(required=False, default=True, label=_("Bấm nút này là đúng"))
    leads_to = blocks.CharBlock(
        max_length=40, required=False, label=_("Dẫn đến màn hình"),
        help_text=_("Ghi tên màn hình. Dấu < là quay lại chỗ vừa chọn sai. Nút sai để trống thì ở lại màn hình này."),
    )  # fmt: skip
    answer = blocks.CharBlock(max_length=300, required=False, label=_("Bấm rồi thì nói gì"))

    class Meta:
        icon = "pick"
        label = _("Nút bấm")


class MessageBlock(blocks.StructBlock):
    """A message that arrives."""

    kind = blocks.ChoiceBlock(
        choices=[("sms", _("Tin nhắn")), ("call", _("Cuộc gọi đến")), ("notice", _("Thông báo của ứng dụng"))],
        default="sms",
        label=_("Loại"),
    )
    sender = blocks.CharBlock(max_length=60, label=_("Ai gửi, ai gọi"))
    text = blocks.TextBlock(rows=3, label=_("Nội dung, lời nói"))

    class Meta:
        icon = "comment"
        label = _("Tin nhắn, cuộc gọi")


class ElementsBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(max_length=80, icon="title", label=_("Dòng đậm"))
    text = blocks.TextBlock(rows=3, icon="pilcrow", label=_("Đoạn chữ"))
    message = MessageBlock()
    drawing = DrawingBlock()
    picture = PictureBlock()
    field = FieldBlock()
    action = ActionBlock()


class ScreenBlock(blocks.StructBlock):
    """A drawn screen, and what is to be done on it."""

    name = blocks.CharBlock(max_length=40, label=_("Tên màn hình"), help_text=_NAME_HELP)
    heading = blocks.CharBlock(max_length=80, label=_("Dòng trên cùng của màn hình"))
    device = blocks.ChoiceBlock(
        choices=[("phone", _("Điện thoại")), ("computer", _("Máy tính"))], default="phone", label=_("Thiết bị")
    )
    address = blocks.CharBlock(
        max_length=120, required=False, label=_("Địa chỉ trang"), help_text=_("Hiện ở thanh địa chỉ, nếu là trang web.")
    )
    task = blocks.CharBlock(max_length=200, required=False, label=_("Việc cần làm"))
    elements = ElementsBlock(required=False, label=_("Trên màn hình có"))
    hint = blocks.CharBlock(max_length=250, required=False, label=_("Gợi ý"))
    hint_after = blocks.IntegerBlock(min_value=1, max_value=9, default=2, label=_("Tự hiện gợi ý sau mấy lần sai"))
    ending = blocks.ChoiceBlock(
        choices=[(Ending.DONE, _("Làm xong")), (Ending.FAILED, _("Hậu quả của việc chọn sai, rồi quay lại"))],
        required=False,
        label=_("Màn hình này là kết thúc?"),
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Màn hình")
        label_format = "{name}"


class GivenBlock(blocks.StructBlock):
    """A made-up value to type."""

    label = blocks.CharBlock(max_length=60, label=_("Là gì"), help_text=_("Ví dụ: Số định danh"))
    value = blocks.CharBlock(max_length=120, label=_("Giá trị bịa"))
    key = blocks.CharBlock(max_length=40, label=_("Tên để nhắc lại"), help_text=_("Ghi {tên này} thì chỗ ấy hiện giá trị."))

    class Meta:
        icon = "user"
        label = _("Thông tin cho sẵn")
