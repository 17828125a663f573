"""What a file of another program is, before it is read: in children, and in sentences."""
