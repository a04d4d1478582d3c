"""Doing as an account that file permissions bind, even where the tests are run by root."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

# linux/capability.h: the version of 64 bits in two words; the two rights that let root read and write everything.
VERSION = 0x20080522
OVERRIDE, READ_SEARCH = 1 << 1, 1 << 2


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Sets(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")]


@contextmanager
def as_anybody() -> Iterator[None]:
    """File permissions count in this thread, whoever runs it."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(VERSION, 0), (_Sets * 2)()
    assert libc.capget(ctypes.byref(header), sets) == 0
    had = sets[0].effective
    sets[0].effective = had & ~(OVERRIDE | READ_SEARCH)
    assert libc.capset(ctypes.byref(header), sets) == 0
    try:
        yield
    finally:
        sets[0].effective = had
        assert libc.capset(ctypes.byref(header), sets) == 0
