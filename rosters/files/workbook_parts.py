"""The files inside an XLSX workbook, as trees of XML. No database, no Django."""

import re
import zipfile
from xml.etree import ElementTree

_NAMESPACE = re.compile(r"^\{[^}]*\}")


def root_of(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """The file `name` of the archive. Raises ParseError and KeyError."""
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 - archives.refuse_bomb has refused entities


def local_name(tag: str) -> str:
    """The name of a tag or attribute without its namespace, of which programs write several."""
    return _NAMESPACE.sub("", tag)
