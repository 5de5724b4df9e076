"""Fictional rosters of any size for benchmarks: the same seed gives the same people."""

import random
from collections.abc import Iterator

FAMILY = "Nguyễn Trần Lê Phạm Huỳnh Võ Phan Đặng Bùi Đỗ Hồ Ngô Dương Lý Châu Trương Đinh Mai Tô Kiều".split()
MIDDLE = "Văn Thị Ngọc Minh Thanh Gia Hoàng Kim Quốc Thúy Mỹ Bảo Khánh Hồng Phương Nhật Đức Hữu Trọng Tuấn".split()
GIVEN = (
    "An Anh Bảo Châu Cường Diễm Dũng Đạt Giang Hà Hải Hân Hiếu Hoa Huy Hương Khang Khoa Lan Linh Long Mai Minh Nam Nga "
    "Nghĩa Ngọc Như Oanh Phát Phong Phúc Quân Quỳnh Sang Tài Tâm Thảo Thịnh Thư Toàn Trang Trí Tú Tuyết Uyên Việt Vy Yến Ý"
).split()
HEADERS = [
    "STT", "Mã học sinh", "Mã định danh Bộ GD&ĐT", "Họ và tên", "Ngày sinh", "Giới tính", "Trường", "Lớp", "Đoàn viên", "Ghi chú",
]  # fmt: skip
CLASSES_A_SCHOOL = 30


def roster_rows(number: int, schools: int, *, changed: float = 0.0, seed: int = 1) -> Iterator[list[object]]:
    """`number` rows under HEADERS, spread over the classes of `schools` schools; a share `changed` has another birth year."""
    chance, change = random.Random(seed), random.Random(seed + 1)
    for n in range(number):
        place = n * schools * CLASSES_A_SCHOOL // number
        school, class_number = divmod(place, CLASSES_A_SCHOOL)
        girl = chance.random() < 0.5
        name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        # Women are called Thị and men Văn: half of them the other way round would be asked about.
        girl = "Thị" in name or (girl and "Văn" not in name)
        # As old as their grade, or a year older.
        year = 2011 - class_number % 3 - chance.randrange(2)
        day, month = 1 + chance.randrange(28), 1 + chance.randrange(12)
        if changed and change.random() < changed:
            year -= 1
        yield [
            n + 1, f"HS{n:07d}", f"{2_100_000_000 + n}", name, f"{day:02d}/{month:02d}/{year}", "Nữ" if girl else "Nam",
            f"Trường THPT số {school:03d}", f"{10 + class_number % 3}A{class_number // 3 + 1}", "x" if n % 3 else "", "",
        ]  # fmt: skip


def write_roster(path: str, number: int, schools: int, *, changed: float = 0.0) -> None:
    """An XLSX of ten columns, as a school system would write it."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, HEADERS)
        for place, row in enumerate(roster_rows(number, schools, changed=changed), 1):
            sheet.write_row(place, 0, row)
