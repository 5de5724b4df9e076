"""Results of quizzes for those who look after a unit: who did what, and how well the questions work."""
