"""Bars, cells and rows: per time, by group, beside official totals."""
