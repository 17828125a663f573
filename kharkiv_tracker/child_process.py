"""Children of this process that read files which may be hostile: with limits, and no objects back.

A child answers in JSON and raw bytes: one that was taken over says no more.
"""

from __future__ import annotations

import errno
import json
import multiprocessing
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from kharkiv_tracker import process_privacy, program_files
from kharkiv_tracker.errors import ProgramReplaced

#: How often, in seconds, whoever waits for an answer is asked whether to wait on.
_STEP = 0.05
#: A child is spawned, so that it shares nothing with this process.
_CONTEXT = multiprocessing.get_context("spawn")


class Problem(Exception):
    """Why a file cannot be read: the name of a sentence, and what is filled in."""

    def __init__(self, name: str, **values: int | str) -> None:
        super().__init__(name)
        self.name, self.values = name, values


class Child:
    """A child in which `serve` runs, with one end of a pipe and these words, until it is closed.

    Raises ProgramReplaced where the child would be of another version of the program.
    """

    def __init__(self, serve: Callable[..., None], *words: str) -> None:
        if program_files.replaced():
            raise ProgramReplaced
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=serve, args=(theirs, *words), daemon=True)
        self._process.start()
        # Only the child holds its end: when it ends, our end is closed.
        theirs.close()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The number the system gave to the process."""
        return self._process.pid or 0

    def send(self, content: bytes | Mapping[str, Any]) -> None:
        """Send a message; a child that has ended is noticed when its answer is read."""
        with suppress(OSError):
            self._pipe.send_bytes(
                content if isinstance(content, bytes) else json.dumps(content).encode()
            )

    def receive(
        self, most: int, patience: float, step: Callable[[], object] = tuple
    ) -> bytes | None:
        """The next answer; None from a child that has ended, takes too long or says too much.

        What `step` raises, called while it waits, passes through.
        """
        end = time.monotonic() + patience
        try:
            while not self._pipe.poll(min(_STEP, patience)):
                step()
                if time.monotonic() > end:
                    return None
            return self._pipe.recv_bytes(most)
        except (EOFError, OSError):
            # It was ended by one of its limits, or by what is in the file.
            return None

    def kill(self) -> None:
        """End the child at once, also while another thread waits for its answer."""
        self._process.kill()

    def close(self) -> None:
        """End the child and let go of it."""
        self.kill()
        self._process.join()
        self._pipe.close()


def read_object(content: bytes | None) -> dict[str, Any]:
    """The object that an answer is; the problem `broken` for anything else."""
    with suppress(ValueError, RecursionError):
        answer = json.loads(content or b"")
        if isinstance(answer, dict):
            return answer
    return {"problem": "broken"}


def limit(memory: int, seconds: int) -> None:
    """Let a file that asks for too much end this process alone, which writes no file or dump."""
    process_privacy.forbid_dumps()
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def send(pipe: Connection, answer: Mapping[str, Any]) -> None:
    """Send an answer from within a child."""
    pipe.send_bytes(json.dumps(answer).encode())


def problem_of(error: Exception) -> dict[str, Any]:
    """What a child answers where its work failed with this error."""
    match error:
        case Problem():
            return {**error.values, "problem": error.name}
        case MemoryError():
            return {"problem": "large"}
        case ImportError():
            return {"problem": "missing"}
        # What the system says, but for a place in a file that does not exist: the file names it. A
        # library that raises one for what is in a file gives no number.
        case OSError(errno=int() as number) if number != errno.EINVAL:
            return {"problem": "unreadable", "reason": number}
    # Libraries raise anything for a file that is broken on purpose.
    return {"problem": "broken"}
