"""Addresses of the public site."""

from django.urls import path

from participation import views
from participation.api import api

app_name = "participation"
urlpatterns = [path("so-lieu/", views.public_figures, name="public_figures")]
api_urlpatterns = [path("api/v1/", api.urls)]
