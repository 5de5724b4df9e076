"""Addresses below the admin. Registered in wagtail_hooks."""

from django.urls import path

from participation import admin_views

urlpatterns = [
    path("so-lieu/", admin_views.start, name="figures"),
    path("dinh-nghia-so-lieu/", admin_views.definitions, name="figures_definitions"),
    path("so-lieu/<str:code>/", admin_views.unit, name="figures_unit"),
    path("so-lieu/<str:code>/so-lieu.xlsx", admin_views.workbook, name="figures_workbook"),
    path("so-lieu/<str:code>/chua-hoan-thanh/", admin_views.left, name="figures_left"),
]
