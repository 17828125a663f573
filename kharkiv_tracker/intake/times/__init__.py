"""Days, hours and stretches of time as they are typed."""
