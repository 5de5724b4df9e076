"""Rebuilding: all cells at once from all facts, with numpy, beside the running site."""
