"""The demonstration's units and people: the real communes of An Giang, and fictional members of a few units."""

import csv
import datetime as dt
import random
from pathlib import Path

import rosters
from rosters.models import Member, Membership, Unit, User
from rosters.names import fold
from rosters.organizers import appoint
from rosters.trees import add_unit
from rosters.units import UnitKind as Kind

COMMUNES = Path(rosters.__file__).parent / "data" / "an_giang_communes.csv"
PASSWORD = "hoc-vu-so-2026"
SHOWN_LEARNER = "AG260001"

FAMILY = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Huỳnh", "Huỳnh", "Võ", "Phan", "Đặng", "Bùi",
    "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Châu", "Mai", "Trương",
]  # fmt: skip
BOY_MIDDLE = ["Văn", "Minh", "Quốc", "Hoàng", "Gia", "Thanh", "Hữu", "Đức", "Trọng", "Nhật", "Tuấn", "Phúc"]
GIRL_MIDDLE = ["Thị", "Ngọc", "Thanh", "Thúy", "Kim", "Mỹ", "Bảo", "Khánh", "Hồng", "Phương", "Thảo", "Như"]
BOY_GIVEN = [
    "An", "Bảo", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Huy", "Khang", "Khoa", "Long", "Minh", "Nam", "Nghĩa", "Phát",
    "Phong", "Quân", "Sang", "Tài", "Thịnh", "Toàn", "Trí", "Tú", "Việt",
]  # fmt: skip
GIRL_GIVEN = [
    "Ánh", "Châu", "Diễm", "Dung", "Giang", "Hà", "Hân", "Hoa", "Hương", "Lan", "Linh", "Mai", "My", "Ngân", "Nhi",
    "Nhung", "Oanh", "Phượng", "Quyên", "Thảo", "Thư", "Trang", "Uyên", "Vy", "Yến",
]  # fmt: skip
KHMER = ["Chau Sóc Kha", "Chau Rươl", "Néang Sóc Phia", "Neáng Chanh Đa", "Chau Kim Sơn"]
CHAM = ["Mách Ro Phi Ah", "Sa Ly Mah", "Mohamad Amin", "Ysa Roh"]

# School: code, name, its commune's union (by the commune's name), classes.
SCHOOLS = [
    ("THPT-TNH", "Trường THPT Thoại Ngọc Hầu", "Phường Long Xuyên", ["10A1", "10A2", "11A1", "12A1"]),
    ("THPT-OE", "Trường THPT Óc Eo", "Xã Óc Eo", ["10A1", "11A1"]),
    ("THCS-MHH", "Trường THCS Mỹ Hòa Hưng", "", ["8A1", "9A1"]),
]
HAMLETS = [("Xã Mỹ Hòa Hưng", "ấp Mỹ Khánh 1"), ("Xã Ô Lâm", "ấp Phước Bình"), ("Xã Châu Phong", "ấp Châu Giang")]


def load_units() -> dict[str, Unit]:
    """Both trees, by code: 102 commune unions, three schools with classes, their branches with chapters."""
    if Unit.objects.exists():
        return {unit.code: unit for unit in Unit.objects.all()}
    department = add_unit(None, kind=Kind.DEPARTMENT, name="Sở Giáo dục và Đào tạo An Giang", code="SGD-AG")
    province = add_unit(None, kind=Kind.PROVINCIAL_UNION, name="Tỉnh đoàn An Giang", code="TD-AG")
    communes = {}
    with COMMUNES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = "Đoàn " + row["name"][:1].lower() + row["name"][1:]
            communes[row["name"]] = add_unit(province, kind=Kind.COMMUNE_UNION, name=name, code=f"DX-{row['code']}")
    add_unit(province, kind=Kind.DIRECT_UNION, name="Đoàn Trường Đại học An Giang", code="DTT-DHAG")
    for code, name, commune, classes in SCHOOLS:
        school = add_unit(department, kind=Kind.SCHOOL, name=name, code=code)
        for each in classes:
            add_unit(school, kind=Kind.CLASS, name=each, code=f"{code}-{each}")
        if commune:
            branch = add_unit(
                communes[commune], kind=Kind.BRANCH, name=f"Đoàn {name[0].lower()}{name[1:]}", code=f"DOAN-{code}"
            )
            for each in classes:
                add_unit(branch, kind=Kind.CHAPTER, name=each, code=f"CD-{code}-{each}")
    for commune, hamlet in HAMLETS:
        code = f"CD-{fold(hamlet).title().replace(' ', '')}"
        add_unit(communes[commune], kind=Kind.CHAPTER, name=hamlet, code=code)
    return {unit.code: unit for unit in Unit.objects.all()}


