"""OneRoster in CSV files in a ZIP, which learning systems exchange: https://www.imsglobal.org/spec/oneroster/v1p2. No database, no Django.

A sheet like any other is made of it: one row for each pupil and class.
"""

import io
import zipfile

from rosters.files.archives import LARGEST_UNPACKED
from rosters.files.delimited_text import read_delimited
from rosters.files.encodings import decode
from rosters.files.errors import UnreadableFile
from rosters.files.sheets import Cell, Sheet

HEADERS: list[Cell] = ["Mã học sinh", "Họ và tên đệm", "Tên", "Ngày sinh", "Giới tính", "Trường", "Lớp", "Tình trạng"]
_PUPILS = {"student", ""}


def is_oneroster(content: bytes) -> bool:
    """Whether the ZIP holds what OneRoster says: users and enrollments."""
    return {"users.csv", "enrollments.csv"} <= {
        name.rpartition("/")[2] for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
    }


def read_oneroster(content: bytes) -> list[Sheet]:
    """The pupils with their classes. Raises UnreadableFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tables = {name.rpartition("/")[2]: name for name in archive.namelist() if name.endswith(".csv")}
        if sum(archive.getinfo(name).file_size for name in tables.values()) > LARGEST_UNPACKED:
            raise UnreadableFile("Tệp quá lớn sau khi giải nén. Hãy chia danh sách thành nhiều tệp.")
        read = {name: _table(archive.read(path)) for name, path in tables.items()}
    classes = {each.get("sourcedId", ""): each for each in read.get("classes.csv", []) if _is_active(each)}
    schools = {
        each.get("sourcedId", ""): each.get("name", "") for each in read.get("orgs.csv", []) if each.get("type") == "school"
    }
    demographics = {each.get("sourcedId", ""): each for each in read.get("demographics.csv", [])}
    roles = {each.get("userSourcedId", ""): each.get("role", "") for each in read.get("roles.csv", [])}
    class_of: dict[str, str] = {}
    for each in read["enrollments.csv"]:
        found = classes.get(each.get("classSourcedId", ""))
        if (
            found
            and _is_active(each)
            and each.get("role", "student") == "student"
            and found.get("classType", "homeroom") == "homeroom"
        ):
            class_of.setdefault(each.get("userSourcedId", ""), each["classSourcedId"])
    for each in read["enrollments.csv"]:
        # Where no class is a homeroom, any class will do.
        if each.get("role", "student") == "student" and _is_active(each) and each.get("classSourcedId") in classes:
            class_of.setdefault(each.get("userSourcedId", ""), each["classSourcedId"])
    rows: list[list[Cell]] = [HEADERS]
    for user in read["users.csv"]:
        key = user.get("sourcedId", "")
        if (user.get("role") or roles.get(key, "")).lower() in _PUPILS:
            rows.append(_row(user, classes.get(class_of.get(key, ""), {}), schools, demographics.get(key, {})))
    return [Sheet("OneRoster", rows)]


def _row(user: dict[str, str], its_class: dict[str, str], schools: dict[str, str], about: dict[str, str]) -> list[Cell]:
    middle = " ".join(filter(None, [user.get("familyName", ""), user.get("middleName", "")]))
    school = schools.get(its_class.get("schoolSourcedId", ""), "")
    name = its_class.get("title", "") or its_class.get("classCode", "")
    status = "" if _is_active(user) and user.get("enabledUser", "true").lower() != "false" else "Thôi học"
    code = user.get("identifier", "") or user.get("username", "") or user.get("sourcedId", "")
    sex = {"male": "Nam", "female": "Nữ"}.get((about.get("sex") or about.get("gender", "")).lower(), "")
    return [
        code,
        middle,
        user.get("givenName", ""),
        about.get("birthDate") or about.get("birthdate", ""),
        sex,
        school,
        name,
        status,
    ]


def _is_active(each: dict[str, str]) -> bool:
    return each.get("status", "active").lower() in ("active", "")


def _table(content: bytes) -> list[dict[str, str]]:
    rows = read_delimited(decode(content) or "", ",")
    if not rows:
        return []
    headers = [str(cell).strip() for cell in rows[0]]
    return [dict(zip(headers, map(str, row), strict=False)) for row in rows[1:] if any(row)]
