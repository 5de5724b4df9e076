"""Pages of figures: in Wagtail's admin, and the one for everybody."""
