"""Courses and lessons as Wagtail pages: edited, published, cached."""
