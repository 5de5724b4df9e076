"""Addresses of the public site."""

from django.urls import path

from participation import views

app_name = "participation"
urlpatterns = [path("so-lieu/", views.public_figures, name="public_figures")]
