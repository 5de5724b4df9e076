"""The fields of a roster, each declared once, as fields of django-import-export.

Reading a file, telling its columns by hand, the plan, writing, the page of a member, merging, the export and the sample
workbook follow from ROSTER_FIELDS. To add a field: an entry here, a field of rosters.models.Member with the name in
`stored_as`, and a migration.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from import_export import fields, widgets

from rosters.fields import dates, values
from rosters.files.sheets import Cell


class CellWidget(widgets.Widget):
    """Reads a cell by one of the functions of rosters.fields.values, and writes a value for an export."""

    def __init__(self, read: Callable[[Cell], Any], write: Callable[[Any], str]) -> None:
        super().__init__()
        self.read, self.write = read, write

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.read(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value in (None, "") else self.write(value)


class RosterField(fields.Field):
    """One field of a roster.

    label       how it is named to organizers, and its heading in an export
    spellings   the headers met in the field, folded: lower case, no accents, no brackets (columns.header_key)
    read        from a cell to a value, None for an empty cell, or BadValue; none where several columns make one value
    stored_as   the field of Member that keeps it; empty for what only finds a person or a unit
    empty       what Member keeps where no roster said anything
    load        from the value as JSON keeps it in a plan to what Member keeps
    show        a kept value, or its JSON form, on a page
    write       a value in an export
    few_values  whether a column has few different values, so that each text is read once
    choice      how it is offered when a column is told by hand; empty where it is not offered
    example     cells of the two rows of the sample workbook
    """

    def __init__(  # noqa: PLR0913 - a declaration has as many parts as there are uses
        self,
        name: str,
        label: str,
        spellings: tuple[str, ...] = (),
        *,
        read: Callable[[Cell], Any] | None = None,
        stored_as: str = "",
        empty: Any = "",
        load: Callable[[Any], Any] = lambda value: value,
        show: Callable[[Any], str] = lambda value: str(value or ""),
        write: Callable[[Any], str] = str,
        few_values: bool = False,
        choice: str = "",
        example: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(stored_as or name, label, CellWidget(read or values.read_text, write))
        self.name, self.label, self.spellings, self.read = name, label, spellings, read
        self.stored_as, self.empty, self.load, self.show = stored_as, empty, load, show
        self.few_values, self.choice, self.example = few_values, choice, example


def _read_birth_date(cell: Cell) -> dt.date | None:
    return dates.read_birth_date(cell, dates.today())


def _load_date(value: str | dt.date) -> dt.date:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _show_date(value: str | dt.date | None) -> str:
    return _load_date(value).strftime("%d/%m/%Y") if value else ""


def _show_sex(value: str) -> str:
    return {"male": "Nam", "female": "Nữ"}.get(value, "")


# In the order of an export, and of what a column may be said to hold.
ROSTER_FIELDS = (
    RosterField(
        "ordinal", "Số thứ tự", ("stt", "tt", "so tt", "so thu tu", "s tt", "no", "no.", "#"), choice="Số thứ tự",
    ),
    RosterField(
        "code", "Mã thành viên",
        (
            "ma hs", "ma hoc sinh", "ma thanh vien", "ma sv", "ma sinh vien", "mssv", "student id", "ma", "ma so", "ma so hs",
            "ma so hoc sinh", "mshs", "ma so sinh vien", "member code", "code", "ma doan vien", "so the doan vien",
            "so the doan", "so the", "idnumber", "id number", "identifier", "ma dinh danh hoc sinh noi bo", "student code", "student no",
        ),
        read=values.read_code, choice="Mã học sinh, mã thành viên", example=("VD0001", "VD0002"),
    ),
    RosterField(
        "ministry_code", "Mã định danh Bộ",
        (
            "ma dinh danh", "ma dinh danh bo gd&dt", "ma dinh danh bo gd & dt", "ma dinh danh bo gddt", "ma dinh danh bo gd-dt",
            "ma dinh danh bo", "ma dinh danh bo giao duc", "ma dinh danh bo giao duc va dao tao", "ma dd",
            "ma dinh danh hoc sinh", "ma moet", "ma dinh danh moet",
        ),
        read=values.read_code, stored_as="ministry_code", choice="Mã định danh Bộ GD&ĐT",
    ),
    RosterField(
        "full_name", "Họ và tên",
        (
            "ho va ten", "ho ten", "ho, ten", "ho & ten", "ho-ten", "ho va ten dem va ten", "ho va chu dem va ten",
            "ho dem va ten", "ho, chu dem va ten", "ho chu dem va ten", "ho, ten dem va ten", "ho, ten dem, ten", "full name", "name", "student name", "fullname",
            "ten day du", "ho ten day du", "ho va ten day du", "full_name", "ho ten hoc sinh", "ho va ten khai sinh", "ten hoc sinh", "ten doan vien",
        ),
        read=values.read_name, stored_as="full_name", choice="Họ và tên",
        example=("Nguyễn Thị Hoa (ví dụ, xóa dòng này)", "Trần Văn Nam (ví dụ, xóa dòng này)"),
    ),
    RosterField(
        "family_name", "Họ và tên đệm",
        (
            "ho dem", "ho va chu dem", "ho va ten dem", "ho ten dem", "ho va dem", "ho lot", "ho va chu lot", "ho va ten lot",
            "ho", "last name", "family name", "surname", "lastname", "familyname",
        ),
        choice="Họ và tên đệm",
    ),
    RosterField("middle_name", "Tên đệm", ("ten dem", "chu dem", "ten lot", "chu lot", "dem", "lot", "middle name", "middlename"), choice="Tên đệm"),
    RosterField("given_name", "Tên", ("ten", "first name", "given name", "firstname", "givenname", "ten goi"), choice="Tên"),
    RosterField(
        "birth_date", "Ngày sinh",
        (
            "ngay sinh", "ngay, thang, nam sinh", "ngay thang nam sinh", "ngay, thang nam sinh", "ngay/thang/nam sinh", "ntns",
            "sinh ngay", "nam sinh", "ngay, thang, nam", "ngay sinh nhat", "date of birth", "dob", "birth date", "birthday",
            "birthdate", "birth year", "birth_year", "sinh nam", "n.sinh", "n. sinh", "sinh nhat", "ngay sinh cua em", "ngay va noi sinh", "ngay, noi sinh",
            "ngay sinh noi sinh", "nsinh", "ngay sinh, noi sinh", "n/t/n sinh", "ngay thang nam sinh, noi sinh", "ns", "sinh ngay, thang, nam", "sinh ngay thang nam", "ngay/thang/nam", "ngay ra doi",
        ),
        read=_read_birth_date, stored_as="birth_date", empty=None, load=_load_date, show=_show_date, write=_show_date,
        few_values=True, choice="Ngày sinh", example=("05/09/2010", "21/11/2010"),
    ),
    RosterField("birth_day", "Ngày", ("ngay",)),
    RosterField("birth_month", "Tháng", ("thang",)),
    RosterField("birth_year", "Năm", ("nam",)),
    RosterField(
        "sex", "Giới tính",
        ("gioi tinh", "gt", "phai", "nam/nu", "nam / nu", "nam, nu", "nam-nu", "gioi", "sex", "gender", "g.tinh", "gtinh", "phai tinh"),
        read=values.read_sex, stored_as="sex", show=_show_sex, write=_show_sex, few_values=True, choice="Giới tính",
        example=("Nữ", "Nam"),
    ),
    RosterField("female_mark", "Nữ", ("nu", "la nu"), choice="Nữ (đánh dấu x)"),
    # The usual form of branch lists: the birth date, or its year, stands under the sex.
    RosterField("male_birth", "Nam sinh ngày"),
    RosterField("female_birth", "Nữ sinh ngày"),
    RosterField(
        "school_name", "Trường",
        ("truong", "ten truong", "truong hoc", "ma truong", "don vi truong", "hoc truong", "school"),
        read=values.read_upper_unit_name, few_values=True, choice="Trường",
    ),
    RosterField(
        "class_name", "Lớp", (
            "lop", "ten lop", "ma lop", "lop hoc", "class", "class name", "hoc lop", "lop hien tai", "cohort1",
            "learner enrolled in class", "homeroom", "enrolled_in", "lop hc", "lop hanh chinh", "lop sh", "lop sinh hoat", "thuoc lop", "lop/chi doan",
            "lop, chi doan", "lop moi", "lop chinh khoa", "lop chinh", "em hoc lop nao?", "em hoc lop nao", "lop dang hoc", "lop hoc hien tai", "lop nam hoc moi",
        ),
        read=values.read_unit_name, few_values=True, choice="Lớp", example=("10A1", "10A1"),
    ),
    RosterField("grade", "Khối", ("khoi", "khoi lop", "grade", "khoi hoc"), choice="Khối"),
    RosterField(
        "branch_name", "Đoàn cơ sở",
        (
            "doan truong", "doan co so", "co so doan", "ten co so doan", "doan xa", "xa doan", "doan xa/phuong", "doan phuong",
            "doan xa, phuong", "doan xa, phuong, dac khu", "ma doan co so", "lien doi", "branch",
        ),
        read=values.read_upper_unit_name, few_values=True, choice="Đoàn cơ sở",
    ),
    RosterField(
        "chapter_name", "Chi đoàn",
        ("chi doan", "ten chi doan", "chi doan sinh hoat", "chapter", "ma chi doan", "chi doi", "ten chi doi"),
        read=values.read_unit_name, few_values=True, choice="Chi đoàn", example=("10A1", "10A1"),
    ),
    RosterField("unit_name", "Đơn vị", ("don vi", "ten don vi", "ma don vi", "unit", "don vi sinh hoat")),
    RosterField(
        "union_member", "Đoàn viên",
        (
            "doan vien", "la doan vien", "union member", "ngay vao doan", "ngay ket nap", "ngay ket nap doan",
            "ngay vao doan tncs", "da vao doan", "doan",
        ),
        read=values.read_mark, stored_as="is_union_member", empty=False, show=lambda yes: "có" if yes else "không",
        write=lambda yes: "x" if yes else "", few_values=True, choice="Đoàn viên (đánh dấu x)", example=("x", ""),
    ),
    RosterField(
        "identity_number", "Số định danh",
        (
            "so ddcn", "so dinh danh ca nhan", "so cccd", "cccd", "cmnd/cccd", "cccd/cmnd", "so cmnd/cccd", "so cccd/cmnd",
            "cmnd", "so cmnd", "ma dinh danh cong dan", "ma dinh danh ca nhan", "dinh danh ca nhan", "so can cuoc",
            "so can cuoc cong dan", "can cuoc cong dan", "ddcn", "so dinh danh", "so ddcn/cccd", "cmnd/cccd/ddcn", "citizen id",
        ),
        choice="Số định danh cá nhân",
    ),
    RosterField("username", "Tên đăng nhập", ("username", "ten dang nhap", "user name", "tai khoan")),
    # Read and never kept: whether somebody is still a pupil here, what a remark says of that, and who is none.
    RosterField(
        "status", "Tình trạng",
        ("trang thai", "tinh trang", "trang thai hoc tap", "trang thai hoc", "tinh trang hoc tap", "dien bien", "bien dong", "status", "trang thai hs",),
        choice="Tình trạng (đang học, chuyển đi…)",
    ),
    RosterField("gone_mark", "Đã thôi, đã chuyển"),
    RosterField("here_mark", "Đang học", ("dang hoc", "con hoc", "con dang hoc", "hien dien", "dang theo hoc", "dang sinh hoat", "con sinh hoat")),
    RosterField("remark", "Ghi chú", ("ghi chu", "ghi chu khac", "chu thich", "nhan xet", "note", "notes", "remark", "remarks")),
    RosterField("role", "Vai trò", ("vai tro", "chuc vu he thong", "user type", "role", "loai tai khoan", "loai nguoi dung", "user_type", "chuc vu", "chuc danh", "role1")),
    # The number itself is never kept: rosters.importing.run.drafting puts a digest in its place.
    RosterField(
        "identity_digest", "Số định danh", stored_as="identity_digest", show=lambda value: "đã ghi" if value else "",
    ),
)  # fmt: skip

# Those of one cell each, which are also exported.
CELL_FIELDS = {field.name: field for field in ROSTER_FIELDS if field.read is not None}
# Those that Member keeps: by name in the file, and by name on the member.
KEPT_FIELDS = {field.name: field for field in ROSTER_FIELDS if field.stored_as}
MEMBER_FIELDS = {field.stored_as: field for field in KEPT_FIELDS.values()}
FIELD_OF_SPELLING = {spelling: field.name for field in ROSTER_FIELDS for spelling in field.spellings}


def label_of(stored_as: str) -> str:
    """How what Member keeps is named to organizers; `unit` is where they are."""
    return MEMBER_FIELDS[stored_as].label if stored_as in MEMBER_FIELDS else "Đơn vị"


def show_value(stored_as: str, value: Any) -> str:
    """A value that Member keeps, or its JSON form, as it stands on a page."""
    return MEMBER_FIELDS[stored_as].show(value) if stored_as in MEMBER_FIELDS else str(value or "")
