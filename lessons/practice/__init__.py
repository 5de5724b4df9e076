"""Guided practice: a procedure that is done safely, screen by screen, before it is done for real."""
