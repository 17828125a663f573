"""The words of the field and the rule that makes a figure of reports; no input, no output."""
