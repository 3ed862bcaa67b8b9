"""Splits voice features into two voices, in a bounded amount of memory however long the recording is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_SAMPLE = 1200
_NEIGHBOURS = 0.15
_ROUNDS = 10

Array = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]


def two_voices(features: Array) -> tuple[Labels, Array]:
    """Give a label (0 or 1) for each row of ``features`` (unit length) and the two voices' centres.

    An evenly spread sample is split by spectral clustering; every row then goes to the nearer of the
    two centres. Fewer than two rows give one voice.
    """
    if len(features) < 2:  # noqa: PLR2004 - nothing to split
        return np.zeros(len(features), np.int64), _centres(features, np.zeros(len(features), np.int64))
    step = max(1, -(-len(features) // _SAMPLE))
    sample = features[::step]
    centres = _centres(sample, _spectral(sample))
    return _settle(features, centres)


def _settle(features: Array, centres: Array) -> tuple[Labels, Array]:
    labels = (features @ centres.T).argmax(axis=1)
    for _ in range(_ROUNDS):
        centres = _centres(features, labels, centres)
        new = (features @ centres.T).argmax(axis=1)
        if (new == labels).all():
            break
        labels = new
    return labels.astype(np.int64), centres


def _centres(features: Array, labels: Labels, before: Array | None = None) -> Array:
    """Give the mean direction of each voice; a voice without rows keeps the centre it had."""
    centres = np.zeros((2, features.shape[1]), np.float32) if before is None else before.copy()
    for voice in (0, 1):
        rows = features[labels == voice]
        if len(rows):
            mean = rows.mean(axis=0)
            centres[voice] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return centres


def _spectral(features: Array) -> Labels:
    """Split by the second eigenvector of the normalised Laplacian of a nearest-neighbour graph."""
    closeness = features.astype(np.float64) @ features.T.astype(np.float64)
    keep = max(2, round(_NEIGHBOURS * len(features)))
    threshold = np.partition(closeness, -keep, axis=1)[:, -keep][:, None]
    graph = np.where(closeness >= threshold, closeness, 0.0)
    graph = np.maximum((graph + graph.T) / 2, 0.0) + 1e-6
    scale = 1 / np.sqrt(graph.sum(axis=1))
    _values, vectors = np.linalg.eigh(scale[:, None] * graph * scale[None, :])
    axis = vectors[:, -2] * scale
    return _split_line(axis)


def _split_line(values: npt.NDArray[np.float64]) -> Labels:
    """Split numbers into two groups where the groups are tightest (one-dimensional 2-means, exact)."""
    order = np.argsort(values)
    ordered = values[order]
    n = np.arange(1, len(values))
    low = np.cumsum(ordered)[:-1]
    high = ordered.sum() - low
    between = low**2 / n + high**2 / (len(values) - n)
    labels = np.zeros(len(values), np.int64)
    labels[order[int(np.argmax(between)) + 1 :]] = 1
    return labels
