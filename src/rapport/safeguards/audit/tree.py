"""A Merkle tree over the record, as in RFC 6962 section 2.1: leaf and node hashes are told apart.

The frontier is the list of roots of the full subtrees, largest first; it is all that is needed to
add leaves or to give the root.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

Frontier = list[tuple[int, bytes]]


def leaf_hash(data: bytes) -> bytes:
    """Hash one leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def extend(frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """Give the frontier after these leaf hashes were added, leaving the old one as it was."""
    stack = list(frontier)
    for leaf in leaves:
        size, digest = 1, leaf
        while stack and stack[-1][0] == size:
            _, left = stack.pop()
            size, digest = size * 2, node_hash(left, digest)
        stack.append((size, digest))
    return stack


def root(frontier: Frontier) -> bytes:
    """Give the root; of an empty tree, the hash of nothing."""
    if not frontier:
        return hashlib.sha256(b"").digest()
    digest = frontier[-1][1]
    for _, left in reversed(frontier[:-1]):
        digest = node_hash(left, digest)
    return digest


def size(frontier: Frontier) -> int:
    """Count the leaves."""
    return sum(count for count, _ in frontier)
