"""The toll as it builds up: curves of districts, on one another, side by side; and one incident."""
