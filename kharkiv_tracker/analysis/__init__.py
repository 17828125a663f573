"""Numbers for charts and pages from what the store tells; pure functions."""
