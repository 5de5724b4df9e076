"""A roster on its way in: read - recognise - plan - show - apply. Reading and planning are pure functions."""
