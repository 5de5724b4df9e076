"""Reading and filling in a Word template, by docxtpl in Jinja's sandbox. Run in a process of its own; knows no Django."""

import io
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rosters.files.errors import UnreadableFile

NO_WORD_FILE = "Đây không phải tệp Word (.docx) đọc được. Mở trong Word, lưu dạng .docx rồi tải lên."


def names(content: bytes) -> set[str]:
    """The variables that a template names. Raises UnreadableFile, in words, for what is no template."""
    try:
        return set(DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables(_environment()))
    except TemplateError as problem:
        raise UnreadableFile(_told(problem)) from problem
    except Exception as problem:
        # A broken file may fail in many ways.
        raise UnreadableFile(NO_WORD_FILE) from problem


def render(content: bytes, values: Mapping[str, Any]) -> bytes:
    """The template filled in. Raises UnreadableFile, in words."""
    template, out = DocxTemplate(io.BytesIO(content)), io.BytesIO()
    try:
        template.render(dict(values), _environment(), autoescape=True)
        template.save(out)
    except Exception as problem:
        raise UnreadableFile(_told(problem)) from problem
    return out.getvalue()


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    # Nothing that loops without a list, or makes anything else.
    environment.globals.clear()
    return environment


def _told(problem: Exception) -> str:
    """What is wrong with a template, in words."""
    if isinstance(problem, TemplateSyntaxError):
        return f"Mẫu có chỗ viết sai: {problem.message}. Kiểm tra các dấu {{{{ }}}} và {{% %}} trong Word."
    return f"Không điền được vào mẫu: {problem}. Kiểm tra tên biến, tên cột; danh sách có thể trống (lớp không có đơn vị trực thuộc)."
