"""What is kept of a picture is what is seen of it, and nothing else."""

import io

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageStat
from PIL.PngImagePlugin import PngInfo

from quizzes import pictures
from quizzes.pictures import without_traces
from rosters.files.errors import UnreadableFile

GPS, TURN, MODEL = 0x8825, 0x0112, 0x0110


def photograph(kind="JPEG", mode="RGB", exif=True, **options):
    """40 x 20, red on the left and blue on the right, taken in Long Xuyên with a phone held upright."""
    picture = Image.new("RGB", (40, 20), "#ff0000")
    picture.paste("#0000ff", (20, 0, 40, 20))
    if exif:
        traces = Image.Exif()
        traces[MODEL] = "Samsung"
        if kind != "HEIF":
            traces[TURN] = 6
        traces.get_ifd(GPS).update({1: "N", 2: (10.0, 22.0, 30.0), 3: "E", 4: (105.0, 26.0, 0.0)})
        options["exif"] = traces.tobytes()
    out = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(picture).save(out, exif=options.get("exif"))
    else:
        picture.convert(mode).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_and_phone_are_gone_and_the_picture_stands_upright(kind):
    before = photograph(kind)
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(GPS)
    content, format_ = without_traces(before)
    after = Image.open(io.BytesIO(content))
    assert format_ == after.format == kind
    assert not after.getexif()
    assert b"Samsung" not in content
    assert after.size == (20, 40)
    red, _green, blue = after.convert("RGB").getpixel((10, 5))
    assert red > 200
    assert blue < 60


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_picture_that_is_not_turned_looks_as_it_did(kind):
    before = photograph(kind, exif=False)
    content, format_ = without_traces(before)
    assert format_ == kind
    as_it_was, as_it_is = (Image.open(io.BytesIO(each)).convert("RGB") for each in (before, content))
    # A JPEG is rounded once more.
    assert max(ImageStat.Stat(ImageChops.difference(as_it_was, as_it_is)).mean) < (5 if kind == "JPEG" else 0.01)


def behind_its_end(kind):
    """What a phone hides where nobody looks."""
    return photograph(kind, exif=False) + b"Long Xuyen"


def in_a_chunk(kind):
    out, told = io.BytesIO(), PngInfo()
    told.add_text("Location", "Long Xuyen")
    Image.new("RGB", (4, 4)).save(out, kind, pnginfo=told)
    return out.getvalue()


def in_another_segment(kind):
    content = photograph(kind, exif=False)
    told = b"http://ns.adobe.com/xmp/extension/\0Long Xuyen"
    return content[:2] + b"\xff\xe1" + (len(told) + 2).to_bytes(2, "big") + told + content[2:]


def in_a_comment(kind):
    return photograph(kind, exif=False, comment=b"Long Xuyen")


@pytest.mark.parametrize(
    ("hide", "kind"),
    [
        (behind_its_end, "JPEG"), (behind_its_end, "PNG"), (behind_its_end, "GIF"), (in_a_chunk, "PNG"),
        (in_another_segment, "JPEG"), (in_a_comment, "JPEG"), (in_a_comment, "GIF"),
    ],
)  # fmt: skip
def test_wherever_a_trace_is_hidden_it_is_gone(hide, kind):
    before = hide(kind)
    assert b"Long Xuyen" in before
    assert b"Long Xuyen" not in without_traces(before)[0]


def test_a_moving_picture_moves_on():
    out = io.BytesIO()
    red, blue = Image.new("RGB", (4, 4), "red"), Image.new("RGB", (4, 4), "blue")
    red.save(out, "GIF", save_all=True, append_images=[blue], comment=b"Long Xuyen")
    content, _kind = without_traces(out.getvalue())
    assert Image.open(io.BytesIO(content)).n_frames == 2
    assert b"Long Xuyen" not in content


def test_transparency_stays():
    out = io.BytesIO()
    traces = Image.Exif()
    traces[MODEL] = "Samsung"
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(out, "PNG", exif=traces.tobytes())
    content, _kind = without_traces(out.getvalue())
    assert Image.open(io.BytesIO(content)).getpixel((0, 0))[3] == 0


def test_a_comment_is_a_trace_too():
    content, _kind = without_traces(photograph(exif=False, comment=b"nha em o Long Xuyen"))
    assert b"Long Xuyen" not in content


def test_rubbish_is_no_picture():
    with pytest.raises(UnreadableFile):
        without_traces(b"MZ" + bytes(100))


def moving(frames, size, kind="GIF"):
    out = io.BytesIO()
    pictures = [Image.new("RGB", (size, size), (number * 60, 0, 0)) for number in range(frames)]
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:])
    return out.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_all_frames_of_a_moving_picture_count_together(monkeypatch, kind):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 3 * 40 * 40)
    assert Image.open(io.BytesIO(without_traces(moving(3, 40, kind))[0])).n_frames == 3
    with pytest.raises(UnreadableFile, match="Ảnh động quá lớn"):
        without_traces(moving(4, 40, kind))
