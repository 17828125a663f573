"""Tables that fetch the rows they show."""
