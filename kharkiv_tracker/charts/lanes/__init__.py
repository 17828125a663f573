"""One lane for each district, with its incidents as marks at their time."""
