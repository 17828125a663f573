"""Opening case files, and exporting charts and summaries from them."""
