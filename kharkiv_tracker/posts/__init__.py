"""What was read, before it is recorded: files, the clipboard, exported channels, a stack of them."""
