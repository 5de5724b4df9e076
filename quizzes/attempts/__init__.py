"""A quiz shown, answered, graded and kept."""
