"""What each row will do to the existing roster. Pure functions."""
