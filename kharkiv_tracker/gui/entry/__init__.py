"""Entering reports and statements by typing: fields that say in words what was understood."""
