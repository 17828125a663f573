"""Official totals and combined reports beside our own sums."""
