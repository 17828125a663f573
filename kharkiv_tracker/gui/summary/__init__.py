"""The summary before it is saved: the preview of its pages, and its options."""
