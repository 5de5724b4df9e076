"""Pictures that the demonstration uploads: a paper photographed well, one photographed badly, a message. Drawn here, of nobody's."""

import io
from pathlib import Path

from django.core.files.images import ImageFile
from PIL import Image as Canvas
from PIL import ImageDraw, ImageFilter, ImageFont
from wagtail.images.models import Image

import rosters

DESK, SHADE, PAPER, INK = (176, 141, 105), (120, 92, 66), (252, 251, 246), (70, 78, 90)
PAPER_SIZE = (860, 1180)
ADDRESS = "vneid-gov.com/cap-nhat"
FONTS = Path(rosters.__file__).parent / "login/fonts"
QUALITY = 82
SCREEN, BUBBLE, WORDS, LINK, RED = (245, 247, 250), (226, 232, 240), (23, 32, 42), (11, 79, 108), (166, 27, 27)


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


def false_message() -> bytes:
    """A message on a phone, as those send it who pretend to be an office: it hurries, and has a link. PNG, 720 x 1080."""
    screen = Canvas.new("RGB", (720, 1080), SCREEN)
    pen = ImageDraw.Draw(screen)
    large, small = (
        ImageFont.truetype(FONTS / f"BeVietnamPro-{name}.ttf", size) for name, size in (("Bold", 38), ("Regular", 34))
    )
    pen.text((360, 110), "09xx 555 021", font=large, fill=WORDS, anchor="mm")
    pen.rounded_rectangle((43, 210, 677, 620), 32, fill=BUBBLE)
    lines = [
        "Tài khoản VNeID của bạn sai",
        "thông tin. Trong 30 phút không",
        "cập nhật sẽ bị khóa:",
        ADDRESS,
        "Đừng nói với ai.",
    ]
    for number, line in enumerate(lines):
        pen.text((72, 272 + 70 * number), line, font=small, fill=LINK if line == ADDRESS else WORDS, anchor="lm")
    pen.line((72, 506, 72 + pen.textlength(ADDRESS, small), 506), fill=LINK, width=3)
    for top, words, colour in ((778, "Chặn số này", WORDS), (907, "Báo tin lừa đảo", RED)):
        pen.rounded_rectangle((43, top, 677, top + 97), 24, outline=colour, width=3)
        pen.text((360, top + 48), words, font=small, fill=colour, anchor="mm")
    out = io.BytesIO()
    screen.save(out, "PNG", optimize=True)
    return out.getvalue()


def _as_jpeg(photo: Canvas.Image) -> bytes:
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


_SUFFIXES = {"tin-nhan-gia": "png"}
DRAWN = {
    "anh-ro": ("Ảnh giấy tờ chụp rõ", good_photo),
    "anh-hong": ("Ảnh giấy tờ chụp hỏng", bad_photo),
    "tin-nhan-gia": ("Tin nhắn mạo danh", false_message),
}


def uploaded(name: str) -> Image:
    """The picture called `name` in a course file, uploaded now unless it is there. Raises KeyError."""
    title, draw = DRAWN[name]
    return Image.objects.filter(title=title).first() or Image.objects.create(
        title=title, file=ImageFile(io.BytesIO(draw()), name=f"{name}.{_SUFFIXES.get(name, 'jpg')}")
    )
