"""What a text typed to search for means, and what it is looked for in."""
