"""Pasted text read: the reports, official totals and persons that it proposes."""
