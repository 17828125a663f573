"""The entry panel: reports and official totals typed, each value read shown under its field."""
