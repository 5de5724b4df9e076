"""What any app may use of the database: many rows at once, lookups among many values."""
