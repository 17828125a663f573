"""Files of other programs taken in: read as sheets, matched to fields, tried, then recorded.

A file is read in a child process with limits (`file_reader`), as text in rows and columns
(`table_file`). A `column_map` says what each column is; a preset is such a map, with the traps of
an archive taken care of. `record_drafts` makes records of rows, `import_plan` says what would be
added, updated, left as it is and rejected, and `import_run` records it in one edit.
"""
