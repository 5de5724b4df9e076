"""An import on its way: read, kept, applied, undone."""
