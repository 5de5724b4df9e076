"""Our own pages about the bank in Wagtail's admin."""
