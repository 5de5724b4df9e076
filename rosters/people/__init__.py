"""What is done to members after they are on a roster: moved, closed, merged."""
