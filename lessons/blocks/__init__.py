"""What a step of a lesson is made of: one file for each kind of block."""
