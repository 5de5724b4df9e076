"""Pictures as they are kept: turned as they were taken, without the place, the day and the phone, in a form that browsers read."""

import io
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageOps
from wagtail.images.forms import BaseImageForm

# Pictures of iPhones, which few browsers show.
HEIC_FORMATS = {"HEIF", "HEIC"}
QUALITY = 90
TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop")
# A photo of a phone may carry a film, or a second photo, behind its end.
PHOTO_FORMATS = {"JPEG", "MPO", *HEIC_FORMATS}


def without_traces(content: bytes) -> tuple[bytes, str]:
    """The picture written anew with nothing but what is seen, and its format.

    Whatever else a file holds, and wherever, stays behind: there are too many places to look for it. A JPEG that need not be
    turned keeps its quality. Raises OSError for what Pillow cannot read.
    """
    with Image.open(io.BytesIO(content)) as picture:
        kind = "JPEG" if picture.format in PHOTO_FORMATS else picture.format or ""
        moving = bool(getattr(picture, "is_animated", False)) and kind != "JPEG"
        is_turned = picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
        shown = ImageOps.exif_transpose(picture) if is_turned and not moving else picture
        options: dict[str, Any] = {"save_all": True} if moving else {}
        if profile := picture.info.get("icc_profile"):
            options["icc_profile"] = profile
        if kind == "JPEG":
            keeps = picture.format == "JPEG" and shown is picture
            options["quality"] = "keep" if keeps else QUALITY
            if shown.mode not in ("RGB", "L") and not keeps:
                shown = shown.convert("RGB")
        elif kind == "WEBP":
            options["quality"] = QUALITY
        for name in TELLING:
            shown.info.pop(name, None)
        if kind != "GIF":
            options["exif"] = b""
        out = io.BytesIO()
        shown.save(out, kind, **options)
    return out.getvalue(), kind


def _in_words(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`read`, with a message in place of an error where the file is cut short or no picture."""

    def reading(data: Any) -> Any:
        try:
            return read(data)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise ValidationError("Tệp ảnh bị hỏng hoặc chưa tải lên hết. Chọn lại tệp ảnh và thử lần nữa.") from error

    return reading


class ImageForm(BaseImageForm):
    """Nobody learns from a picture where a child was when it was taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.to_python = _in_words(field.to_python)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        file.seek(0)
        content, kind = _in_words(without_traces)(file.read())
        name = f"{file.name.rpartition('.')[0]}.jpg" if kind == "JPEG" else file.name
        return SimpleUploadedFile(name, content, content_type=f"image/{kind.lower()}")
