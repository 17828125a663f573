"""Numbers for charts and pages from rows of the store; pure functions."""
