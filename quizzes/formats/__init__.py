"""Questions from and for other programs: a module for each format, and what all of them share."""
