"""The commands of the window: one table, and the menus, buttons and keys made from it."""
