"""Whether a document is what its name says."""

import zipfile
from typing import Any, BinaryIO

from django import forms
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

PDF_MARK, PDF_MARK_WITHIN = b"%PDF-", 1024
# What a packed document of each kind holds; ODF names its kind in a file of its own.
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MIME_TYPES = {"odt": b"application/vnd.oasis.opendocument.text", "ods": b"application/vnd.oasis.opendocument.spreadsheet"}
MOST_PARTS = 20_000


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower()


def is_what_it_says(name: str, file: BinaryIO) -> bool:
    """Whether the content of `file` is of the kind that the ending of `name` names; an unknown ending is nothing."""
    kind = extension_of(name)
    file.seek(0)
    head = file.read(PDF_MARK_WITHIN)
    file.seek(0)
    if kind == "pdf":
        return PDF_MARK in head
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
            if len(names) > MOST_PARTS:
                return False
            if kind in PARTS:
                return PARTS[kind] in names
            if kind in MIME_TYPES and "mimetype" in names:
                with packed.open("mimetype") as told:
                    return told.read(len(MIME_TYPES[kind]) + 1).strip() == MIME_TYPES[kind]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    finally:
        file.seek(0)
    return False


class DocumentForm(BaseDocumentForm):
    """A document that is none is refused, whatever it is called."""

    def _post_clean(self) -> None:
        """The model has no more to say of a file that was refused: it would find that its empty name lacks an ending."""
        refused = list(self.errors.get("file", []))
        super()._post_clean()
        if refused:
            self._errors["file"] = self.error_class(refused)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data and not is_what_it_says(file.name, file.file):
            message = _("Nội dung tệp không phải %(kind)s như tên tệp nói. Mở tệp trên máy, lưu lại đúng loại rồi tải lên.")
            raise forms.ValidationError(message % {"kind": extension_of(file.name).upper()}, code="not_what_it_says")
        return file
