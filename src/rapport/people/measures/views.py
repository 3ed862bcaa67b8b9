"""Measures in a client's chart: what was answered so far, entering answers, and one filled-in form."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from rapport.people.careteams import queries as careteams
from rapport.people.measures import queries, services
from rapport.people.measures.forms import AnswersForm
from rapport.safeguards.gates import ActorRequest, posted, signed_in


@require_GET
@signed_in
def measures(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """List every administration with its chart."""
    context = {
        "client": careteams.client_for(by=request.actor, client_id=client_id),
        "taken": queries.measures_of(by=request.actor, client_id=client_id),
        "charts": queries.charts_of(client_id=client_id),
        "offered": queries.offered(),
    }
    return render(request, "measures/list.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def enter(request: ActorRequest, client_id: uuid.UUID, key: str) -> HttpResponse:
    """Enter the answers to one instrument; the score is shown on the next page."""
    client = careteams.client_for(by=request.actor, client_id=client_id)
    instrument = queries.offered_instrument(key)
    initial = {"taken_on": timezone.localdate()}
    form = AnswersForm(posted(request), instrument=instrument, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.record_answers(
                by=request.actor, client_id=client_id, instrument=key, answers=form.answers,
                taken_on=form.cleaned_data["taken_on"], function=form.function_answer, at=timezone.now(),
            )  # fmt: skip
        except services.UnableToRecordMeasure as error:
            form.add_error(None, str(error))
        else:
            return redirect("measures:one", client_id=client_id, measure_id=row.id)
    context = {"client": client, "instrument": instrument, "form": form}
    return render(request, "measures/enter.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def measure(request: ActorRequest, client_id: uuid.UUID, measure_id: uuid.UUID) -> HttpResponse:
    """Show one filled-in form with its score, and first of all what needs to be looked at now."""
    context = {
        "client": careteams.client_for(by=request.actor, client_id=client_id),
        "sheet": queries.sheet(by=request.actor, client_id=client_id, measure_id=measure_id),
    }
    return render(request, "measures/one.html", context)
