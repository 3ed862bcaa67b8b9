"""Pages of the rule registry: what counts in a place, one rule, and the practice's answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.trust.jurisdictions import presenters, services
from rapport.trust.jurisdictions.forms import AttestForm, OverrideForm, PlaceForm


@require_GET
@signed_in
def registry(request: ActorRequest) -> HttpResponse:
    """Show what counts in a place, and the rules behind it."""
    page = presenters.registry_page(
        by=request.actor, place=request.GET.get("place", ""), on=timezone.localdate()
    )
    form = PlaceForm(page.places, initial={"place": page.place})
    return render(request, "jurisdictions/list.html", {"page": page, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def rule(request: ActorRequest, rule_id: str) -> HttpResponse:
    """Show one rule, and put down the practice's own answer to it."""
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.override(by=request.actor, rule_id=rule_id, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Put down. It counts from now on.")
        return redirect("jurisdictions:rule", rule_id=rule_id)
    return _rule_page(request, rule_id, form, AttestForm())


@require_POST
@signed_in
def attest(request: ActorRequest, rule_id: str) -> HttpResponse:
    """Put down that a rule was looked up again."""
    form = AttestForm(request.POST)
    if not form.is_valid():
        return _rule_page(request, rule_id, OverrideForm(), form)
    services.attest(by=request.actor, rule_id=rule_id, at=timezone.now(), found=form.cleaned_data["found"])
    messages.success(request, "Put down.")
    return redirect("jurisdictions:rule", rule_id=rule_id)


def _rule_page(
    request: ActorRequest, rule_id: str, form: OverrideForm, attesting: AttestForm
) -> HttpResponse:
    page = presenters.rule_page(by=request.actor, rule_id=rule_id, on=timezone.localdate())
    context = {"page": page, "form": form, "attesting": attesting}
    failed = form.errors or attesting.errors
    return render(request, "jurisdictions/rule.html", context, status=422 if failed else 200)
