"""How a quiz is taken: how often, how long, in what order, and what is shown of it afterwards."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

MOST_MINUTES, MOST_ATTEMPTS, LONGEST_WAIT = 600, 100, 60 * 24 * 30


class Grading(models.TextChoices):
    """Which of several attempts counts."""

    BEST = "best", _("Lượt cao điểm nhất")
    LAST = "last", _("Lượt cuối")
    FIRST = "first", _("Lượt đầu")
    MEAN = "mean", _("Trung bình các lượt")


class Review(models.IntegerChoices):
    """What a learner sees of an attempt that is over; each step shows more than the one before."""

    NOTHING = 0, _("Chưa cho xem gì")
    SCORE = 1, _("Chỉ điểm")
    ALL = 2, _("Điểm, đáp án và lời giải thích")


def _at_most(most: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(1), MaxValueValidator(most)]


class QuizSettings(models.Model):
    """What an author may say of a quiz. As long as nothing is said, it is taken freely: all on one page, as often as one likes."""

    shuffles_questions = models.BooleanField(_("trộn thứ tự câu hỏi"), default=False)
    one_a_page = models.BooleanField(_("mỗi trang một câu"), default=False)
    forward_only = models.BooleanField(
        _("không quay lại câu trước"), default=False, help_text=_("Chỉ dùng cùng với “Mỗi trang một câu”.")
    )
    is_practice = models.BooleanField(
        _("luyện tập, chấm ngay từng câu"),
        default=False,
        help_text=_(
            "Người học bấm “Kiểm tra câu này” và biết đúng hay sai ngay. Sai thì được thử lần nữa, đúng ở lần ấy được một nửa điểm."
        ),
    )
    time_limit = models.PositiveSmallIntegerField(
        _("thời gian làm bài (phút)"),
        null=True,
        blank=True,
        validators=_at_most(MOST_MINUTES),
        help_text=_(
            "Tính từ lúc bấm Bắt đầu, theo giờ của hệ thống chứ không theo giờ trên máy người học. Hết giờ, những câu đã lưu được chấm."
        ),
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("số lượt được làm"),
        null=True,
        blank=True,
        validators=_at_most(MOST_ATTEMPTS),
        help_text=_("Để trống: không giới hạn."),
    )
    minutes_between = models.PositiveIntegerField(
        _("chờ giữa hai lượt (phút)"), default=0, validators=[MaxValueValidator(LONGEST_WAIT)]
    )
    opens_at = models.DateTimeField(_("mở từ"), null=True, blank=True)
    closes_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)
    grading = models.CharField(_("lượt được tính"), max_length=5, choices=Grading, default=Grading.BEST)
    review_at_once = models.PositiveSmallIntegerField(_("ngay sau khi nộp"), choices=Review, default=Review.ALL)
    review_later = models.PositiveSmallIntegerField(_("sau đó, khi bài còn mở"), choices=Review, default=Review.ALL)
    review_closed = models.PositiveSmallIntegerField(_("sau khi bài đóng"), choices=Review, default=Review.ALL)

    panels_of_taking = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldRowPanel([FieldPanel("time_limit"), FieldPanel("attempts_allowed"), FieldPanel("minutes_between")]),
                FieldPanel("grading"),
            ],
            heading=_("Thời gian và số lượt"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("is_practice"), FieldPanel("shuffles_questions"), FieldPanel("one_a_page"), FieldPanel("forward_only")],
            heading=_("Cách hiện câu hỏi"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("review_at_once"), FieldPanel("review_later"), FieldPanel("review_closed")],
            heading=_("Người học được xem lại gì"),
            classname="collapsed",
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            problems["closes_at"] = _("Lúc đóng phải sau lúc mở.")
        if self.forward_only and not self.one_a_page:
            problems["forward_only"] = _("Chọn cả “Mỗi trang một câu”, hoặc bỏ chọn ở đây.")
        if self.is_practice and self._hides_something:
            problems["is_practice"] = _(
                "Bài luyện tập cho thấy đáp án ngay khi làm. Bỏ chọn, hoặc cho xem “Điểm, đáp án và lời giải thích” ở cả ba mục bên dưới."
            )
        if problems:
            raise ValidationError(problems)

    @property
    def wait(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.minutes_between)

    @cached_property
    def has_to_be_begun(self) -> bool:
        """Whether a learner presses a button before seeing it: where something counts from then on."""
        return bool(
            self.time_limit or self.attempts_allowed or self.minutes_between or self.opens_at or self.closes_at or self.one_a_page
            or self.shuffles_questions or self.is_practice or self.draws_at_random or self.grading != Grading.BEST or self._hides_something
        )  # fmt: skip

    @property
    def _hides_something(self) -> bool:
        return min(self.review_at_once, self.review_later, self.review_closed) < Review.ALL

    @property
    def draws_at_random(self) -> bool:
        """Whether some of its questions are drawn."""
        return False
