"""What people wrote in comments on the cells of an XLSX workbook: `Đã chuyển trường` is often noted there. No database, no Django."""

import posixpath
import re
import zipfile
from xml.etree import ElementTree

from rosters.files.workbook_parts import local_name, root_of

_COMMENTS = re.compile(r"/(?:comments|threadedComment)$")
_ROW = re.compile(r"^[A-Z]+(\d+)$")
# A comment begins with the name of who wrote it.
_AUTHOR = re.compile(r"^[^:\n]{1,60}:\s*\n")
LONGEST = 500


def comments_of(archive: zipfile.ZipFile, worksheet: str) -> dict[int, str]:
    """Number of a row, from 0 on -> what the comments on its cells say. `worksheet` is the name of its file in the archive."""
    folder, name = posixpath.split(worksheet)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    found: dict[int, list[str]] = {}
    for relation in root_of(archive, relations):
        if not _COMMENTS.search(relation.get("Type", "")):
            continue
        target = relation.get("Target", "")
        part = target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        for comment in root_of(archive, part).iter():
            if place := _ROW.match(comment.get("ref", "")):
                found.setdefault(int(place[1]) - 1, []).append(_text(comment))
    return {row: " ".join(texts)[:LONGEST] for row, texts in found.items() if any(texts)}


def _text(comment: ElementTree.Element) -> str:
    # Phonetic hints apart, a text is in the elements called t, or in that called text.
    parts = [each.text or "" for each in comment.iter() if local_name(each.tag) in ("t", "text")]
    return _AUTHOR.sub("", "".join(parts)).strip()
