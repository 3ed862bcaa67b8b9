"""Pages of consent: the overview, signing, saying no, taking back, and the text on paper."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.trust.consent import presenters, queries, services
from rapport.trust.consent.documents import form_words
from rapport.trust.consent.forms import SignForm, WhoForm
from rapport.trust.consent.kinds import OFFERED, Method, Purpose
from rapport.trust.consent.permissions import check_may_record, may_record
from rapport.trust.consent.services import UnableToSignConsent


@require_GET
@signed_in
def overview(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show what the client, and everyone else who was asked, said to each purpose."""
    people = queries.people_overview(by=request.actor, client_id=client_id)
    context = {
        "client": presenters.client_of(by=request.actor, client_id=client_id),
        "people": people,
        "may_record": may_record(by=request.actor, client_id=client_id),
    }
    return render(request, "consent/overview.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def sign(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Hand the page over: the text, one box a purpose and a name; or put down a signed paper."""
    check_may_record(by=request.actor, client_id=client_id)
    page = _page(request, client_id)
    posted = request.POST if request.method == "POST" else None
    initial = {"method": request.GET.get("method") or (Method.ON_SCREEN if page.is_current else "")}
    form = SignForm(posted, document=page.document, is_current=page.is_current, initial=initial)
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        services.answer(
            by=request.actor, client_id=client_id, agreed=data["purposes"], declined=form.left_open(),
            document_id=page.document.id, signer_name=data["signer_name"],
            signer_relation=data["signer_relation"], method=data["method"],
            at=presenters.moment_of(data["signed_on"], now=timezone.now()),
            participant_id=page.participant_id,
        )  # fmt: skip
        if data["method"] != Method.PAPER:
            return redirect("consent:thanks", client_id=client_id, language=page.document.language)
        messages.success(request, "Put down. Keep the paper with the record.")
        return redirect("consent:overview", client_id=client_id)
    context = {"page": page, "form": form, "client": page.client}
    return render(request, "consent/sign.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def thanks(request: ActorRequest, client_id: uuid.UUID, language: str) -> HttpResponse:
    """Thank whoever answered; nothing is on the page but the way back for staff."""
    client = presenters.client_of(by=request.actor, client_id=client_id)
    context = {"client": client, "words": form_words(language), "language": language}
    return render(request, "consent/thanks.html", context)


@require_GET
@signed_in
def print_text(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show the text as a sheet to print and sign by hand."""
    page = _page(request, client_id)
    return render(request, "consent/print.html", {"page": page, "client": page.client})


@require_GET
@signed_in
def text(request: ActorRequest, document_id: uuid.UUID) -> HttpResponse:
    """Show one version of the text as it was signed; it holds nothing of a client's."""
    return render(request, "consent/text.html", {"document": queries.document_or_404(document_id)})


@require_POST
@signed_in
def decline(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Put down a no, to one purpose or to all of them."""
    purpose, participant_id = _which(request.POST)
    services.decline(
        by=request.actor, client_id=client_id, purposes=[purpose] if purpose else OFFERED,
        at=timezone.now(), participant_id=participant_id,
    )  # fmt: skip
    if language := request.POST.get("handed_over"):
        return redirect("consent:thanks", client_id=client_id, language=language)
    messages.success(request, "The no is put down. Care goes on the same; notes are written by hand.")
    return redirect("consent:overview", client_id=client_id)


@require_http_methods(["GET", "POST"])
@signed_in
def revoke(request: ActorRequest, client_id: uuid.UUID) -> HttpResponse:
    """Ask once, then take one consent back, at once."""
    client = presenters.client_of(by=request.actor, client_id=client_id)
    given = request.POST if request.method == "POST" else request.GET
    purpose, participant_id = _which(given)
    if purpose is None:
        raise UnableToSignConsent("Say which consent is taken back.")
    if request.method == "POST":
        services.revoke(
            by=request.actor, client_id=client_id, purpose=purpose, at=timezone.now(),
            participant_id=participant_id,
        )  # fmt: skip
        messages.success(request, "Taken back. What was going on stops now.")
        return redirect("consent:overview", client_id=client_id)
    now = queries.consent_in_force(client_id=client_id, purpose=purpose, participant_id=participant_id)
    context = {"client": client, "purpose": purpose, "participant_id": participant_id, "now": now}
    return render(request, "consent/revoke.html", context)


def _page(request: ActorRequest, client_id: uuid.UUID) -> presenters.SignPage:
    return presenters.sign_page(
        by=request.actor,
        client_id=client_id,
        language=request.GET.get("lang", ""),
        document_id=_id(request, "document"),
        participant_id=_id(request, "participant"),
        today=timezone.localdate(),
    )


def _id(request: HttpRequest, name: str) -> uuid.UUID | None:
    value = request.POST.get(name) or request.GET.get(name)
    try:
        return uuid.UUID(value) if value else None
    except ValueError as error:
        raise queries.NoSuchDocument("This address does not fit. Go back and try again.") from error


def _which(given: QueryDict) -> tuple[Purpose | None, uuid.UUID | None]:
    form = WhoForm(given)
    if not form.is_valid():
        raise UnableToSignConsent("This form does not fit. Go back and try again.")
    return form.cleaned_data["purpose"], form.cleaned_data["participant"]
