"""Pages of vendors: where data may go, and the owner's decision on it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.trust.vendors import queries, services
from rapport.trust.vendors.forms import VendorForm
from rapport.trust.vendors.services import UnableToDecideOnVendor


@require_GET
@signed_in
def vendors_page(request: ActorRequest) -> HttpResponse:
    """Show every vendor with whether data may go there, and why not."""
    rows = queries.vendors(by=request.actor, on=timezone.localdate())
    return render(request, "vendors/list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@signed_in
def decide(request: ActorRequest, vendor_id: uuid.UUID | None = None) -> HttpResponse:
    """Put down a decision on a new vendor, or a new decision on a known one."""
    services.check_owner(request.actor)
    vendor = queries.vendor_by_id(by=request.actor, vendor_id=vendor_id) if vendor_id else None
    form = VendorForm(request.POST or None, initial=VendorForm.initial_of(vendor) if vendor else None)
    if request.method == "POST" and form.is_valid() and _decided(request, form):
        messages.success(request, "Put down. It counts from now on.")
        return redirect("vendors:list")
    history = queries.history_of(vendor.host) if vendor else []
    context = {"form": form, "vendor": vendor, "history": history}
    return render(request, "vendors/decide.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def close(request: ActorRequest, vendor_id: uuid.UUID) -> HttpResponse:
    """Stop everything that goes to a vendor."""
    vendor = queries.vendor_by_id(by=request.actor, vendor_id=vendor_id)
    services.close_vendor(by=request.actor, host=vendor.host, at=timezone.now())
    messages.success(request, "Closed. Nothing goes there any more.")
    return redirect("vendors:list")


def _decided(request: ActorRequest, form: VendorForm) -> bool:
    try:
        services.decide_on_vendor(by=request.actor, at=timezone.now(), **form.values())
    except UnableToDecideOnVendor as fault:
        form.add_error(None, str(fault))
        return False
    return True
