"""What other programs read in the files that leave a case."""
