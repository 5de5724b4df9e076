"""Tables in HTML under the name of an Excel file."""

import pytest

from rosters.files.errors import UnreadableFile
from rosters.files.markup import is_web_archive, read_html, read_web_archive


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><th>Mã<th>Tên<tr><td>1<td>Hoa</table>", [["Mã", "Tên"], ["1", "Hoa"]]),
        ("<TABLE><TR><TD>A</TD><TD>B</TD></TR></TABLE>", [["A", "B"]]),
        ("<table><tr><td>Họ<br>và tên</td></tr></table>", [["Họ và tên"]]),
        ("<table><tr><td>&Aacute;nh &amp; B&igrave;nh&nbsp;</td></tr></table>", [["Ánh & Bình"]]),
        ("<table><tr><td colspan=3>Danh sách</td><td>x</td></tr></table>", [["Danh sách", "", "", "x"]]),
        ("<table><tr><td colspan=ba>A</td></tr></table>", [["A"]]),
        ("<table><tr></tr><tr><td>A</td></tr></table>", [[], ["A"]]),
        ("<td>A</td>", [["A"]]),
        ("<p>Không có bảng", [["Không có bảng"]]),
    ],
)
def test_cells_are_read_as_a_browser_shows_them(html, rows):
    assert read_html(html).rows == rows


def test_tables_stand_one_below_the_other():
    assert read_html("<table><tr><td>1</table><p>x</p><table><tr><td>2</table>").rows == [["1"], ["x"], ["2"]]


def test_text_beside_cells_scripts_and_styles_are_not_read():
    html = "<style>td{}</style><script>alert('<td>x</td>')</script><table>lề<tr><td>A</td>lề</tr></table>"
    assert read_html(html).rows == [["A"]]


def test_a_cell_over_a_million_columns_takes_a_hundred():
    (row,) = read_html("<table><tr><td colspan=1000000>A</table>").rows
    assert len(row) == 100


def test_a_vast_table_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr("rosters.files.markup.MOST_CELLS", 50)
    with pytest.raises(UnreadableFile, match="rất xa"):
        read_html("<table>" + "<tr><td>A<td>B" * 200_001 + "</table>")


def test_a_cell_over_two_rows_takes_its_place_in_both_and_is_told():
    sheet = read_html("<table><tr><td rowspan=2>10A1<td>An<tr><td>Ba<tr><td>10A2<td>Tư</table>")
    assert sheet.rows == [["10A1", "An"], ["", "Ba"], ["10A2", "Tư"]]
    assert sheet.merged == [((0, 0), (1, 0))]


def test_a_cell_over_two_rows_and_two_columns_shifts_those_beside_it():
    sheet = read_html("<table><tr><td>a<td rowspan=2 colspan=2>b<td>c<tr><td>d<td>e</table>")
    assert sheet.rows == [["a", "b", "", "c"], ["d", "", "", "e"]]


def test_a_span_ends_with_its_table():
    assert read_html("<table><tr><td rowspan=9>a</table><table><tr><td>b</table>").rows == [["a"], ["b"]]


def test_a_row_that_is_not_shown_is_hidden():
    assert read_html("<table><tr><td>a<tr style='display: none'><td>b</table>").details.hidden_rows == {1}


PAGE = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="x"

