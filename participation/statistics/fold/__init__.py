"""Folding: facts and changed members into cells, a batch at a time."""
