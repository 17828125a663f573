"""The summary before it is saved: its pages as they will be, and what they are made of beside."""
