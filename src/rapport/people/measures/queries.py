"""Reads of scores. The caller has established who may see the chart."""

from __future__ import annotations

import uuid

from rapport.base.ui.charts import Band, LineChart, Reading, Series
from rapport.engines.kinds import MeasureFact
from rapport.engines.psychometrics import Instrument, instruments
from rapport.people.measures.kinds import Taken
from rapport.people.measures.models import Administration


def taken_by(*, client_id: uuid.UUID) -> list[Taken]:
    """Give every administration of a client, oldest first."""
    rows = [_taken(row) for row in Administration.objects.filter(client_id=client_id)]
    return sorted(rows, key=lambda row: row.taken_on)


def recent_facts(*, client_id: uuid.UUID) -> tuple[MeasureFact, ...]:
    """Give the newest complete score of each instrument with the one before it, for drafting."""
    facts = []
    for key in instruments():
        rows = [
            row for row in taken_by(client_id=client_id) if row.instrument == key and row.total is not None
        ]
        if rows:
            facts.append(_fact(rows))
    return tuple(facts)


def charts_of(*, client_id: uuid.UUID) -> list[LineChart]:
    """Give one chart for each instrument that was taken, with its published bands."""
    rows = taken_by(client_id=client_id)
    return [
        _chart(instrument, [row for row in rows if row.instrument == key])
        for key, instrument in instruments().items()
        if any(row.instrument == key and row.total is not None for row in rows)
    ]


def _taken(row: Administration) -> Taken:
    result = row.result
    name = instruments()[row.instrument].name
    return Taken(
        row.id, row.instrument, name, row.taken_on, result["total"], result["maximum"], result["band"]
    )


def _fact(rows: list[Taken]) -> MeasureFact:
    last, before = rows[-1], rows[-2] if len(rows) > 1 else None
    assert last.total is not None  # noqa: S101  # the caller kept complete ones
    return MeasureFact(
        ref=str(last.id),
        name=last.name,
        date=f"{last.taken_on:%B} {last.taken_on.day}, {last.taken_on.year}",
        total=last.total,
        maximum=last.maximum,
        band=last.band,
        previous_total=before.total if before else None,
        previous_date=f"{before.taken_on:%B} {before.taken_on.day}, {before.taken_on.year}" if before else "",
    )


def _chart(instrument: Instrument, rows: list[Taken]) -> LineChart:
    readings = tuple(Reading(row.taken_on, float(row.total)) for row in rows if row.total is not None)
    lows = [0, *(band.up_to + 1 for band in instrument.bands[:-1])]
    bands = tuple(Band(low, band.up_to, band.name) for low, band in zip(lows, instrument.bands, strict=True))
    return LineChart(
        title=instrument.name,
        series=(Series(instrument.name, readings),),
        maximum=float(instrument.maximum),
        bands=bands,
    )
