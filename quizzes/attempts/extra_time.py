"""More minutes for a learner who needs them: kept by administrators, for it says something about a child."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from quizzes.bank.models import Quiz
from rosters.choosers import member_chooser
from rosters.models import Member


class ExtraTime(models.Model):
    """So many minutes more at a quiz with a time limit, or at one that closes."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="extra_times", verbose_name=_("bài kiểm tra"))
    member = models.ForeignKey(Member, models.CASCADE, related_name="+", verbose_name=_("thành viên"))
    minutes = models.PositiveSmallIntegerField(_("thêm mấy phút"), validators=[MinValueValidator(1), MaxValueValidator(600)])

    panels = [FieldPanel("quiz"), FieldPanel("member", widget=member_chooser.widget_class), FieldPanel("minutes")]

    class Meta:
        verbose_name = _("lần thêm giờ")
        verbose_name_plural = _("lần thêm giờ")
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "member"],
                name="extra_time_of_a_member_once",
                violation_error_message=_("Người này đã được thêm thời gian ở bài này. Sửa dòng đã có."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: +{self.minutes} phút, {self.quiz}"


class _Given:
    """Whoever is in the middle of it has the time at once."""

    def save_instance(self) -> ExtraTime:
        from quizzes.attempts.models import Attempt
        from quizzes.attempts.taking import with_extra_time

        given: ExtraTime = super().save_instance()  # type: ignore[misc]
        begun = Attempt.objects.filter(member=given.member_id, quiz=given.quiz_id, state="in_progress").select_related("quiz")
        for attempt in begun:
            with_extra_time(attempt, given.minutes)
        return given


class _Create(_Given, CreateView):
    pass


class _Edit(_Given, EditView):
    pass


class ExtraTimeViewSet(SnippetViewSet):
    model = ExtraTime
    icon = "time"
    menu_label = "Thêm thời gian"
    list_display = ["member", "quiz", "minutes"]
    copy_view_enabled = False
    add_view_class = _Create
    edit_view_class = _Edit
    add_to_admin_menu = False

    def register_chooser_viewset(self) -> None:
        """None: whoever may choose would see who needs more time."""
