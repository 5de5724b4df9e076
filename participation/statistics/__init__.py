"""The engine: facts folded into cells, counted anew, and read."""
