"""What each row will do to the present roster. Pure functions."""
