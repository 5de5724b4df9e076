"""Addresses of the public site."""

from django.urls import path

from participation.api.endpoints import api
from participation.pages import public

app_name = "participation"
urlpatterns = [path("so-lieu/", public.public_figures, name="public_figures")]
api_urlpatterns = [path("api/v1/", api.urls)]
