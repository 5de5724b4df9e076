"""From sheets of cells to rows of values. No database."""
