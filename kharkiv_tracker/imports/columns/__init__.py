"""What the columns of a table are: heads, fields, mappings."""
