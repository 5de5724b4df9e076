"""The pages on which questions come into the bank and leave it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from quizzes.formats.importing import import_questions
from quizzes.models import Category, Question
from tests import factories, pages
from tests.conftest import logged_in
from tests.quizzes.formats.test_importing import GIFT

pytestmark = pytest.mark.django_db
STARRED = "Ai hỏi mã OTP?\n*Không ai\nCán bộ\n> Mã là của bạn.\n\nHai số chẵn?\n*2\n*4\n5\n"


@pytest.fixture
def editor(as_editor):
    return as_editor


@pytest.fixture
def moderator(people):
    return logged_in(factories.staff("kiemduyet", "Kiểm duyệt viên"))


def text_of(response):
    return pages.text_of(response.content.decode())


def send(client, **data):
    return client.post(reverse("import_questions"), data)


def test_pasted_questions_become_drafts_to_look_over(editor):
    response = send(editor, text=STARRED)
    assert "Đã nhập 2 trên 2 câu" in text_of(response)
    assert "Các câu là bản nháp" in text_of(response)
    assert [(q.kind, q.live, q.version) for q in Question.objects.order_by("pk")] == [
        ("single", False, None), ("multiple", False, None),
    ]  # fmt: skip


def test_a_draft_that_was_pasted_can_be_opened_and_published(moderator):
    send(moderator, text=STARRED)
    question = Question.objects.first()
    address = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    assert moderator.get(address).status_code == 200
    question.refresh_from_db()
    question.latest_revision.publish()
    assert Question.objects.get(pk=question.pk).version.number == 1


def test_a_file_goes_into_the_chosen_category_and_is_published_by_who_may(moderator):
    category = Category.at(["An toàn", "OTP"])
    file = SimpleUploadedFile("cau-hoi.txt", GIFT.encode())
    response = send(moderator, file=file, category=category.pk, publish="on")
    assert "Các câu đã được xuất bản." in text_of(response)
    assert {(q.live, q.category) for q in Question.objects.all()} == {(True, category)}


def test_an_editor_cannot_publish_by_importing(editor):
    assert "Xuất bản ngay" not in text_of(editor.get(reverse("import_questions")))
    send(editor, text=STARRED, publish="on")
    assert not Question.objects.filter(live=True).exists()


def test_checking_alone_writes_nothing(editor):
    assert "2 câu sẽ được nhập. Chưa có gì được ghi." in text_of(send(editor, text=STARRED, only_check="on"))
    assert not Question.objects.exists()


def test_all_mistakes_are_told_and_what_was_pasted_is_still_there(editor):
    response = send(editor, text="Một?\na\nb\n\nHai?\n*x\n")
    assert response.status_code == 422
    text = text_of(response)
    assert "Chưa nhập câu nào: có 2 chỗ cần sửa." in text
    assert ("Dòng 1:" in text, "Dòng 5:" in text, "Hai?" in text) == (True, True, True)
    assert not Question.objects.exists()


@pytest.mark.parametrize("data", [{}, {"text": STARRED, "file": True}])
def test_one_of_the_two_is_wanted(editor, data):
    data = {k: SimpleUploadedFile("a.txt", b"x") if v is True else v for k, v in data.items()}
    assert "một trong hai" in text_of(send(editor, **data))


def test_a_file_of_another_kind_is_refused_with_what_to_do(editor):
    response = send(editor, file=SimpleUploadedFile("a.xlsx", b"PK\x03\x04 spoiled"))
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


def test_what_cannot_be_written_is_told_before_the_file_is_taken(editor):
    import_questions(GIFT, "gift")
    address = reverse("export_questions")
    told = text_of(editor.get(address, {"form": "aiken"}))
    assert "0 câu ghi được vào tệp." in told
    assert told.count("Aiken ") >= 3
    response = editor.get(address, {"form": "gift"})
    assert response["Content-Disposition"].startswith("attachment")
    assert response.content.decode().count("::") == 6
    assert editor.get(address, {"form": "aiken", "lay": "1"}).content == b""


def test_a_category_is_written_alone(editor):
    import_questions("Một?{T}", "gift", category=["a", "b"])
    import_questions("Hai?{T}", "gift")
    response = editor.get(reverse("export_questions"), {"form": "gift", "category": Category.at(["a"]).pk})
    assert "Một?" in response.content.decode()
    assert "Hai?" not in response.content.decode()


def test_the_template_is_a_workbook(editor):
    response = editor.get(reverse("question_template"))
    assert load_workbook(io.BytesIO(response.content)).sheetnames[0] == "Câu hỏi"


@pytest.mark.parametrize("name", ["import_questions", "export_questions", "question_template"])
def test_whoever_does_not_work_on_the_bank_reaches_nothing(as_organizer, name):
    assert as_organizer.get(reverse(name)).status_code in (302, 403)


def test_the_bank_leads_to_them(editor):
    listing = editor.get(reverse("wagtailsnippets_quizzes_question:list")).content.decode()
    assert reverse("import_questions") in listing
    assert reverse("export_questions") in listing
