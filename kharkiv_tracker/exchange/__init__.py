"""Records coming in and going out as files; every field is named once."""
