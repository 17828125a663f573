"""Whether everything in the window has room, in every size, size of text and language."""
