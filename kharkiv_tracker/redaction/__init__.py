"""Redacted copies: pictures with black boxes, flat and checked. No case file, no window."""
