"""What a list says of somebody who is no more a pupil or member here, or never was one. No database."""

import re
from collections.abc import Iterable

from rosters.fields.values import is_gone
from rosters.importing.recognise.class_names import class_in_sheet_name
from rosters.names import clean_text, fold

_GONE_STATUS = re.compile(
    r"^(?:da )?(?:chuyen|nghi|thoi|roi|bo|tot nghiep|hoan thanh|xoa ten|khai tru|inactive|suspended|deleted|tobedeleted|left|withdrawn|transferred)\b"
    r"|khong con|da roi|tot nghiep|xoa ten|khai tru|^ct$|^cd\b|duoi hoc|^mat$|nghia vu|nghi luon|^suspended$"
)
# What a remark says beside what rosters.fields.values knows to say of a name.
_GONE_REMARK = re.compile(
    r"\bdi nuoc ngoai\b|\bdinh cu\b|\bxuat canh\b|\brut (?:hoc ba|ho so|giay)|^theo (?:gia dinh|cha|me|bo|ba)\b|^(?:da )?nghi (?:tu |luon|han|ngay )?\d|"
    r"^(?:da )?nghi (?:luon|han)|, nghi$|\bkhong (?:di hoc|co mat|den lop)\b|vang luon|"
    r"truong khac|tron hoc|tam nghi|^dinh chi|dinh chi hoc|^ve (?!que an tet|som|lop)\w+ \w+$|^da ct\b|bi duoi|tu vong|"
    r"truong thanh doan|^truong thanh$|\bnhap ngu\b|di bo doi|\brut so\b|chuyen so doan|mat lien lac|bo nha|bo trai|^th$|^bl$|^c\.? ?truong$|khong (?:co )?ten trong|^k co ten|^thoi$|"
    r"^ct\b(?= \d|$)|^bo$|^nghi$|\bchuyen (?:den|ve|toi) (?!lop\b|day\b|tu\b|truong (?:nay|minh|ta)\b)\w|\bcd truong\b|duoi hoc|di nghia vu|nghi luon|khong (?:con )?hoc nua|khong con hoc|^chuyen sang\b|^mat$|cuu hoc sinh|tot nghiep"
)
# `Chuyển đến`, `Chuyển đến từ Châu Phú`: somebody new. `Chuyển đến THPT Long Xuyên`: somebody who has left.
_COMES = re.compile(
    r"\bnghi \d+ (?:buoi|tiet|lan)\b|\b(?:nay|da) (?:di )?hoc (?:lai|tro lai)\b|\bhoc nghe pho thong\b|\bda nghi he\b|^da chuyen hoc ba\b|\bchuyen hoc ba ve\b|\bchuyen lop tu\b|tot nghiep (?:thcs|tieu hoc|mam non|lop 9|lop 5)|\bnghi hoc (?:co phep |khong phep )?\d+ (?:buoi|ngay|tiet)|"
    r"\bchuyen (?:tu|vao|sang day)\b|\bchuyen (?:den|ve|toi)(?:$| (?:lop|day|tu|truong (?:nay|minh|ta))\b)|\bmoi (?:chuyen|den|vao)\b|^chuyen (?:den|ve|toi) (?:ngay |tu )?\d"
)
_NO_PUPIL = re.compile(
    r"coach|teacher|admin|facility|superuser|manager|instructor|parent|guardian|giao vien|gvcn|quan tri|phu huynh|can bo(?! (?:lop|doan|chi doan|doi|hoi))|nhan vien|hieu truong"
)
_STAFF_SHEET = re.compile(
    r"\b(?:gvcn|gvbm|giao vien|gv|lien he|danh ba|cbgv|cb gv|can bo|nhan vien|phu huynh|phhs|cmhs|bdd|bđd|cha me|bch|ban chap hanh)\b"
)
_REDUCED_SHEET = re.compile(r"^(?:ds |danh sach )?(?:hs |hoc sinh )?(?:giam|di|roi|ra truong)$")
_OLD_SHEET = re.compile(r"\((?:[2-9])\)$|\b(?:cu|(?<!bieu )mau|nhap|backup|copy|ban sao|luu)\b|^(?:ds )?nam (?:hoc )?truoc")
_STAFF_TITLE = re.compile(
    r"danh sach (?:giao vien|gvcn|gvbm|can bo|nhan vien|phu huynh|cbgv|cha me)|danh sach (?:phhs|cmhs)\b|ban dai dien (?:cha me|phu huynh|cmhs|phhs)"
)


