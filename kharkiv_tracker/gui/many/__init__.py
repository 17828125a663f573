"""Many records changed at once: chosen in a table, shown before they change."""
