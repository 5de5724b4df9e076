"""Reading cells: one module for each kind of figure."""
