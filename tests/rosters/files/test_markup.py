"""Tables in HTML under the name of an Excel file."""

import pytest

from rosters.files.errors import UnreadableFile
from rosters.files.markup import read_html


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><th>Mã<th>Tên<tr><td>1<td>Hoa</table>", [["Mã", "Tên"], ["1", "Hoa"]]),
        ("<TABLE><TR><TD>A</TD><TD>B</TD></TR></TABLE>", [["A", "B"]]),
        ("<table><tr><td>Họ<br>và tên</td></tr></table>", [["Họ và tên"]]),
        ("<table><tr><td>&Aacute;nh &amp; B&igrave;nh&nbsp;</td></tr></table>", [["Ánh & Bình"]]),
        ("<table><tr><td colspan=3>Danh sách</td><td>x</td></tr></table>", [["Danh sách", "", "", "x"]]),
        ("<table><tr><td colspan=ba>A</td></tr></table>", [["A"]]),
        ("<table><tr></tr><tr><td>A</td></tr></table>", [["A"]]),
        ("<td>A</td>", [["A"]]),
        ("<p>Không có bảng", []),
    ],
)
def test_cells_are_read_as_a_browser_shows_them(html, rows):
    assert read_html(html) == rows


def test_tables_stand_one_below_the_other():
    assert read_html("<table><tr><td>1</table><p>x</p><table><tr><td>2</table>") == [["1"], ["2"]]


def test_text_beside_cells_scripts_and_styles_are_not_read():
    html = "<style>td{}</style><script>alert('<td>x</td>')</script><table>lề<tr><td>A</td>lề</tr></table>"
    assert read_html(html) == [["A"]]


def test_a_cell_over_a_million_columns_takes_a_hundred():
    (row,) = read_html("<table><tr><td colspan=1000000>A</table>")
    assert len(row) == 100


def test_a_vast_table_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr("rosters.files.markup.MOST_CELLS", 50)
    with pytest.raises(UnreadableFile, match="rất xa"):
        read_html("<table>" + "<tr><td>A<td>B" * 200_001 + "</table>")
