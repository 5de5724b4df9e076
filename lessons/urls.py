"""Addresses of learners' pages. Those of courses and of the home page are Wagtail's."""

from django.urls import path

from lessons.certificates import views as certificate_views
from lessons.learner import course_views
from lessons.learner.lesson_views import at_address, lesson_start, step
from lessons.learner.practice_views import practice
from lessons.learner.quiz_views import quiz, quiz_result

app_name = "lessons"
# Wagtail would find a lesson too, a level of the tree and a query at a time; these find it at once.
LESSON = "<slug:course_slug>/<slug:lesson_slug>/"
urlpatterns = [
    path("tien-do/", course_views.my_progress, name="my_progress"),
    path("giay-chung-nhan/", certificate_views.check, name="certificate_check"),
    path("giay-chung-nhan/<slug:code>/", certificate_views.certificate, name="certificate"),
    path(LESSON, at_address(lesson_start), name="lesson"),
    path(f"{LESSON}buoc/<int:number>/", at_address(step), name="step"),
    path(f"{LESSON}thuc-hanh/<int:pk>/", at_address(practice), name="practice"),
    path(f"{LESSON}kiem-tra/", at_address(quiz), name="quiz"),
    path(f"{LESSON}kiem-tra/<uuid:key>/", at_address(quiz_result), name="quiz_result"),
]
