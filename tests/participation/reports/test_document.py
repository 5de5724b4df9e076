"""What a report says, as values: head, sentences, tables, signatures. No database."""

import datetime as dt

import pytest

from participation.reports.document import (
    OFFICE,
    UNION,
    Heading,
    Table,
    _best_and_weakest,
    abbreviation,
    compose,
    numbered,
    signer_lines,
    with_symbol,
)

ON = dt.date(2026, 11, 24)
FIELDS = {
    "superior_body": "Sở Giáo dục và Đào tạo", "issuing_body": "Trường THPT Thoại Ngọc Hầu", "number": "12/BC-TNH",
    "place": "Long Xuyên", "signer_title": "Hiệu trưởng", "signer_name": "Nguyễn Thị Thu Hà", "recipients": "- Sở GDĐT;\n\n Lưu: VT.",
    "basis": "", "remarks": "", "directions": "", "proposals": "", "on_behalf_of": "TM. BAN THƯỜNG VỤ",
}  # fmt: skip


def unit(name, roster, people, **fields):
    rate = people / roster if roster else None
    coverage = {"members": roster, "started": people, "completed": 0, "rate": 0.0}
    row = {"name": name, "roster": roster, "people": people, "rate": rate, "turns": 2 * people, "completed": 0, "passed": 0}
    return row | {"coverage": coverage} | fields


def figures(*below, **fields):
    total = unit("Trường", sum(each["roster"] for each in below) or 30, sum(each["people"] for each in below) or 12)
    return {
        "from": "2026-11-16", "to": "2026-11-22", "roster_day": "2026-11-22", "course": "", "total": total,
        "previous": {"people": 10, "turns": 15}, "target": None, "sex": [], "below": list(below),
        "cumulated": {"from": "2026-09-05", "to": "2026-11-22", "people": 20, "turns": 1234, "completed": 3},
    } | fields  # fmt: skip


def composed(*below, layout=OFFICE, texts=None, **fields):
    return compose(FIELDS | (texts or {}), figures(*below, **fields), layout, ON)


def sentences(document):
    """Those between the opening and the closing."""
    return [block for block in document.body[1:-1] if isinstance(block, str)]


def test_an_office_writes_below_the_name_of_the_state():
    document = composed()
    assert document.left == [("SỞ GIÁO DỤC VÀ ĐÀO TẠO", False), ("TRƯỜNG THPT THOẠI NGỌC HẦU", True)]
    assert document.right == [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)]
    assert document.signer == ["HIỆU TRƯỞNG"]


def test_a_body_of_the_union_writes_below_the_unions_name_and_signs_for_a_committee():
    document = composed(layout=UNION)
    assert document.left[-1] == ("***", False)
    assert document.right == [("ĐOÀN TNCS HỒ CHÍ MINH", True)]
    assert document.signer == ["TM. BAN THƯỜNG VỤ", "HIỆU TRƯỞNG"]


def test_the_top_of_a_tree_has_nobody_above_it():
    assert composed(texts={"superior_body": ""}).left == [("TRƯỜNG THPT THOẠI NGỌC HẦU", True)]


def test_day_and_month_have_two_digits():
    document = compose(FIELDS, figures(), OFFICE, dt.date(2026, 3, 5))
    assert document.place_and_date == "Long Xuyên, ngày 05 tháng 03 năm 2026"


@pytest.mark.parametrize(
    ("given", "written"),
    [("12/BC-TNH", "12/BC-TNH"), ("/BC", "       /BC"), ("    -BC/ĐTN", "       -BC/ĐTN"), ("", "       ")],
)
def test_a_number_that_is_not_given_yet_leaves_room_for_a_pen(given, written):
    assert numbered(given) == written


@pytest.mark.parametrize(
    ("typed", "before", "kept"),
    [
        ("15", "    -BC/ĐTN", "15-BC/ĐTN"), ("15", "12-BC/ĐTN", "15-BC/ĐTN"), ("7", "    /BC-THPTTNH", "7/BC-THPTTNH"), ("15-BC/BTG", "12-BC/ĐTN", "15-BC/BTG"),
        ("", "12-BC/ĐTN", ""), ("15", "", "15"),
    ],
)  # fmt: skip
def test_a_number_typed_alone_keeps_the_symbol(typed, before, kept):
    assert with_symbol(typed, before) == kept


def test_the_first_sentences_give_base_period_sum_and_coverage():
    first, second, third, fourth = sentences(composed())[:4]
    assert first == "1. Tổng số: 30 người trong danh sách tính đến ngày 22/11/2026."
    assert second.startswith("2. Trong kỳ: 12 người tham gia, đạt 40,0% so với danh sách; 24 lượt học và làm bài;")
    assert second.endswith("Kỳ trước liền kề: 10 người, 15 lượt.")
    assert "20 người tham gia, 1.234 lượt, 3 lần hoàn thành khóa học" in third
    assert fourth.startswith("4. Tính đến lúc lập báo cáo: trong 30 người đang ở đơn vị có 12 người đã bắt đầu")


