"""The chart and map views, with their mouse and keyboard input and the bar of view dates."""
