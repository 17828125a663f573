"""The cases of the tests of exports."""

from tests.export.conftest import everything, everything_file, sample

__all__ = ["everything", "everything_file", "sample"]