def test_a_report_on_one_course_says_which():
    assert sentences(composed(course="Danh tính số"))[0].endswith("Số liệu của khóa học “Danh tính số”.")


def test_a_period_that_is_not_over_says_up_to_which_day_it_goes():
    assert "2. Trong kỳ, tính đến ngày 20/11/2026: " in sentences(composed(roster_day="2026-11-20"))[1]


def test_a_unit_without_a_roster_has_a_dash_for_its_rate():
    empty = unit("Trường", 0, 0)
    empty["coverage"]["rate"] = None
    assert "đạt – so với danh sách" in sentences(composed(total=empty))[1]


TARGET = {
    "campaign": "Tuần lễ “Số hóa”", "from": "2026-11-01", "to": "2026-11-30", "until": "2026-11-22", "people": 24, "turns": None,
    "completed": 6, "reached": {"people": 12, "turns": 24, "completed": 3},
}  # fmt: skip


def test_only_targets_that_were_set_are_told_and_inner_quotation_marks_are_inner_ones():
    found = sentences(composed(target=TARGET))[4]
    assert "“Tuần lễ ‘Số hóa’”" in found
    assert found.endswith("12 trên chỉ tiêu 24 người (50,0%); 3 trên chỉ tiêu 6 lần hoàn thành khóa học (50,0%).")


SEX = [{"label": "Nữ", **unit("", 20, 10)}, {"label": "Nam", **unit("", 10, 2)}]


@pytest.mark.parametrize(("target", "number"), [(None, 5), (TARGET, 6)])
def test_sentences_are_numbered_on_without_a_gap(target, number):
    last = sentences(composed(target=target, sex=SEX))[number - 1]
    assert last == f"{number}. Theo giới tính, số người tham gia: nữ 10 người (50,0%); nam 2 người (20,0%)."


def test_nobody_of_unknown_sex_is_no_news_and_somebody_is():
    unknown = "Chưa rõ giới tính"
    nobody = sentences(composed(sex=[*SEX, {"label": unknown, **unit("", 4, 0)}]))[4]
    assert unknown.lower() not in nobody
    somebody = sentences(composed(sex=[*SEX, {"label": unknown, **unit("", 4, 1)}]))[4]
    assert "chưa rõ giới tính 1 người (25,0%)" in somebody


def test_the_units_below_stand_in_a_table_with_the_units_own_total():
    (table,) = [block for block in composed(unit("Lớp 10A1", 20, 5), unit("Lớp 10A2", 10, 8)).body if isinstance(block, Table)]
    assert [row[:4] for row in table.rows] == [["1", "Lớp 10A1", "20", "5"], ["2", "Lớp 10A2", "10", "8"]]
    assert table.total[:4] == ["", "Tổng", "30", "13"]
    assert {len(row) for row in (*table.rows, table.headers, table.total, table.widths)} == {7}


def test_a_class_has_no_table_and_no_heading_for_one():
    document = composed()
    assert not [block for block in document.body if isinstance(block, Table)]
    assert [block.text for block in document.body if isinstance(block, Heading)] == ["I. KẾT QUẢ"]


def comparison(*below):
    return [text for text in sentences(composed(*below)) if text.startswith("Tỷ lệ tham gia")]


def test_best_and_weakest_are_named_and_nobody_is_both():
    best, weakest = comparison(unit("A", 20, 18), unit("B", 20, 2), unit("C", 20, 10), unit("D", 20, 12))
    assert best == "Tỷ lệ tham gia cao nhất: A (90,0%), D (60,0%)."
    assert weakest == "Tỷ lệ tham gia thấp nhất: B (10,0%), C (50,0%)."


def test_two_units_are_too_few_to_compare():
    assert comparison(unit("A", 20, 18), unit("B", 20, 2)) == []


def test_small_units_are_not_compared_and_that_is_said():
    best, weakest = comparison(unit("A", 20, 18), unit("B", 20, 2), unit("C", 20, 10), unit("nhỏ", 3, 3))
    assert "nhỏ" not in best
    assert weakest.endswith("Không xét đơn vị dưới 10 người.")


def test_of_many_three_are_named():
    best, _weakest = comparison(*(unit(f"L{n}", 20, n) for n in range(1, 9)))
    assert best == "Tỷ lệ tham gia cao nhất: L8 (40,0%), L7 (35,0%), L6 (30,0%)."


def test_remarks_and_proposals_are_paragraphs_and_nothing_is_said_to_be_nothing():
    document = composed(texts={"remarks": " Học sinh tích cực. \n\nCần thêm máy."})
    place = document.body.index(Heading("II. NHẬN XÉT"))
    assert document.body[place + 1 : place + 3] == ["Học sinh tích cực.", "Cần thêm máy."]
    assert document.body[-2] == "Cần thêm máy."


