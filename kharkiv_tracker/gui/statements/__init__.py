"""Official totals and joint reports, compared with our own sums."""
