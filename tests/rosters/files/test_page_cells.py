"""What cells of a page say, with fields to fill in, and what is noted beside them."""

import pytest

from rosters.files.markup import read_html
from rosters.files.page_cells import LONGEST_REMARK


def cells(html):
    return read_html(f"<table><tr><td>{html}<td>10A1</table>").rows[0]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<input value='Lê An'>", "Lê An"), ("<input type=text value='Lê An'> x", "Lê An x"), ("<input type=hidden value=7>Lê An", "Lê An"),
        ("<input type=checkbox>", ""), ("<input type=checkbox checked>", "x"), ("<input type=radio checked> Nam", "x Nam"),
        ("<input type=submit value=Xem>", ""), ("<input type=password value=bi>", ""), ("<textarea>Lê An</textarea>", "Lê An"),
        ("<select><option>Nam<option selected>Nữ</select>", "Nữ"), ("<select> <option>Nam</option> <option>Nữ</option> </select>", "Nam"),
        ("<select></select>", ""), ("<select><optgroup label=a><option selected>N<b>a</b>m<option>Nữ</select>!", "Nam!"),
        ("<option>Nam", "Nam"), ("<select><option>Nam", ""),
    ],
)  # fmt: skip
def test_a_field_is_read_as_it_is_filled_in(html, text):
    assert cells(html) == [text, "10A1"]


@pytest.mark.parametrize(
    ("html", "text"),
    [("Lê An<br>Lớp trưởng", "Lê An Lớp trưởng"), ("Lê An <sup>2</sup>", "Lê An (2)"), ("<small>Lê An</small>", "Lê An")],
)
def test_what_is_small_stands_beside(html, text):
    assert cells(html)[0] == text


def test_what_is_shown_under_the_mouse_is_a_remark():
    html = "<table title=x><tr title='Nghỉ'><td title=' Đã chuyển trường '>Lê An<tr><td>Lê Ba</table>"
    assert read_html(html).details.comments == {0: "Nghỉ Đã chuyển trường"}


def test_remarks_are_not_without_end():
    assert len(read_html(f"<table><tr><td title='{'a' * 9999}'>x</table>").details.comments[0]) == LONGEST_REMARK


EXCEL = """<table><tr><td>Họ và tên</td></tr><tr><td class=xl65>Lê An<span class=msocomhide><a class=msocomanchor
id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[1]</a></span></td></tr><tr><td>Lê Ba</td></tr></table>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt>
<a class=msocomhide href="#_msoanchor_1" name="_msocom_1">[1]</a><p><b>Cô Lan:</b>
Đã chuyển <i>trường</i></p></div></div></div>"""


def test_comments_that_excel_saves_into_a_page_belong_to_their_rows():
    sheet = read_html(EXCEL)
    assert [row for row in sheet.rows if row] == [["Họ và tên"], ["Lê An"], ["Lê Ba"]]
    assert sheet.details.comments == {1: "Đã chuyển trường"}
