"""Reads of scores. Those with ``by`` are scoped and on the record; whoever calls the others has done both."""

from __future__ import annotations

import uuid

from rapport.base.errors import NotFound
from rapport.base.ui.charts import Band, LineChart, Reading, Series
from rapport.engines.kinds import MeasureFact
from rapport.engines.psychometrics import Instrument, instruments
from rapport.people.careteams import queries as careteams
from rapport.people.measures.kinds import Answer, Sheet, Taken
from rapport.people.measures.models import Administration
from rapport.safeguards.accounts import queries as accounts
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class NoSuchMeasure(NotFound):
    """There is no such instrument, or no such administration in this chart."""


def offered() -> tuple[Instrument, ...]:
    """Give the instruments whose text may be shown here: those whose file carries items and a licence."""
    return tuple(one for one in instruments().values() if one.items and one.licence)


def offered_instrument(key: str) -> Instrument:
    """Give one instrument that may be filled in here.

    Raises:
        NoSuchMeasure: there is none, or its text may not be reproduced.
    """
    for one in offered():
        if one.key == key:
            return one
    raise NoSuchMeasure("There is no such questionnaire here.")


def measures_of(*, by: Actor, client_id: uuid.UUID) -> list[Taken]:
    """Give every administration of a client, newest first, with the read on the record.

    Raises:
        NoSuchClient: none, or not for this actor.
    """
    careteams.client_for(by=by, client_id=client_id)
    _put_on_record(by, client_id, ("client", client_id), "measures")
    return taken_by(client_id=client_id)[::-1]


def sheet(*, by: Actor, client_id: uuid.UUID, measure_id: uuid.UUID) -> Sheet:
    """Give one administration with its answers, with the read on the record.

    Raises:
        NoSuchClient: none, or not for this actor. NoSuchMeasure: it is not in this chart.
    """
    careteams.client_for(by=by, client_id=client_id)
    row = Administration.objects.filter(id=measure_id, client_id=client_id).first()
    if row is None:
        raise NoSuchMeasure("There is no such questionnaire in this chart.")
    _put_on_record(by, client_id, ("measure", measure_id), "answers")
    return _sheet(row)


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


def _put_on_record(by: Actor, client_id: uuid.UUID, subject: tuple[str, object], extent: str) -> None:
    audit.record(
        by=by, action=AuditAction.CHART_READ, subject=subject, client_id=client_id, detail={"extent": extent}
    )


def _taken(row: Administration) -> Taken:
    result = row.result
    return Taken(
        row.id, row.instrument, instruments()[row.instrument].name, row.taken_on, result["total"],
        result["maximum"], result["band"], result["prorated"], result["safety"],
        tuple(place for place, value in enumerate(result["answers"], start=1) if value is None),
    )  # fmt: skip


def _sheet(row: Administration) -> Sheet:
    instrument, result = instruments()[row.instrument], row.result
    answers = tuple(
        Answer(number, instrument.items[number - 1], "" if value is None else _word(instrument, value), value,
               number in instrument.safety_items)
        for number, value in enumerate(result["answers"], start=1)
    )  # fmt: skip
    function = result.get("function")
    return Sheet(
        taken=_taken(row),
        answers=answers,
        safety_answers=tuple(one for one in answers if one.is_safety),
        function_question=instrument.function_question,
        function_answer="" if function is None else instrument.function_options[function],
        credit=instrument.credit,
        recorded_by=accounts.display_names([row.recorded_by]).get(row.recorded_by, "somebody who left"),
        recorded_at=row.recorded_at,
    )


def _word(instrument: Instrument, value: int) -> str:
    return instrument.options[value - instrument.lowest]


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
