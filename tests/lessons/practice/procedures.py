"""Procedures for tests, written short."""

from lessons.practice.procedure import Action, Element, Ending, Field, FieldKind, Given, Procedure, Screen


def action(label, leads_to="", *, right=True, answer=""):
    """A button; its id is its label."""
    return Element("action", Action(label, label, right, leads_to, answer))


def field(label, *expected, kind=FieldKind.TEXT, key="", options=(), wrong="Chưa đúng."):
    return Element("field", Field(label, key, label, kind, expected, tuple(options), wrong))


def screen(name, *elements, task="Làm đi.", ending=Ending.NONE, hint="", hint_after=2):
    return Screen(name, name, task, elements=elements, hint=hint, hint_after=hint_after, ending=ending)


def done(name="xong"):
    return screen(name, ending=Ending.DONE)


LOG_IN = Procedure(
    "Đăng nhập",
    (
        screen(
            "số",
            field("Số định danh", "000 000 000 000", kind=FieldKind.CODE, key="số", wrong="Nhập đúng số in trên thẻ."),
            action("Tiếp tục", "mã"),
            action("Đọc số cho người gọi", "lừa", right=False, answer="Không đọc số cho ai."),
            action("Gọi bạn", right=False, answer="Bạn tự làm được."),
            hint="Nhìn thẻ ở trên.",
        ),
        screen("mã", field("Mã", "123456", kind=FieldKind.CODE), action("Xác nhận", "xong"), action("Nhập lại số", "số")),
        screen("lừa", action("Quay lại", "<"), ending=Ending.FAILED),
        done(),
    ),
    (Given("họ tên", "Họ tên", "Nguyễn Thị Sáu"),),
)
