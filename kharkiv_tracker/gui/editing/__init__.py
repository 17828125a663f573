"""Records that are already saved, corrected in the forms in which they were entered."""
