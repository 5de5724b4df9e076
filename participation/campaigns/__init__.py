"""Contests over some weeks: what counts, who stands where, and their pages."""
