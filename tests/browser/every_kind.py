"""Run in the shell of the server: a lesson whose quiz asks a question of each kind."""

from portal.demonstration.pictures import uploaded

from lessons.models import CoursePage, HomePage, LessonPage
from quizzes.bank.writing import choice, keep_question
from quizzes.kinds.written import listed
from quizzes.models import Quiz, QuizQuestion

CHOICES = listed([choice("Không đọc cho ai", is_right=True), choice("Đọc cho cán bộ gọi điện tới", is_right=False)])
PAIRS = [("Làm thẻ căn cước", "Công an"), ("Đăng ký khai sinh", "Ủy ban nhân dân xã, phường"), ("Cấp hộ chiếu", "Công an")]
STEPS = ["Đăng nhập", "Chọn thủ tục", "Điền tờ khai", "Nộp hồ sơ"]
QUESTIONS = [
    ("single", {"choices": CHOICES, "is_shuffled": True}),
    ("multiple", {"choices": CHOICES, "is_shuffled": True, "marking": "shares"}),
    ("true_false", {"is_true": False, "feedback_true": "", "feedback_false": ""}),
    (
        "matching",
        {
            "pairs": listed([{"text": f"<p>{left}</p>", "match": right} for left, right in PAIRS]),
            "more": [{"type": "item", "value": "Cơ quan thuế", "id": "thua"}],
            "is_shuffled": True,
        },
    ),
    ("ordering", {"items": listed([{"text": f"<p>{text}</p>"} for text in STEPS]), "marking": "pairs"}),
    ("short_answer", {"answers": listed([{"text": "OTP", "percent": None, "feedback": ""}])}),
    (
        "number",
        {
            "answers": listed([{"value": "24000", "tolerance": "0", "percent": None, "feedback": ""}]),
            "units": listed([{"name": "đồng", "factor": "1"}]),
        },
    ),
    ("gaps", {"gapped": "<p>Mã OTP có {6|sáu} chữ số, chỉ để {bạn} tự nhập.</p>"}),
    (
        "point",
        {
            "picture": uploaded("tin-nhan-gia").pk,
            "zones": listed(
                [
                    {"name": name, "place": place, "is_right": right, "feedback": "", "percent": None}
                    for name, place, right in [("Đường dẫn", "8 40.5 68 8", True), ("Nút Chặn số này", "6 72 88 9", False)]
                ]
            ),
        },
    ),
    ("gap_lists", {"gapped": "<p>Có người gọi xin mã, bạn {*tắt máy|đọc mã}.</p>"}),
]

course = CoursePage(title="Mọi kiểu câu hỏi", slug="moi-kieu", summary="Để thử.", drawing="shield")
HomePage.objects.first().add_child(instance=course)
course.save_revision().publish()
quiz = Quiz.objects.create(title="Mọi kiểu", pass_mark=80)
for order, (kind, value) in enumerate(QUESTIONS):
    asked = keep_question(kind, {"text": f"<p>Câu hỏi kiểu <b>{kind}</b> là gì?</p>", **value}, explanation="<p>Vì thế.</p>")
    QuizQuestion.objects.create(quiz=quiz, question=asked, sort_order=order)
step = {"type": "step", "value": {"title": "Bước", "body": [{"type": "text", "value": "<p>Đọc.</p>"}], "question": None}}
lesson = LessonPage(title="Mọi kiểu", slug="bai", summary="Để thử.", minutes=5, quiz=quiz, steps=[step])
course.add_child(instance=lesson)
lesson.save_revision().publish()
