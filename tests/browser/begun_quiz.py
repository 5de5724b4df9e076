"""Run in the shell of the server: a lesson whose quiz has a time limit, one with a question a page, and one for practice."""

from lessons.models import CoursePage, HomePage, LessonPage
from quizzes.bank.writing import choice, choice_question, keep_question
from quizzes.models import Quiz, QuizQuestion

CHOICES = [choice("Không đọc cho ai", is_right=True), choice("Đọc cho cán bộ gọi điện tới", is_right=False)]

SETTINGS = {
    "gio": {"time_limit": 15},
    "trang": {"one_a_page": True, "attempts_allowed": 2},
    "luyen": {"is_practice": True},
}
course = CoursePage(title="Bài có tính giờ", slug="tinh-gio", summary="Để thử.", drawing="shield")
HomePage.objects.first().add_child(instance=course)
course.save_revision().publish()
questions = [keep_question(*choice_question(f"Mã OTP số {number} dùng để làm gì?", CHOICES)) for number in range(1, 4)]
for slug, settings in SETTINGS.items():
    quiz = Quiz.objects.create(title=slug, pass_mark=80, **settings)
    for order, question in enumerate(questions):
        QuizQuestion.objects.create(quiz=quiz, question=question, sort_order=order)
    step = {"type": "step", "value": {"title": "Bước", "body": [{"type": "text", "value": "<p>Đọc.</p>"}], "question": None}}
    lesson = LessonPage(title=f"Bài {slug}", slug=slug, summary="Để thử.", minutes=5, quiz=quiz, steps=[step])
    course.add_child(instance=lesson)
    lesson.save_revision().publish()
