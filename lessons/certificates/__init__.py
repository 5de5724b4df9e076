"""Certificates that anybody can check."""
