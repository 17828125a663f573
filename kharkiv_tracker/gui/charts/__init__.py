"""The views of charts and map: what answers to mouse and keyboard, and the two clocks."""
