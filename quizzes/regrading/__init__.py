"""Grading attempts anew after a question was corrected: chosen, seen before it is done, all or nothing, and taken back."""