--x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<frameset></frameset>
--x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<table><tr><td>H=E1=BB=8D v=C3=A0 t=C3=AAn<tr><td>L=C3=AA An</table>
--x
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--x--
"""


def test_a_page_saved_with_all_its_parts_is_read():
    assert is_web_archive(PAGE)
    [sheet] = read_web_archive(PAGE)
    assert sheet.rows == [["Họ và tên"], ["Lê An"]]


def test_other_texts_are_no_web_archive():
    assert not is_web_archive(b"Content-Type: text/plain\n\nhello")
    assert not is_web_archive("Mã,Tên\n1,Hoa".encode())


def test_what_nobody_sees_or_is_struck_through_is_told():
    details = read_html(
        "<table><col><col style='display: none'><tr><td>A<td>B<tr hidden><td>C<td>D<tr><td><s>E</s><td>F</table>"
    ).details
    assert (details.hidden_columns, details.hidden_rows, details.struck) == ({1}, {1}, {2})


def test_a_column_hidden_cell_by_cell_is_hidden():
    row = "<tr><td style='display:none'>A</td><td>B</td></tr>"
    assert read_html(f"<table>{row * 3}</table>").details.hidden_columns == {0}


def test_cells_that_push_one_another_aside_without_end_are_refused():
    """Thirty kilobytes that would be three million cells."""
    with pytest.raises(UnreadableFile):
        read_html("<table>" + "<tr><td colspan=1000 rowspan=1000>Lê An</td></tr>" * 3000 + "</table>")


def test_what_stands_above_a_table_is_its_title():
    html = "<h2>TRƯỜNG THPT <b>LONG XUYÊN</b></h2><p>Lớp 10A1</p><table><tr><td>An</td></tr></table>"
    assert read_html(html).rows == [["TRƯỜNG THPT LONG XUYÊN"], ["Lớp 10A1"], ["An"]]


def test_what_is_hidden_in_a_cell_is_not_read_and_what_is_small_stands_beside():
    html = "<table><tr><td>Lê An<span style='display:none'>Chi <b>tiết</b></span><td>Lê Ba<br><small>Lớp trưởng</small></table>"
    assert read_html(html).rows == [["Lê An", "Lê Ba (Lớp trưởng)"]]


def test_a_style_sheet_hides_and_strikes_through():
    html = (
        "<style>.xl1 {text-decoration:line-through} .an{display : none}</style>"
        "<table><tr><td class=xl1>Lê An<tr class=an><td>Lê Ba<tr><td><span style='text-decoration:line-through'>Lê Tư</span></table>"
    )
    details = read_html(html).details
    assert (details.struck, details.hidden_rows) == ({0, 2}, {1})


def test_a_style_of_something_inside_or_of_paper_hides_no_cell():
    style = "<style>td.ten .tip{display:none} @media print{.cot{display:none}} .an{display:none}</style>"
    table = "<table><tr><td class=ten>Lê An<td class=cot>10A1<td class=an>x</table>"
    sheet = read_html(style + table)
    assert sheet.rows == [["Lê An", "10A1", "x"]]
    assert sheet.details.hidden_columns == {2}


def test_a_cell_that_is_small_as_a_whole_is_no_remark_and_a_page_in_the_middle_no_title():
    html = "<center><p>DANH SÁCH<table><tr><td><small>Lê An</small><td>10A1</table></center>"
    assert read_html(html).rows == [["DANH SÁCH"], ["Lê An", "10A1"]]


def test_what_stands_in_something_hidden_is_hidden_row_by_row():
    html = "<table><tr><td>An<tbody style='display:none'><tr><td>Ba</tbody></table><div hidden><p>Lớp</p><table><tr><td>Tư</table></div>"
    sheet = read_html(html)
    assert sheet.rows == [["An"], ["Ba"], ["Tư"]]
    assert sheet.details.hidden_rows == {1, 2}
    assert sheet.details.hidden_columns == frozenset()


def test_a_row_that_is_struck_through_as_a_whole_is_told():
    html = "<style>tr.di td{text-decoration:line-through}</style><table><tr><td>An<tr class=di><td>Ba<td><tr style='text-decoration:line-through'><td>Tư</table>"
    assert read_html(html).details.struck == {1, 2}


def test_a_page_of_very_many_elements_in_one_another_is_read():
    sheet = read_html("<table><tr><td>" + "<b>" * 5000 + "An" + "</b>" * 5000 + "<td>Ba</table>")
    assert sheet.rows == [["An", "Ba"]]
