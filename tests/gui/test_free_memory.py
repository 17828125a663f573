"""What a check used in its thread is given back to the system."""

import platform

import pytest

from kharkiv_tracker.gui.files import free_memory
from tests.benchmarks.process import memory


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others give it back themselves")
def test_free_memory_is_given_back_though_something_above_it_is_used() -> None:
    texts = [bytes(4000) for _number in range(10_000)]
    last = texts[-1]
    texts.clear()
    before = memory("VmRSS")
    free_memory.give_back()
    assert memory("VmRSS") < before - 20
    assert last
