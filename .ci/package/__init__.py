"""What the packages of the program need beside it."""