def load_members(units: dict[str, Unit], today: dt.date) -> list[Member]:
    """About 270 members with their places since the school year began, in the order of their codes."""
    if Member.objects.exists():
        return list(Member.objects.order_by("code"))
    chance = random.Random(20261124)
    members: list[Member] = []
    places: list[tuple[Member, Unit]] = []
    begin = min(dt.date(today.year, 9, 5), today - dt.timedelta(days=60))
    for code, _, commune, classes in SCHOOLS:
        for name in classes:
            grade = int("".join(letter for letter in name[:2] if letter.isdigit()))
            for number in range(chance.randint(27, 33)):
                shown = not members and number == 0
                member = _pupil(chance, len(members) + 1, today.year - grade - 5, shown=shown)
                member.is_union_member = bool(commune) and (shown or chance.random() < 0.75)
                members.append(member)
                places.append((member, units[f"{code}-{name}"]))
                if member.is_union_member:
                    places.append((member, units[f"CD-{code}-{name}"]))
    for unit in [unit for unit in units.values() if unit.kind == Kind.CHAPTER and "ấp" in unit.name]:
        for _ in range(chance.randint(8, 14)):
            member = _pupil(chance, len(members) + 1, today.year - chance.randint(18, 29), shown=False)
            member.is_union_member = True
            members.append(member)
            places.append((member, unit))
    twin = _second_record(members[1])
    members.append(twin)
    places.append((twin, units["CD-THPT-TNH-10A1"]))
    Member.objects.bulk_create(members)
    Membership.objects.bulk_create([Membership(member=m, unit=u, tree=u.tree, start=begin) for m, u in places])
    return members


def _pupil(chance: random.Random, number: int, birth_year: int, *, shown: bool) -> Member:
    girl = chance.random() < 0.5
    if shown:
        girl, name = True, "Trần Ngọc Ánh"
    elif chance.random() < 0.05:
        name = chance.choice(KHMER + CHAM)
    else:
        middle, given = (GIRL_MIDDLE, GIRL_GIVEN) if girl else (BOY_MIDDLE, BOY_GIVEN)
        words = [chance.choice(FAMILY), chance.choice(middle), chance.choice(given)]
        name = " ".join(words)
    birth_date = dt.date(birth_year, 1, 1) + dt.timedelta(days=chance.randrange(365))
    member = Member(code=f"AG26{number:04d}", full_name=name, birth_date=birth_date, sex="female" if girl else "male")
    member.login_nonce = f"demonstration-{number}"
    member.set_derived_fields()
    return member


def _second_record(member: Member) -> Member:
    """The same person once more, as it happens when school and union hand in a list each; to be found and merged."""
    twin = Member(code="DV26-0117", full_name=member.full_name, birth_date=member.birth_date, sex=member.sex)
    twin.is_union_member, twin.login_nonce = True, "demonstration-twin"
    twin.set_derived_fields()
    return twin


def load_staff(units: dict[str, Unit]) -> None:
    """An administrator, an editor, and organizers of a school with its union and of the province."""
    from django.contrib.auth.models import Group

    from portal.preparing import ADMINISTRATORS_GROUP, EDITORS_GROUP

    people = [
        ("quantri", "Lê Thị Quản Trị", [ADMINISTRATORS_GROUP], []),
        ("bientap", "Phạm Văn Biên Tập", [EDITORS_GROUP], []),
        ("phutrach", "Nguyễn Thị Thu Hà", [], ["THPT-TNH", "DOAN-THPT-TNH"]),
        ("tinhdoan", "Trần Minh Đức", [], ["TD-AG", "SGD-AG"]),
    ]
    for username, name, groups, codes in people:
        user, created = User.objects.get_or_create(
            username=username, defaults={"first_name": name.rpartition(" ")[2], "last_name": name.rpartition(" ")[0]}
        )
        if created:
            user.set_password(PASSWORD)
            user.save()
        user.groups.add(*Group.objects.filter(name__in=groups))
        for code in codes:
            appoint(user, units[code])
