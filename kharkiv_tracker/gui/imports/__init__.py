"""The import of files in the window: how a file is read, what its columns are, a trial, the edit."""
