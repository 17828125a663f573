"""What was read, before it is recorded: files, the clipboard, exported channels, and stacks."""
