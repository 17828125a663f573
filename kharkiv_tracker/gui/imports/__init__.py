"""The import of files in the window: how one is read, its columns, a trial run, the edit."""
