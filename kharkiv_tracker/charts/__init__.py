"""Figures of matplotlib from the analysis, the same for screen and paper; heavy to import."""
