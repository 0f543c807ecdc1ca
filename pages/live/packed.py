"""Bytes that are packed once and sent many times: gzip files put together from pieces that are packed already."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from typing import NamedTuple

LEVEL = 1  # pictures are packed as they come: more would cost time and save nothing
HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # of a gzip file: deflate, no name, no time (RFC 1952)
LAST_BLOCK = b"\x03\0"  # an empty one, marked as the last (RFC 1951)


class Piece(NamedTuple):
    """Some bytes, and the same packed so that packed pieces can follow each other in one stream."""

    plain: bytes
    packed: bytes


def piece(plain: bytes) -> Piece:
    """Pack some bytes: the stream ends on a whole byte and refers to nothing before it (Z_FULL_FLUSH)."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(plain, packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH))


def joined(pieces: Sequence[Piece]) -> bytes:
    """One gzip file of all pieces: they are not packed again, only summed."""
    plain = b"".join(each.plain for each in pieces)
    end = zlib.crc32(plain).to_bytes(4, "little") + (len(plain) % 2**32).to_bytes(4, "little")
    return b"".join((HEAD, *(each.packed for each in pieces), LAST_BLOCK, end))


def plain(file: bytes) -> bytes:
    """What a gzip file holds."""
    return gzip.decompress(file)
