from django.urls import path

from lessons.learner import views

app_name = "lessons"
urlpatterns = [
    path("tien-do/", views.my_progress, name="my_progress"),
    path("giay-chung-nhan/<slug:code>/", views.certificate, name="certificate"),
    # Wagtail would find a lesson too, a level of the tree and a query at a time; these find it at once.
    path("<slug:course_slug>/<slug:lesson_slug>/", views.lesson_by_address, name="lesson"),
    path("<slug:course_slug>/<slug:lesson_slug>/buoc/<int:number>/", views.lesson_by_address, name="step"),
    path("<slug:course_slug>/<slug:lesson_slug>/kiem-tra/", views.lesson_by_address, name="quiz"),
    path("<slug:course_slug>/<slug:lesson_slug>/kiem-tra/<uuid:key>/", views.lesson_by_address, name="quiz_result"),
]
