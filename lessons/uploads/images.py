"""Pictures as they are kept: turned as they were taken, without the place, the day and the phone, in a form that browsers read."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.forms import BaseImageForm

from quizzes.pictures import BROKEN_PICTURE
from rosters.files.errors import TookTooLong, UnreadableFile
from rosters.files.isolated import apart_in_a_request

MOST_SECONDS = 10
TOO_SLOW = "Ảnh xử lý quá lâu, hoặc đang có nhiều ảnh được tải lên. Thử lại sau một phút; nếu vẫn vậy, thu nhỏ ảnh rồi tải lên."


class ImageForm(BaseImageForm):
    """Nobody learns from a picture where a child was when it was taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is None:
            # The form behind an upload of many asks for title and description alone.
            return
        read = field.to_python

        def reading(data: Any) -> Any:
            try:
                return read(data)
            except (OSError, SyntaxError, ValueError, EOFError) as error:
                raise ValidationError(BROKEN_PICTURE) from error

        field.to_python = reading

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        file.seek(0)
        content, kind = _without_traces(file.read())
        name = f"{file.name.rpartition('.')[0]}.jpg" if kind == "JPEG" else file.name
        return SimpleUploadedFile(name, content, content_type=f"image/{kind.lower()}")


def _without_traces(content: bytes) -> tuple[bytes, str]:
    """The picture written anew, and its format: in a process of its own, for pictures are made that take minutes."""
    try:
        content, kind = apart_in_a_request("quizzes.pictures:without_traces", content, seconds=MOST_SECONDS)
    except TookTooLong as error:
        raise ValidationError(TOO_SLOW) from error
    except UnreadableFile as error:
        raise ValidationError(str(error)) from error
    return content, kind
