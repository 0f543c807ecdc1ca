"""Large arrays that are let go of go back to the system; glibc is asked, so each way in a process of its own."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

SCRIPT = """
import sys
import numpy as np
from pages.live import memory

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 2**20

if "give_back" in sys.argv:
    memory.give_back_large()
np.ones(2**21)  # 16 MB, freed at once: from now on glibc would keep what is smaller
began = resident()
arrays = [np.ones(size) for _ in range(100) for size in (2**17, 2**7)]  # 1 MB and 1 kB in turns
del arrays[::2]
print(resident() - began)
"""


def left(*how: str) -> float:
    """MiB that stay of 100 MB of arrays which lay between small ones that are held."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, *how], capture_output=True, text=True, check=True)
    return float(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has ways of its own")
def test_what_is_let_go_of_goes_back_to_the_system():
    assert left() > 80, "glibc by itself keeps it"
    assert left("give_back") < 5
