"""Grading quizzes anew, as administrators do it, and what follows for lessons, courses and certificates."""
