"""Writes the public pages' stylesheet from its components."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.stylesheet import BUILT, stylesheet


class Command(BaseCommand):
    help = "Writes static/portal/site.css from styles/."

    def handle(self, *args: Any, **options: Any) -> None:
        BUILT.write_text(stylesheet(), encoding="utf-8")
        self.stdout.write(f"{BUILT.name}: {BUILT.stat().st_size:,} bytes")
