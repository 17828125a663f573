"""Files of other programs, read in a child process with limits as sheets of text."""