# What a remark says of a pupil, and a title of a school.
_GONE_TO = re.compile(r"\bdi lam\b|hoc nghe|\btruong nghe\b|\bgdtx\b|\bgdnn")
# Of a parent, and not of the pupil: Cha mẹ đi làm xa.
_OF_A_PARENT = re.compile(r"^(?:có )?(?:cha|mẹ|bố|ba|má|ông|bà|phụ huynh|anh|chị|gia đình)\b", re.IGNORECASE)


# With its accents: `Cô Võ Thị Lành` is the form teacher.
_MARRIED = re.compile(r"\b(?:lấy|có) (?:chồng|vợ)\b|^(?:lay|co) (?:chong|vo)\b")


def says_gone(text: str, *, is_status: bool, is_title: bool = False) -> bool:
    """Whether a status, a remark or a title says that somebody has left: Chuyển đi, Bảo lưu, Bỏ học từ 9/2026, not Chuyển đến."""
    folded = fold(text)
    if not folded or _COMES.search(folded):
        return False
    if _OF_A_PARENT.match(clean_text(text)):
        return is_gone(folded)
    if not is_title and (_GONE_TO.search(folded) or _MARRIED.search(clean_text(text).casefold())):
        return True
    return is_gone(folded) or bool(_GONE_REMARK.search(folded)) or (is_status and bool(_GONE_STATUS.search(folded)))


# Words of going away and of staying away: a remark with one of them may say that somebody has left.
_MAY_BE_GONE = re.compile(
    r"\b(?:chuyen|chuyenn|nghi|rut|vang|thoi|doi ve|off|tra (?:ho so|hb|hoc ba)|(?:ho so|hb|hoc ba) (?:da )?tra|lay (?:hb|hoc ba|hs|ho so)|cat ten|xoa|huy|chet|"
    r"dung hoc|o lai|tc nghe|trung cap|truong cu|hoc nghe)\b|^bo\b|\bluu ban \w|\bbo (?:hoc|lop|truong)|^(?:bh|lb|ct|ao|trung|ho so ao)$|^ve\b|\b(?:qua|sang) (?:lop|truong|\d)|"
    # Of the union: grown out of it, excluded, excused, away at military service.
    r"\bkhai tru\b|\b(?:qua|het) tuoi\b|\bra (?:khoi )?(?:doan|hoi|clb)\b|\b(?:mien|hoan|ngung|ngat|cat|dung|khong|ko|k) (?:tham gia )?(?:sinh hoat|sh|shd)\b|"
    r"\b(?:csh|csd|nvqs|xkld)\b|^(?:da )?ttd$|^da tt$|\bgioi thieu (?:sinh hoat|shd?|ve|sang|di|den)\b|\b(?:khong|chua|ko) thay\b|"
    r"\b(?:khong|ko|k|hong|hok|chua) (?:hoc|ra|den|nhap hoc|con|co mat|len lop|theo|vao hoc|tham gia|lien lac)|^di (?!hoc|xe|bo\b|nvqs|lai\b)\w"
)
# What such a remark says of those who are there.
_IS_HERE = re.compile(
    r"\b(?:xong|hoan thanh|het|xuat ngu|chua di|kham|hoan) nvqs\b|\bgioi thieu (?:ket nap|vao dang)\b|"
    r"\b\d+ (?:buoi|ngay|tiet|lan)\b|^vang \d+$|^thoi (?:lam|giu) |\bchuyen (?:khoan|tien)\b|\b(?:hoc|di hoc) (?:lai|tro lai)\b|\bbua\b|\bco phep\b|\b(?:nghe pho thong|chuyen khau|chuyen nganh|chuyen can|nghi he|nghi tet|nghi luong)\b|"
    r"\bchuyen (?:ho so|hoc ba)(?: ve| den| ngay|$)|\bchuyen (?:tu|den|vao)\b|\btu .* (?:chuyen|sang)\b|^o lai (?:truong|ktx|noi tru)|\btra (?:sach|tien)\b"
)


