"""The pages of rosters in Wagtail's admin."""
