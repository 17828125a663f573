"""A pasted text: what it proposes is confirmed, changed or dropped, and recorded in one edit."""
