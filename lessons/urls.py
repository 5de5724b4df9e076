from django.urls import path

from lessons import views

app_name = "lessons"
urlpatterns = [
    path("tien-do/", views.my_progress, name="my_progress"),
    path("giay-chung-nhan/<slug:code>/", views.certificate, name="certificate"),
]
