"""A picture written anew with nothing but what is seen. No Django: it is done in a process of its own."""

import io
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageOps

from rosters.files.errors import UnreadableFile

pillow_heif.register_heif_opener()

# Pictures of iPhones, which few browsers show.
HEIC_FORMATS = {"HEIF", "HEIC"}
QUALITY = 90
TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop")
# A photo of a phone may carry a film, or a second photo, behind its end.
PHOTO_FORMATS = {"JPEG", "MPO", *HEIC_FORMATS}
# Of all frames together.
MOST_PIXELS = 50_000_000
BROKEN_PICTURE = "Tệp ảnh bị hỏng hoặc chưa tải lên hết. Chọn lại tệp ảnh và thử lần nữa."
TOO_MUCH_MOVES = "Ảnh động quá lớn: thu nhỏ ảnh hoặc bớt số hình (chiều rộng × chiều cao × số hình nhiều nhất 50 triệu điểm)."


def without_traces(content: bytes) -> tuple[bytes, str]:
    """The picture written anew with nothing but what is seen, and its format.

    Whatever else a file holds, and wherever, stays behind: there are too many places to look for it. A JPEG that need not be
    turned keeps its quality. Raises UnreadableFile for what Pillow cannot read, and for moving pictures of too many pixels.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return _written_anew(picture)
    except UnreadableFile:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableFile(BROKEN_PICTURE) from error


def _written_anew(picture: Image.Image) -> tuple[bytes, str]:
    width, height = picture.size
    if width * height * getattr(picture, "n_frames", 1) > MOST_PIXELS and picture.format not in PHOTO_FORMATS:
        raise UnreadableFile(TOO_MUCH_MOVES)
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


def all_without_traces(contents: list[bytes]) -> list[tuple[bytes, str] | str]:
    """Each picture as `without_traces` gives it, or the sentence with which it refuses it."""
    found: list[tuple[bytes, str] | str] = []
    for content in contents:
        try:
            found.append(without_traces(content))
        except UnreadableFile as error:
            found.append(str(error))
    return found
