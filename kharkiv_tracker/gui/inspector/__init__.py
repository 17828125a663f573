"""The panel that tells everything of one incident, and from where most is done to it."""
