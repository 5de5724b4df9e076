"""OneRoster in a ZIP."""

import io
import zipfile

import pytest

from rosters.files.errors import UnreadableFile
from rosters.files.oneroster import HEADERS
from rosters.files.reading import read_sheets

USERS = """sourcedId,status,enabledUser,role,username,givenName,familyName,middleName,identifier
u1,active,true,student,hoa,Đào,Nguyễn,Thị Hoa,HS1
u2,active,true,student,an,An,Lê,,
u3,tobedeleted,true,student,ba,Ba,Lê,,HS3
u4,active,false,student,tu,Tư,Lê,,HS4
t1,active,true,teacher,lan,Lan,Trần,Thị,GV1
"""
CLASSES = """sourcedId,status,title,classCode,classType,schoolSourcedId
c1,active,10A1,10A1,homeroom,s1
c2,active,Toán 10,T10,scheduled,s1
"""
ENROLLMENTS = """sourcedId,status,classSourcedId,userSourcedId,role
e0,active,c2,u1,student
e1,active,c1,u1,student
e2,active,c2,u2,student
e3,active,c1,u3,student
e4,active,c1,t1,teacher
"""
ORGS = "sourcedId,name,type\ns1,THPT Thoại Ngọc Hầu,school\n"
DEMOGRAPHICS = "sourcedId,birthDate,sex\nu1,2010-09-05,female\n"
FILES = {
    "users.csv": USERS,
    "classes.csv": CLASSES,
    "enrollments.csv": ENROLLMENTS,
    "orgs.csv": ORGS,
    "demographics.csv": DEMOGRAPHICS,
}


def archive(**changes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in (FILES | {f"{name}.csv": text for name, text in changes.items()}).items():
            if text is not None:
                made.writestr(f"goi/{name}", text)
    return out.getvalue()


def rows(content):
    [sheet] = read_sheets("oneroster.zip", content)
    assert sheet.rows[0] == HEADERS
    return {row[0]: row[1:] for row in sheet.rows[1:]}


def test_pupils_stand_in_their_homeroom_with_what_is_known_of_them():
    found = rows(archive())
    assert found["HS1"] == ["Nguyễn Thị Hoa", "Đào", "2010-09-05", "Nữ", "THPT Thoại Ngọc Hầu", "10A1", ""]


def test_teachers_are_no_pupils():
    assert rows(archive()).keys() == {"HS1", "an", "HS3", "HS4"}


def test_who_is_in_no_homeroom_stands_in_another_class():
    assert rows(archive())["an"][5] == "Toán 10"


def test_who_was_taken_out_is_said_to_have_left():
    found = rows(archive())
    assert [found[code][6] for code in ("HS3", "HS4")] == ["Thôi học", "Thôi học"]


def test_roles_may_stand_in_a_file_of_their_own_as_in_version_1_2():
    users = USERS.replace(",student,", ",,").replace(",teacher,", ",,")
    roles = "sourcedId,userSourcedId,role\nr1,u1,student\nr2,u2,student\nr3,u3,student\nr4,u4,student\nr5,t1,teacher\n"
    assert "GV1" not in rows(archive(users=users, roles=roles))


@pytest.mark.parametrize("missing", ["orgs", "demographics"])
def test_what_is_not_there_is_left_empty(missing):
    assert rows(archive(**{missing: None})).keys() == {"HS1", "an", "HS3", "HS4"}


def test_another_archive_is_to_be_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("ds.csv", "a,b")
    with pytest.raises(UnreadableFile, match="Giải nén"):
        read_sheets("ds.zip", out.getvalue())
