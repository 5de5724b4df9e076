"""What a step of a lesson is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from lessons import drawings

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class DrawingBlock(blocks.StructBlock):
    """One of the site's own drawings, with the text that stands in for it."""

    drawing = blocks.ChoiceBlock(choices=drawings.CHOICES, label=_("Hình vẽ"))
    alternative_text = blocks.CharBlock(
        max_length=200, label=_("Văn bản thay thế"), help_text=_("Nói điều hình vẽ cho thấy, cho người không nhìn được hình.")
    )

    class Meta:
        icon = "image"
        label = _("Hình vẽ có sẵn")
        template = "lessons/blocks/drawing.html"


class PictureBlock(ImageBlock):
    """An uploaded picture; Wagtail's own block asks for its alternative text."""

    class Meta:
        icon = "image"
        label = _("Ảnh tải lên")
        template = "lessons/blocks/picture.html"


class NoteBlock(blocks.StructBlock):
    """Something to remember."""

    text = blocks.RichTextBlock(features=["bold", "link"], label=_("Điều cần nhớ"))

    class Meta:
        icon = "pin"
        label = _("Nhớ nhé")
        template = "lessons/blocks/note.html"


class ScreenLineBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=80, label=_("Nhãn"))
    value = blocks.CharBlock(max_length=120, required=False, label=_("Nội dung"))


class PracticeScreenBlock(blocks.StructBlock):
    """A drawn phone screen to look at: nobody's real page, and it says so."""

    heading = blocks.CharBlock(max_length=80, label=_("Tên màn hình"))
    lines = blocks.ListBlock(ScreenLineBlock(), label=_("Các dòng"))
    button = blocks.CharBlock(max_length=40, required=False, label=_("Nút bấm"))

    class Meta:
        icon = "mobile-alt"
        label = _("Màn hình luyện tập")
        template = "lessons/blocks/practice_screen.html"


class StepBodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Đoạn văn"), icon="pilcrow")
    note = NoteBlock()
    drawing = DrawingBlock()
    picture = PictureBlock()
    practice_screen = PracticeScreenBlock()


class StepBlock(blocks.StructBlock):
    """One step: a screenful to read, and a question to practise on."""

    title = blocks.CharBlock(max_length=120, label=_("Tên bước"))
    body = StepBodyBlock(label=_("Nội dung"))
    question = SnippetChooserBlock("quizzes.Question", required=False, label=_("Câu hỏi luyện tập"))

    class Meta:
        icon = "list-ol"
        label = _("Bước")


class SourceBlock(blocks.StructBlock):
    """Where a fact comes from."""

    title = blocks.CharBlock(max_length=255, label=_("Nguồn"))
    url = blocks.URLBlock(required=False, label=_("Địa chỉ"))

    class Meta:
        icon = "link"
        label = _("Nguồn")
