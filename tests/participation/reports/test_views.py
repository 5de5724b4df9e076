"""Periodic reports: the figures they keep, what signing means, and how they look on paper."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document as read_docx
from openpyxl import load_workbook
from pypdf import PdfReader

from participation.ledger.recording import record
from participation.models import Campaign, Fact, PeriodicReport, ReportSchedule, ReportTemplate
from participation.reports.document import Table
from participation.reports.making import (
    AlreadySigned,
    change_texts,
    changes_since,
    count_anew,
    document_of,
    docx_of,
    make_due_reports,
    make_report,
    sign,
)
from participation.reports.word_templates import check, sample
from participation.rules.periods import Period
from rosters.models import Member
from tests.pages import page, page_text, posted

LAST_WEEK = Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22))


def turn(member, activity, day, key):
    record(member, Fact.Verb.STUDIED, activity, key, at=timezone.make_aware(dt.datetime.combine(day, dt.time(8))))


@pytest.fixture
def report(people, units, activities, make_member):
    """Of a school of 3 people, 2 of whom took part; one of them before the week, too."""
    other = make_member(units.class_b, name="Lê Văn Tám", sex="male")
    make_member(units.class_b, name="Lê Thị Chín", sex="female")
    turn(people.member, activities["A1"], LAST_WEEK.first, "1")
    turn(other, activities["A1"], LAST_WEEK.last, "2")
    turn(other, activities["A2"], LAST_WEEK.last, "3")
    turn(other, activities["A1"], LAST_WEEK.first - dt.timedelta(days=20), "4")
    return make_report(units.school, LAST_WEEK, None, people.organizer)


def text_of(document):
    return "\n".join(
        " | ".join([*block.headers, *(cell for row in block.rows for cell in row), *block.total])
        if isinstance(block, Table)
        else getattr(block, "text", block)
        for block in document.body
    )


def test_a_report_says_base_people_turns_and_what_came_together_since_the_school_year(report):
    text = text_of(document_of(report))
    assert "1. Tổng số: 3 người trong danh sách tính đến ngày 22/11/2026." in text
    assert "2 người tham gia, đạt 66,7% so với danh sách; 3 lượt" in text
    assert "Lũy kế từ ngày 05/09/2026 đến ngày 22/11/2026: 2 người tham gia, 4 lượt" in text
    assert "Lớp 10A1 | 1 | 1 | 100,0% | 1 | 0" in text
    assert "Tổng | 3 | 2 | 66,7% | 3 | 0" in text


def test_a_signed_report_keeps_its_figures_and_tells_what_has_changed_since(report, people, activities):
    sign(report, people.organizer)
    turn(Member.objects.get(full_name="Lê Thị Chín"), activities["A1"], LAST_WEEK.last, "late")
    report.refresh_from_db()
    assert "2 người tham gia" in text_of(document_of(report))
    assert [(change.label, change.then, change.now) for change in changes_since(report)] == [
        ("Người tham gia", 2, 3),
        ("Lượt", 3, 4),
    ]
    with pytest.raises(AlreadySigned):
        count_anew(report)


def test_before_signing_the_latest_figures_can_be_taken(report, activities):
    turn(Member.objects.get(full_name="Lê Thị Chín"), activities["A1"], LAST_WEEK.last, "late")
    count_anew(report)
    report.refresh_from_db()
    assert report.figures["total"]["people"] == 3
    assert changes_since(report) == []


def test_word_and_pdf_hold_the_layout_of_offices(report):
    from participation.reports.docx import render_docx
    from participation.reports.pdf import render_pdf

    report.signer_name = "Nguyễn Thị Thu Hà"
    document = document_of(report)
    word = read_docx(io.BytesIO(render_docx(document)))
    head, table, foot = word.tables
    assert "SỞ GIÁO DỤC VÀ ĐÀO TẠO" in head.rows[0].cells[0].text
    assert "Độc lập - Tự do - Hạnh phúc" in head.rows[0].cells[1].text
    assert [cell.text for cell in table.rows[-1].cells] == ["", "Tổng", "3", "2", "66,7%", "3", "0"]
    assert "HIỆU TRƯỞNG" in foot.rows[0].cells[1].text
    assert word.sections[0].left_margin.mm == pytest.approx(30, abs=0.1)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(document))).pages)
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO", "Lũy kế", "Nguyễn Thị Thu Hà", "Nơi nhận"):
        assert words in text


def test_union_bodies_have_their_own_layout(people, units):
    document = document_of(make_report(units.commune, LAST_WEEK, None, people.administrator))
    assert [text for text, _bold in document.left] == ["TỈNH ĐOÀN AN GIANG", "BCH ĐOÀN PHƯỜNG LONG XUYÊN", "***"]
    assert document.right == [("ĐOÀN TNCS HỒ CHÍ MINH", True)]
    assert document.signer == ["TM. BAN THƯỜNG VỤ", "BÍ THƯ"]


def test_an_organizer_makes_mends_signs_and_downloads(as_organizer, units, report):
    response = as_organizer.post("/quan-tri/so-lieu/TNH/bao-cao/them/?tu=2026-11-16&den=2026-11-22")
    made = PeriodicReport.objects.first()
    assert response.url == f"/quan-tri/bao-cao/{made.pk}/"
    form = {
        "signer_name": "Nguyễn Thị Thu Hà", "issuing_body": "Trường THPT Thoại Ngọc Hầu", "number": "12/BC-TNH", "place": "Long Xuyên",
        "signer_title": "Phó Hiệu trưởng", "remarks": "Học sinh tích cực.",
    }  # fmt: skip
    assert as_organizer.post(response.url, form).status_code == 302
    assert as_organizer.post(f"{response.url}viec/", {"viec": "ky"}).status_code == 302
    html = page(as_organizer, response.url)
    assert "Báo cáo đã chốt" in html
    as_organizer.post(response.url, {**form, "place": "Châu Đốc"})
    made.refresh_from_db()
    assert (made.place, made.number) == ("Long Xuyên", "12/BC-TNH")
    assert as_organizer.get(f"{response.url}bao-cao.pdf").content.startswith(b"%PDF")
    assert as_organizer.get(f"{response.url}bao-cao.docx").content.startswith(b"PK")
    assert as_organizer.get(f"{response.url}bao-cao.exe").status_code == 404
    as_organizer.post(f"{response.url}viec/", {"viec": "bo"})
    assert PeriodicReport.objects.filter(pk=made.pk).exists()


def test_the_page_of_a_closed_period_says_that_it_changed_since_it_was_signed(as_organizer, people, report, activities):
    address = "/quan-tri/so-lieu/TNH/?tu=2026-11-16&den=2026-11-22"
    assert "chốt" not in page(as_organizer, address)
    sign(report, people.organizer)
    assert "Kỳ này đã có báo cáo chốt ngày" in page(as_organizer, address)
    turn(Member.objects.get(full_name="Lê Thị Chín"), activities["A1"], LAST_WEEK.last, "late")
    assert "người tham gia 2 → 3" in page_text(as_organizer, address)


def test_reports_of_other_units_are_not_given_out(client, people, report):
    client.force_login(people.other_organizer, backend="rosters.backends.StaffBackend")
    for path in ("", "bao-cao.pdf"):
        assert client.get(f"/quan-tri/bao-cao/{report.pk}/{path}").status_code == 404
    assert client.post(f"/quan-tri/bao-cao/{report.pk}/viec/", {"viec": "ky"}).status_code == 404
    assert client.get("/quan-tri/so-lieu/TNH/bao-cao/").status_code == 404


def test_a_schedule_makes_the_report_of_the_week_that_is_over_once(units, people):
    ReportSchedule.objects.create(unit=units.school, every="week")
    ReportSchedule.objects.create(unit=units.department, every="month")
    monday = dt.date(2026, 11, 23)
    assert make_due_reports(monday) == 2
    assert make_due_reports(monday + dt.timedelta(days=6)) == 0
    assert make_due_reports(monday + dt.timedelta(days=7)) == 1
    periods = PeriodicReport.objects.filter(unit=units.school).values_list("first", "last")
    assert set(periods) == {(dt.date(2026, 11, 16), monday - dt.timedelta(days=1)), (monday, dt.date(2026, 11, 29))}
    assert PeriodicReport.objects.get(unit=units.department).last == dt.date(2026, 10, 31)


def test_an_organizer_sets_the_schedule(as_organizer, units):
    address = "/quan-tri/so-lieu/TNH/bao-cao/"
    as_organizer.post(f"{address}lich/", {"lich": "month"})
    assert ReportSchedule.objects.get().every == "month"
    assert "hằng tháng, vào ngày đầu tháng" in page(as_organizer, address)
    as_organizer.post(f"{address}lich/", {"lich": ""})
    assert not ReportSchedule.objects.exists()
    assert as_organizer.post("/quan-tri/so-lieu/OE/bao-cao/lich/", {"lich": "week"}).status_code == 404


def test_a_report_holds_its_figures_against_the_targets_of_the_campaign(report, people, units):
    contest = Campaign.objects.create(
        title="Tuần lễ", first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30), people_target=60, turns_target=200
    )
    contest.units.add(units.department)
    # After the period of the report: it tells nothing of that.
    turn(Member.objects.get(full_name="Lê Thị Chín"), Fact.objects.first().activity, dt.date(2026, 11, 23), "after")
    count_anew(report)
    report.refresh_from_db()
    assert (
        "5. So với chỉ tiêu của đợt thi đua “Tuần lễ” (từ ngày 01/11/2026 đến ngày 30/11/2026), tính đến ngày 22/11/2026: "
        "2 trên chỉ tiêu 2 người (100,0%); 3 trên chỉ tiêu 6 lượt (50,0%)."
    ) in text_of(document_of(report))


def test_the_tables_of_a_report_come_as_a_workbook_with_the_kept_figures(as_organizer, report, activities):
    # Somebody's phone found a network: today's figures are 3 people and 4 turns, the report keeps 2 and 3.
    turn(Member.objects.get(full_name="Lê Thị Chín"), activities["A1"], LAST_WEEK.last, "late")
    assert [change.now for change in changes_since(report)] == [3, 4]
    response = as_organizer.get(f"/quan-tri/bao-cao/{report.pk}/bao-cao.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=5)]
    assert [row[:4] for row in rows] == [
        ["Lớp 10A1", "TNH-10A1", 1, 1], ["Lớp 10A2", "TNH-10A2", 2, 1], ["Trường THPT Thoại Ngọc Hầu", "TNH", 3, 2],
    ]  # fmt: skip
    assert [cell.value for cell in book.worksheets[1][5]][3:5] == [2, 4]


def words_of(content):
    file = read_docx(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def uploaded(content, name="mau.docx"):
    return SimpleUploadedFile(name, content)


def made_with(*lines):
    file, out = read_docx(), io.BytesIO()
    for line in lines:
        file.add_paragraph(line)
    file.save(out)
    return out.getvalue()


def test_an_administrator_takes_the_sample_changes_it_and_reports_come_so(as_administrator, report):
    sample = as_administrator.get("/quan-tri/mau-bao-cao/office/mau.docx").content
    file, out = read_docx(io.BytesIO(sample)), io.BytesIO()
    file.add_paragraph("Mẫu riêng của tỉnh, lập ngày {{ dia_danh_ngay_thang }}")
    file.save(out)
    html = posted(as_administrator, "/quan-tri/mau-bao-cao/office/", {"file": uploaded(out.getvalue())})
    assert "Đã dùng mẫu “mau.docx”" in html
    report.remarks = "Nhiều em học tốt & chăm.\nCần thêm máy."
    report.save()
    words = words_of(docx_of(report))
    assert "Mẫu riêng của tỉnh, lập ngày An Giang, ngày" in words
    assert "2 người tham gia, đạt 66,7% so với danh sách" in words
    assert "Nhiều em học tốt & chăm." in words
    assert "TRƯỜNG" in words.upper()
    assert "Lớp 10A1" in words
    assert "{" not in words
    as_administrator.post("/quan-tri/mau-bao-cao/office/", {"viec": "bo"})
    assert "Mẫu riêng" not in words_of(docx_of(report))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"khong phai word", "không phải tệp Word"),
        (made_with("{{ ten_la }}"), "biến không có: ten_la"),
        (made_with("{{ nguoi"), "chỗ viết sai"),
        (made_with("{% for dong in bang %}{{ dong.khong_co }}{% endfor %}"), "Không điền được"),
        (made_with("{{ nguoi.__class__.__mro__ }}"), "Không điền được"),
        (made_with("{{ bang[0].don_vi }}"), "danh sách có thể trống"),
        (made_with("{{ so_sanh[0] }}"), "danh sách có thể trống"),
        (made_with("{% for n in range(1000000000) %}x{% endfor %}"), "biến không có: range"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_a_template_is_told_and_not_used(as_administrator, content, told):
    html = posted(as_administrator, "/quan-tri/mau-bao-cao/union/", {"file": uploaded(content)})
    assert told in html
    assert not ReportTemplate.objects.exists()


@pytest.mark.parametrize("layout", ["office", "union"])
def test_both_samples_are_templates(layout):
    check(sample(layout))


def test_organizers_replace_no_templates(as_organizer):
    for path in ("", "office/mau.docx"):
        assert as_organizer.get(f"/quan-tri/mau-bao-cao/{path}").status_code in (302, 403)
    own = ReportTemplate.objects.create(layout="office", file_name="m.docx", content=made_with("Mẫu {{ nguoi }}"))
    as_organizer.post("/quan-tri/mau-bao-cao/office/", {"viec": "bo"})
    as_organizer.post("/quan-tri/mau-bao-cao/office/", {"file": uploaded(made_with("Mẫu khác {{ nguoi }}"), "khac.docx")})
    assert ReportTemplate.objects.get() == own
    assert ReportTemplate.objects.get().file_name == "m.docx"


def test_whoever_saves_texts_while_it_is_being_signed_does_not_unsign_it(report, people):
    loaded = PeriodicReport.objects.get(pk=report.pk)
    sign(report, people.organizer)
    with pytest.raises(AlreadySigned):
        change_texts(loaded, {"remarks": "Muộn rồi."})
    report.refresh_from_db()
    assert (report.signed_at is not None, report.remarks) == (True, "")


def test_a_signed_word_file_stays_when_the_template_is_replaced(report, people):
    sign(report, people.organizer)
    report.refresh_from_db()
    signed = words_of(docx_of(report))
    ReportTemplate.objects.create(layout=report.layout, file_name="m.docx", content=made_with("Mẫu mới {{ nguoi }}"))
    report.refresh_from_db()
    assert words_of(docx_of(report)) == signed
    assert "Mẫu mới" not in signed


def test_a_template_that_fails_with_one_report_falls_back_to_the_built_in_layout(report):
    ReportTemplate.objects.create(layout=report.layout, file_name="m.docx", content=made_with("{{ bang[7].don_vi }}"))
    assert "BÁO CÁO" in words_of(docx_of(report))


def test_signs_that_cannot_stand_in_a_word_file_are_left_out_of_texts(as_organizer, report):
    shown = f"/quan-tri/bao-cao/{report.pk}/"
    texts = {name: getattr(report, name) or "x" for name in ("issuing_body", "place", "signer_title")}
    as_organizer.post(shown, {**texts, "remarks": "Một\x0bhai\nba", "signer_name": "Lê\x0b Hoa"})
    report.refresh_from_db()
    assert (report.remarks.splitlines()[-1], report.signer_name) == ("ba", "Lê Hoa")
    assert "ba" in words_of(docx_of(report))


def test_texts_that_are_being_written_are_signed_with_the_report(as_organizer, report):
    form = {name: getattr(report, name) or "x" for name in ("issuing_body", "place", "signer_title")}
    shown = f"/quan-tri/bao-cao/{report.pk}/"
    html = posted(as_organizer, shown, {**form, "remarks": "Viết vội.", "viec": "ky"})
    # A report that nobody has put a name to is not signed; what was written is kept.
    assert "Chưa ghi họ tên người ký" in html
    report.refresh_from_db()
    assert (report.signed_at, report.remarks) == (None, "Viết vội.")
    as_organizer.post(shown, {**form, "signer_name": "Lê Hoa", "remarks": "Viết kỹ.", "viec": "ky"})
    report.refresh_from_db()
    assert (report.signed_at is not None, report.remarks) == (True, "Viết kỹ.")


def test_the_latest_figures_come_without_losing_what_is_being_written(as_organizer, units, report, activities, make_member):
    turn(make_member(units.class_a), activities["A1"], report.first, "late")
    form = {name: getattr(report, name) or "x" for name in ("issuing_body", "place", "signer_title")}
    as_organizer.post(f"/quan-tri/bao-cao/{report.pk}/", {**form, "remarks": "Đang viết.", "viec": "tinh-lai"})
    report.refresh_from_db()
    assert (report.figures["total"]["turns"], report.remarks) == (4, "Đang viết.")


def test_a_period_that_has_not_begun_has_nothing_to_report(as_organizer, units):
    first = timezone.localdate() + dt.timedelta(days=30)
    address = f"/quan-tri/so-lieu/TNH/bao-cao/them/?tu={first}&den={first}"
    html = posted(as_organizer, address)
    assert "chưa có gì để báo cáo" in html
    assert not PeriodicReport.objects.filter(first=first).exists()


def test_a_chapter_has_a_committee_without_a_standing_one(people, units):
    made = make_report(units.chapter, LAST_WEEK, None, people.administrator)
    assert document_of(made).signer[0] == "TM. BAN CHẤP HÀNH"
    ReportTemplate.objects.create(layout="union", file_name="m.docx", content=sample("union"))
    words = words_of(docx_of(made))
    assert "TM. BAN CHẤP HÀNH" in words
    # A number that is not given yet has room to be written by hand.
    assert "Số:        -BC/ĐTN" in words


def test_the_layout_is_that_of_the_tree_whatever_an_earlier_report_had(report, units, people):
    PeriodicReport.objects.filter(pk=report.pk).update(layout="union")
    assert make_report(units.school, LAST_WEEK, None, people.organizer).layout == "office"


def test_a_period_that_is_not_over_is_signed_only_by_whoever_says_that_they_know(as_organizer, people, units, activities):
    today = timezone.localdate()
    made = make_report(units.school, Period(today - dt.timedelta(days=3), today + dt.timedelta(days=3)), None, people.organizer)
    PeriodicReport.objects.filter(pk=made.pk).update(signer_name="Lê Hoa")
    assert f"2. Trong kỳ, tính đến ngày {today:%d/%m/%Y}: " in text_of(document_of(made))
    address = f"/quan-tri/bao-cao/{made.pk}/viec/"
    html = posted(as_organizer, address, {"viec": "ky"})
    assert "số liệu còn tăng" in html
    made.refresh_from_db()
    assert made.signed_at is None
    as_organizer.post(address, {"viec": "ky", "chua-het": "on"})
    made.refresh_from_db()
    assert made.signed_at is not None
