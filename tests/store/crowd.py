"""Many at once: the same work in several threads, whose failures reach the test."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_threads(how_many: int, work: Callable[[int], T]) -> list[T]:
    """What work(0), work(1), … gave when they ran side by side."""
    with ThreadPoolExecutor(how_many) as pool:
        return list(pool.map(work, range(how_many)))
