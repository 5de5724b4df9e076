"""Workbooks in one file of XML."""

import datetime as dt

import pytest

from rosters.files.errors import UnreadableFile
from rosters.files.flat_xml import is_xml_spreadsheet, read_xml_spreadsheet
from rosters.files.reading import read_sheets

BEFORE = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'


def cell(value, kind="String", **more):
    attributes = "".join(f' ss:{name}="{text}"' for name, text in more.items())
    return f'<Cell{attributes}><Data ss:Type="{kind}">{value}</Data></Cell>'


def book(*rows, columns="", options=""):
    body = "".join(f"<Row>{row}</Row>" if not row.startswith("<Row") else row for row in rows)
    return f'{BEFORE}<Worksheet ss:Name="DS"><Table>{columns}{body}</Table>{options}</Worksheet></Workbook>'.encode()


def test_an_xls_that_is_xml_is_read_with_its_kinds_of_values():
    content = book(
        cell("Họ và tên") + cell("Ngày sinh"),
        cell("Lê Văn Tám") + cell("2010-09-05T00:00:00.000", "DateTime") + cell("7", "Number") + cell("1", "Boolean"),
    )
    [sheet] = read_sheets("ds.xls", content)
    assert sheet.name == "DS"
    assert sheet.rows == [["Họ và tên", "Ngày sinh"], ["Lê Văn Tám", dt.datetime(2010, 9, 5), 7.0, True]]


def test_cells_and_rows_that_are_left_out_keep_the_place_of_the_others():
    [sheet] = read_xml_spreadsheet(book(cell("A") + cell("C", Index=3), f'<Row ss:Index="4">{cell("D")}</Row>'))
    assert sheet.rows == [["A", "", "C"], [], [], ["D"]]


def test_merged_cells_are_told():
    [sheet] = read_xml_spreadsheet(book(cell("Lớp", MergeAcross=1, MergeDown=2) + cell("x")))
    assert (sheet.rows, sheet.merged) == ([["Lớp", "", "x"]], [((0, 0), (2, 1))])


def test_hidden_rows_columns_and_sheets_are_told():
    content = book(
        cell("A"), f'<Row ss:Hidden="1">{cell("B")}</Row>', columns='<Column/><Column ss:Hidden="1" ss:Span="1"/>',
        options="<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>",
    )  # fmt: skip
    [sheet] = read_xml_spreadsheet(content)
    assert (sheet.details.hidden_rows, sheet.details.hidden_columns, sheet.details.hidden) == ({1}, {1, 2}, True)


@pytest.mark.parametrize("content", [book(cell("x"))[:-20], book(cell("x", "Number"))])
def test_a_broken_one_is_refused(content):
    with pytest.raises(UnreadableFile, match="bị hỏng"):
        read_xml_spreadsheet(content)


def test_entities_are_refused_before_they_unfold():
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        read_xml_spreadsheet(book(cell("x")).replace(b"<Workbook", b"<!DOCTYPE a [<!ENTITY b 'c'>]><Workbook"))


def test_a_cell_far_out_is_refused():
    with pytest.raises(UnreadableFile, match="rất xa"):
        read_xml_spreadsheet(book(cell("x", Index=900_000_000)))
    with pytest.raises(UnreadableFile, match="rất xa"):
        read_xml_spreadsheet(book(f'<Row ss:Index="900000">{cell("D")}</Row>'))


FODS = """<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="DS">
<table:table-row><table:table-cell office:value-type="string"><text:p>Họ và tên</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Lê Văn Tám</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>"""


def test_a_flat_opendocument_is_read_as_one_in_an_archive():
    [sheet] = read_sheets("ds.fods", FODS.encode())
    assert (sheet.name, sheet.rows) == ("DS", [["Họ và tên"], ["Lê Văn Tám"]])


def test_one_without_its_declaration_or_in_letters_of_two_bytes_is_read_too():
    plain = book(cell("Họ và tên")).decode()
    bare = plain[plain.index("?>") + 2 :]
    for content in (bare.encode(), b"\xff\xfe" + bare.encode("utf-16-le")):
        assert is_xml_spreadsheet(content)
        assert read_xml_spreadsheet(content)[0].rows == [["Họ và tên"]]


def test_entities_in_letters_of_two_bytes_are_refused_too():
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        read_xml_spreadsheet(b"\xff\xfe" + "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16-le"))


def test_a_formula_without_a_value_and_a_text_struck_through_are_told():
    styles = '<Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style></Styles>'
    content = book(cell("A") + '<Cell ss:Formula="=R1"/>', cell("B", StyleID="s1"))
    content = content.replace(b"<Worksheet", styles.encode() + b"<Worksheet", 1)
    (sheet,) = read_xml_spreadsheet(content)
    assert (sheet.details.uncomputed, sheet.details.struck) == ({(0, 1)}, {1})
