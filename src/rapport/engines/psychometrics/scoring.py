"""Score one administration and compare two. Plain arithmetic; the clinician says what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import sqrt

from rapport.engines.psychometrics.instruments import Instrument

# At most this share of the items may be missing for a total to be estimated (facts on measures, 2.3).
_MISSING_SHARE = 0.20
_CONFIDENCE = 1.96


class UnableToScore(ValueError):
    """The answers do not fit the instrument."""


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one administration.

    ``total`` is None when too much is missing; ``prorated`` marks an estimate. ``safety`` is a channel of its
    own: True when a safety item reached its threshold, None when one was not answered, whatever the total.
    """

    instrument: str
    total: int | None
    maximum: int
    band: str
    prorated: bool
    missing: tuple[int, ...]
    safety: bool | None
    above_cut_off: bool | None


class Change(StrEnum):
    """What lies between two complete administrations."""

    RECOVERED = "recovered"
    RELIABLY_IMPROVED = "reliably_improved"
    UNCHANGED = "unchanged"
    RELIABLY_DETERIORATED = "reliably_deteriorated"
    BELOW_CUT_OFF = "not_applicable_started_below_cut_off"


def score(instrument: Instrument, answers: Sequence[int | None]) -> Score:
    """Score answers in item order; None is "not answered".

    At most 20 % missing is prorated (mean of the answered items times the number of items, halves rounded up)
    and marked; never when a safety item is missing. Raises ``UnableToScore`` on a wrong number of answers
    or a value that the form does not offer.
    """
    _check(instrument, answers)
    missing = tuple(place for place, value in enumerate(answers, start=1) if value is None)
    given = [value for value in answers if value is not None]
    total = _total(instrument, given, missing)
    return Score(
        instrument=instrument.key,
        total=total,
        maximum=instrument.maximum,
        band="" if total is None else instrument.band(total),
        prorated=total is not None and bool(missing),
        missing=missing,
        safety=_safety(instrument, answers),
        above_cut_off=None if total is None else total >= instrument.cut_off,
    )


def _check(instrument: Instrument, answers: Sequence[int | None]) -> None:
    if len(answers) != len(instrument.items):
        raise UnableToScore(f"{instrument.name} has {len(instrument.items)} items.")
    for value in answers:
        if value is not None and (
            isinstance(value, bool) or not instrument.lowest <= value <= instrument.highest
        ):
            raise UnableToScore(f"Each answer is {instrument.lowest} to {instrument.highest}.")


def _total(instrument: Instrument, given: list[int], missing: tuple[int, ...]) -> int | None:
    if not missing:
        return sum(given)
    too_many = len(missing) > _MISSING_SHARE * len(instrument.items)
    if too_many or set(missing) & set(instrument.safety_items):
        return None
    estimate = Decimal(sum(given)) * len(instrument.items) / len(given)
    return int(estimate.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _safety(instrument: Instrument, answers: Sequence[int | None]) -> bool | None:
    values = [answers[item - 1] for item in instrument.safety_items]
    if any(value is not None and value >= instrument.safety_at_least for value in values):
        return True
    return None if any(value is None for value in values) else False


def change(instrument: Instrument, before: Score, after: Score) -> Change | None:
    """Compare two complete administrations by the published threshold; None if one is missing or estimated.

    For these instruments lower is better. A reliable deterioration is shown also when the start was below
    the cut-off; improvement is then not applicable.
    """
    if before.total is None or after.total is None or before.prorated or after.prorated:
        return None
    difference = after.total - before.total
    if difference >= instrument.reliable:
        return Change.RELIABLY_DETERIORATED
    if before.total < instrument.cut_off:
        return Change.BELOW_CUT_OFF
    if difference > -instrument.reliable:
        return Change.UNCHANGED
    return Change.RECOVERED if after.total < instrument.cut_off else Change.RELIABLY_IMPROVED


def reliable_change_threshold(*, deviation: float, reliability: float) -> float:
    """Give the smallest reliable difference after Jacobson and Truax: 1.96 x sqrt(2) x SD x sqrt(1 - r)."""
    if deviation <= 0 or not 0 <= reliability < 1:
        raise UnableToScore("A standard deviation above 0 and a reliability from 0 to below 1 are needed.")
    return _CONFIDENCE * sqrt(2) * deviation * sqrt(1 - reliability)
