"""What can be done from the window: one table, and the menus, buttons and keys made from it."""
