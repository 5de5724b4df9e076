import sys
import time
from typing import Any

from django.core.management.base import BaseCommand

from participation.rebuilding import rebuild


class Command(BaseCommand):
    help = "Counts all statistics anew from the facts. Writers go on meanwhile; readers wait for the end."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        done = {"read": 0, "cells": 0, "members": 0}

        def report(step: str, number: int) -> None:
            done[step] += number
            if sys.stderr.isatty():
                self.stderr.write(f"\r{done['read']} facts read, {done['cells']} cells written", ending="")

        facts = rebuild(report)
        seconds = time.monotonic() - began
        self.stdout.write(f"Counted anew from {facts} facts: {done['cells']} cells in {seconds:.1f} s.")
