"""Cumulative curves of districts: on one axis, stacked, in panels; and of one incident."""
