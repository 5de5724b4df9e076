"""The question bank, and quizzes made from it."""
