"""Pictures that the demonstration uploads: a paper photographed well, and one photographed badly. Drawn here, of nobody's paper."""

import io

from django.core.files.images import ImageFile
from PIL import Image as Canvas
from PIL import ImageDraw, ImageFilter
from wagtail.images.models import Image

DESK, SHADE, PAPER, INK = (176, 141, 105), (120, 92, 66), (252, 251, 246), (70, 78, 90)
PAPER_SIZE = (860, 1180)
QUALITY = 82


def _paper() -> Canvas.Image:
    """A form as one sees it from afar: a heading, lines of writing, a stamp."""
    paper = Canvas.new("RGB", PAPER_SIZE, PAPER)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((300, 90, 560, 110), fill=INK)
    pen.rectangle((220, 150, 640, 182), fill=INK)
    for number in range(11):
        top = 280 + 66 * number
        pen.rectangle((90, top, 250, top + 14), fill=INK)
        pen.rectangle((280, top, 480 + (number * 137) % 280, top + 14), fill=(112, 122, 138))
    pen.ellipse((560, 980, 740, 1130), outline=(190, 40, 44), width=12)
    pen.ellipse((595, 1010, 705, 1100), outline=(190, 40, 44), width=6)
    return paper


def good_photo() -> bytes:
    """Straight from above, in light, all four corners in it, upright. JPEG, 1200 x 1600."""
    photo = Canvas.new("RGB", (1200, 1600), DESK)
    shadow = Canvas.new("L", photo.size, 0)
    ImageDraw.Draw(shadow).rectangle((186, 236, 186 + PAPER_SIZE[0], 236 + PAPER_SIZE[1]), fill=150)
    photo.paste(SHADE, mask=shadow.filter(ImageFilter.GaussianBlur(14)))
    photo.paste(_paper(), (170, 210))
    return _as_jpeg(photo)


def bad_photo() -> bytes:
    """Aslant, blurred, in the dark, and with a corner cut off. JPEG, 1600 x 1200."""
    photo = Canvas.new("RGB", (1600, 1200), DESK)
    paper = _paper().convert("RGBA").rotate(-58, expand=True, resample=Canvas.Resampling.BICUBIC)
    photo.paste(paper, (260, -60), paper)
    dark = Canvas.new("L", photo.size, 60)
    ImageDraw.Draw(dark).polygon([(0, 0), (900, 0), (520, 1200), (0, 1200)], fill=170)
    photo.paste((20, 18, 16), mask=dark.filter(ImageFilter.GaussianBlur(60)))
    return _as_jpeg(photo.filter(ImageFilter.GaussianBlur(7)))


def _as_jpeg(photo: Canvas.Image) -> bytes:
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


DRAWN = {"anh-ro": ("Ảnh giấy tờ chụp rõ", good_photo), "anh-hong": ("Ảnh giấy tờ chụp hỏng", bad_photo)}


def uploaded(name: str) -> Image:
    """The picture called `name` in a course file, uploaded now unless it is there. Raises KeyError."""
    title, draw = DRAWN[name]
    return Image.objects.filter(title=title).first() or Image.objects.create(
        title=title, file=ImageFile(io.BytesIO(draw()), name=f"{name}.jpg")
    )
