"""The figures of a unit, and the forms in which they leave: pages, JSON, XLSX."""
