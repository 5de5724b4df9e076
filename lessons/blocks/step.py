"""One step of a lesson: texts, pictures, and a question to practise on."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from lessons.blocks.drawing import DrawingBlock
from lessons.blocks.note import NoteBlock
from lessons.blocks.picture import PictureBlock
from lessons.blocks.practice_screen import PracticeScreenBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class StepBodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Đoạn văn"), icon="pilcrow")
    note = NoteBlock()
    drawing = DrawingBlock()
    picture = PictureBlock()
    practice_screen = PracticeScreenBlock()
    practice = SnippetChooserBlock(
        "lessons.Practice", label=_("Bài thực hành"), icon="pick", template="lessons/blocks/practice.html"
    )


class StepBlock(blocks.StructBlock):
    """One step: a screenful to read, and a question to practise on."""

    title = blocks.CharBlock(max_length=120, label=_("Tên bước"))
    body = StepBodyBlock(label=_("Nội dung"))
    question = SnippetChooserBlock("quizzes.Question", required=False, label=_("Câu hỏi luyện tập"))

    class Meta:
        icon = "list-ol"
        label = _("Bước")
