"""What stands in a roster: the fields, and how a cell becomes a value. No database."""
