"""The read-only JSON API and its keys."""
