"""Errors the user can correct, each described in one translated sentence."""

from kharkiv_tracker.i18n import _


class TrackerError(Exception):
    """An error the user can correct; anything else that is raised is a bug.

    `brief` leaves out what is safe, for those who say that themselves.
    """

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = self.brief = sentence

    def __str__(self) -> str:
        return self.sentence


def shown(text: str, longest: int = 60) -> str:
    """Return a text fit for use in a sentence: one line of printable characters, not long."""
    start = text[: 2 * longest]
    line = " ".join("".join(c if c.isprintable() else " " for c in start).split())
    return line if len(line) <= longest and start == text else f"{line[: longest - 1]}…"


class Refused(TrackerError):
    """A value that cannot be taken, with the path to it: `incidents[1].reports[0].killed`."""

    def __init__(self, sentence: str, path: str = "") -> None:
        super().__init__(sentence)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


class CaseUnavailable(TrackerError):
    """A case file that cannot be opened, read or written."""


class ProgramReplaced(TrackerError):
    """Something that the program can no longer do: it was updated while it was open."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Kharkiv Tracker was updated while it was open. Saved data is safe. Close the "
                "program and open it again."
            )
        )


class WrongCall(TrackerError):
    """A command called in a way that has no meaning."""

    exit_code = 2


class _Under:
    """What `under` gives; a generator would cost more than most of what is read within it."""

    __slots__ = ("_place",)

    def __init__(self, place: str) -> None:
        self._place = place

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object
    ) -> None:
        if isinstance(error, Refused):
            is_first = not self._place or not error.path or error.path.startswith("[")
            error.path = f"{self._place}{'' if is_first else '.'}{error.path}"


def under(place: str) -> _Under:
    """Put this place in front of the path of a refusal that passes through."""
    return _Under(place)
