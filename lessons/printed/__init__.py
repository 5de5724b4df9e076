"""A quiz on paper, for a class without devices: printed with shuffled versions, and its results typed into a sheet."""
