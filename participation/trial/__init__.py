"""Fictional provinces of any size, for trials and benchmarks."""
