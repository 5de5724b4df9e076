"""Learners logging in with the codes of their card."""
