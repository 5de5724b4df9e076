"""Pictures as they are kept: turned as they were taken, without the place, the day and the phone, in a form that browsers read."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps
from wagtail.images.forms import BaseImageForm

# Pictures of iPhones, which few browsers show.
HEIC_FORMATS = {"HEIF", "HEIC"}
QUALITY = 90
TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop")


def without_traces(content: bytes) -> tuple[bytes, str] | None:
    """The picture anew with nothing but what is seen, and its format; None when it may stay as it is.

    Raises OSError for what Pillow cannot read.
    """
    with Image.open(io.BytesIO(content)) as picture:
        kind = picture.format or ""
        if kind == "GIF" or (kind not in HEIC_FORMATS and not picture.getexif() and not picture.info.keys() & set(TELLING)):
            return None
        moving = bool(getattr(picture, "is_animated", False))
        turned = picture if moving else ImageOps.exif_transpose(picture)
        out, profile = io.BytesIO(), picture.info.get("icc_profile")
        format_ = "JPEG" if kind in HEIC_FORMATS else kind
        if format_ == "JPEG" and turned.mode not in ("RGB", "L"):
            turned = turned.convert("RGB")
        options: dict[str, Any] = {"save_all": True} if moving and format_ != "JPEG" else {}
        if format_ in ("JPEG", "WEBP"):
            options["quality"] = QUALITY
        if profile:
            options["icc_profile"] = profile
        for name in TELLING:
            turned.info.pop(name, None)
        turned.save(out, format_, exif=b"", **options)
    return out.getvalue(), format_


class ImageForm(BaseImageForm):
    """Nobody learns from a picture where a child was when it was taken."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        file.seek(0)
        made = without_traces(file.read())
        file.seek(0)
        if made is None:
            return file
        content, kind = made
        name = f"{file.name.rpartition('.')[0]}.jpg" if kind == "JPEG" else file.name
        return SimpleUploadedFile(name, content, content_type=f"image/{kind.lower()}")