@pytest.mark.parametrize(
    ("texts", "headings"),
    [
        ({}, []), ({"remarks": "x"}, ["II. NHẬN XÉT"]), ({"proposals": "x"}, ["II. KIẾN NGHỊ"]),
        ({"remarks": "x", "proposals": "y"}, ["II. NHẬN XÉT", "III. KIẾN NGHỊ"]), ({"remarks": " \n "}, []),
    ],
)  # fmt: skip
def test_nobody_signs_an_empty_part_and_the_others_are_numbered_on(texts, headings):
    body = composed(texts=texts).body
    assert [block.text for block in body if isinstance(block, Heading)][1:] == headings
    assert "Không." not in body


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Hiệu trưởng", ["HIỆU TRƯỞNG"]), ("KT. Hiệu trưởng / Phó Hiệu trưởng", ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]),
        ("KT. Bí thư Phó Bí thư", ["KT. BÍ THƯ", "PHÓ BÍ THƯ"]), ("TL. Giám đốc/Chánh Văn phòng", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        ("Phó Bí thư phụ trách", ["PHÓ BÍ THƯ PHỤ TRÁCH"]), ("", []),
    ],
)  # fmt: skip
def test_who_signs_for_another_has_two_lines(title, lines):
    assert signer_lines(title) == lines


@pytest.mark.parametrize(
    ("body", "letters"),
    [
        ("Sở Giáo dục và Đào tạo", "SGDĐT"), ("Trường THPT Thoại Ngọc Hầu", "THPTTNH"), ("Trường THCS Mỹ Hòa Hưng", "THCSMHH"),
        ("Lớp 10A1", "L10A1"), ("", ""),
    ],
)  # fmt: skip
def test_an_issuing_body_has_the_letters_of_its_words(body, letters):
    assert abbreviation(body) == letters


def test_no_rate_is_best_and_weakest():
    assert comparison(unit("A", 20, 10), unit("B", 20, 10), unit("C", 20, 10)) == []
    best, weakest = comparison(unit("A", 20, 10), unit("B", 20, 10), unit("C", 20, 10), unit("D", 20, 5))
    assert best == "Tỷ lệ tham gia cao nhất: A (50,0%), B (50,0%)."
    assert weakest == "Tỷ lệ tham gia thấp nhất: D (25,0%)."


def test_each_recipient_has_a_line_and_empty_lines_are_left_out():
    assert composed().recipients == ["Sở GDĐT;", "Lưu: VT."]


def test_until_it_is_closed_there_is_room_for_the_day():
    shown = compose(FIELDS, figures(), OFFICE, None).place_and_date
    assert " ".join(shown.split()) == "Long Xuyên, ngày tháng năm 2026"
    assert shown.count("\u00a0") >= 8


class TestOpeningAndClosing:
    ENDS = "báo cáo kết quả tham gia học tập “Bình dân học vụ số” từ ngày 16/11/2026 đến ngày 22/11/2026 như sau:"

    def test_a_report_says_who_reports_on_what_and_that_nothing_follows(self):
        body = composed().body
        assert body[0] == f"Trường THPT Thoại Ngọc Hầu {self.ENDS}"
        assert body[-1] == "Trên đây là báo cáo kết quả tham gia học tập “Bình dân học vụ số” của Trường THPT Thoại Ngọc Hầu./."

    @pytest.mark.parametrize(
        "typed", ["Kế hoạch số 12-KH/TĐTN", "Thực hiện Kế hoạch số 12-KH/TĐTN,", " căn cứ Kế hoạch số 12-KH/TĐTN. "]
    )
    def test_what_it_is_based_on_stands_first_however_it_was_typed(self, typed):
        assert (
            composed(texts={"basis": typed}).body[0]
            == f"Thực hiện Kế hoạch số 12-KH/TĐTN, Trường THPT Thoại Ngọc Hầu {self.ENDS}"
        )


def test_parts_that_are_written_are_numbered_in_the_order_of_offices():
    texts = {"remarks": "Tốt.", "directions": "Học tiếp.", "proposals": "Thêm máy."}
    headings = [block.text for block in composed(texts=texts).body if isinstance(block, Heading)]
    assert headings == ["I. KẾT QUẢ", "II. NHẬN XÉT", "III. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI", "IV. KIẾN NGHỊ"]
    headings = [block.text for block in composed(texts={"directions": "Học tiếp."}).body if isinstance(block, Heading)]
    assert headings == ["I. KẾT QUẢ", "II. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI"]


def test_a_report_that_is_counted_in_january_and_not_closed_is_of_that_year():
    shown = compose(FIELDS, figures(**{"to": "2026-12-31", "counted_at": "2027-01-04T08:00:00+00:00"}), OFFICE, None)
    assert shown.place_and_date.endswith("năm 2027")


def test_nobody_above_the_units_own_rate_is_weak():
    rows = [
        {"name": name, "roster": 20, "people": people, "rate": people / 20}
        for name, people in zip("ABCD", (18, 14, 12, 2), strict=True)
    ]
    sentences = _best_and_weakest(rows, own_rate=0.55)
    assert sentences[1] == "Tỷ lệ tham gia thấp nhất: D (10,0%)."
    assert _best_and_weakest(rows[:3], own_rate=0.5) == []
