"""Records that are saved already, corrected in the forms in which they were entered."""
