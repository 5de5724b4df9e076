"""The files inside a workbook."""

import io
import zipfile

import pytest

from rosters.files.workbook_parts import local_name, root_of


@pytest.mark.parametrize("tag", ["row", "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"])
def test_a_name_is_the_same_in_every_namespace(tag):
    assert local_name(tag) == "row"


def test_a_file_is_read_as_a_tree():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.xml", "<a><b/></a>")
    with zipfile.ZipFile(out) as archive:
        assert [each.tag for each in root_of(archive, "a.xml")] == ["b"]
        with pytest.raises(KeyError):
            root_of(archive, "b.xml")
