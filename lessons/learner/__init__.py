"""A learner's way through lessons: what is recorded, and the pages."""
