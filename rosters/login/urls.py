from django.urls import path

from rosters.login import views

app_name = "rosters"
urlpatterns = [
    path("dang-nhap/", views.login, name="login"),
    path("dang-xuat/", views.log_out, name="logout"),
    path("the/", views.scanned, name="scanned"),
    path("the/<str:member_code>/<slug:login_code>/", views.card, name="card"),
]
