"""What people type and paste, turned into the document that `add` takes."""