def may_say_gone(text: str) -> bool:
    """Whether a remark that is not understood may say that somebody has left: that is asked, with what it says."""
    folded = fold(text)
    if _OF_A_PARENT.match(clean_text(text)) or _COMES.search(folded):
        return False
    return bool(_MAY_BE_GONE.search(folded)) and not _IS_HERE.search(folded)


# What a column of statuses says of those who are there.
_PRESENT = re.compile(
    r"^(?:dang|con|co|van|hien|van dang)\b|^hoc\b|^binh thuong|^active|^true$|^1$|^x$|^on$|^enabled|^moi|^chinh thuc|^doan vien|^hoat dong|^di hoc|"
    r"^enrolled|^studying|^du$|^tot$|^nhap hoc|^len lop|^tiep nhan|^chuyen den|^dh$|^hd$|^yes$|^-$|^ok$|^da (?:nhap|xac nhan|duyet|dong bo)|^khong$|^0$|^chua"
)


def is_known_status(text: str) -> bool:
    """Whether a status says something that is understood: that somebody is there, or has left."""
    folded = fold(text)
    is_here = _PRESENT.search(folded) and not _MAY_BE_GONE.search(folded)
    return not folded or bool(is_here or _COMES.search(folded)) or says_gone(text, is_status=True)


def is_of_those_gone(sheet_name: str, titles: list[str]) -> bool:
    """Whether a sheet says that it lists those who have left: `Nghỉ học`, `DANH SÁCH HỌC SINH CHUYỂN TRƯỜNG`."""
    return (
        bool(_REDUCED_SHEET.search(fold(sheet_name)))
        or says_gone(sheet_name, is_status=True)
        or any(says_gone(title, is_status=False, is_title=True) for title in titles)
    )


def is_of_before(sheet_name: str) -> bool:
    """Whether a sheet says that it is a copy, a pattern or of another year: `10A1 (2)`, `Mẫu`, `Bản cũ`."""
    return bool(_OLD_SHEET.search(fold(sheet_name)))


def is_no_pupil(role: str) -> bool:
    """Whether an office is that of a teacher, an administrator or a parent; a member of the union may have it, too."""
    return bool(_NO_PUPIL.search(fold(role)))


def is_of_a_system(role: str) -> bool:
    """Whether the kind of an account of another system is that of no pupil: coach, teacher, superuser."""
    return (
        is_no_pupil(role)
        and bool(re.fullmatch(r"[a-z ,_/-]+", role.casefold()))
        and not re.search(r"\bgv|can bo|nhan vien", role.casefold())
    )


# A remark that puts something right which the cells of the row say otherwise.
_CORRECTS = re.compile(r"^(?:sua|dinh chinh|dieu chinh|sai|nham|dung la|dung ra)\b|^(?:ten|ns|ngay sinh|lop) (?:dung|sai)\b")


def corrects(text: str) -> bool:
    """Whether a remark corrects its row: `Sửa NS: 23/08/2011`, `Sửa tên: Trần Quốc Thịnh`."""
    return bool(_CORRECTS.search(fold(text)))


_TEACHES = {"mon", "mon day", "bo mon", "chuyen mon", "nhiem vu", "phan cong", "day lop"}


def lists_teachers(heads: Iterable[str]) -> bool:
    """Whether the heads of a list are those of teachers: Môn dạy, Nhiệm vụ."""
    return any(fold(head) in _TEACHES for head in heads)


def is_of_staff(sheet_name: str, titles: list[str]) -> bool:
    """Whether a sheet says that it lists teachers or parents."""
    # `10A1-GVCN Lan` is the list of a class.
    # The chapter of the teachers is a chapter of the union.
    is_chapter = "chi doan" in fold(sheet_name) or bool(class_in_sheet_name(sheet_name))
    of_staff = _STAFF_SHEET.search(fold(sheet_name)) and not is_chapter
    return bool(of_staff) or any(_STAFF_TITLE.search(fold(title)) for title in titles)
