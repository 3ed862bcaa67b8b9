"""Writing down an administration: scored at once by the instrument's published rules."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from rapport.base.errors import Unable
from rapport.engines import psychometrics
from rapport.people.careteams import queries as careteams
from rapport.people.measures.models import Administration
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class UnableToRecordMeasure(Unable):
    """The answers do not fit the instrument; the message says how."""


@transaction.atomic
def record_answers(
    *,
    by: Actor,
    client_id: uuid.UUID,
    instrument: str,
    answers: Sequence[int | None],
    taken_on: date,
    at: datetime,
    function: int | None = None,
) -> Administration:
    """Keep the answers to one instrument with their score; ``function`` is the question that is not scored.

    Raises:
        UnableToRecordMeasure: a wrong number of answers, none at all, or one that the form does not offer.
    """
    require_person(by)
    client = careteams.client_for(by=by, client_id=client_id)
    known = psychometrics.instruments().get(instrument)
    if known is None:
        raise UnableToRecordMeasure("There is no such instrument here.")
    _check(known, answers, function)
    try:
        score = psychometrics.score(known, answers)
    except psychometrics.UnableToScore as error:
        raise UnableToRecordMeasure(str(error)) from error
    row = Administration(
        key_id=client.key_id, client_id=client_id, instrument=instrument, taken_on=taken_on,
        result={"answers": list(answers), "total": score.total, "maximum": score.maximum, "band": score.band,
                "prorated": score.prorated, "safety": score.safety, "function": function},
        recorded_by=by.id, recorded_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(by=by, action=AuditAction.MEASURE_RECORDED, subject=("measure", row.id), client_id=client_id)
    return row


def _check(known: psychometrics.Instrument, answers: Sequence[int | None], function: int | None) -> None:
    if all(answer is None for answer in answers):
        raise UnableToRecordMeasure("No question is answered yet. Choose at least one answer.")
    if function is not None and not 0 <= function < len(known.function_options):
        raise UnableToRecordMeasure("This form does not offer that answer about daily life.")
