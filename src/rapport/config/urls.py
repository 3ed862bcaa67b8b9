"""Every address of the product, app by app."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("setup/", include("rapport.config.setup.urls")),
    path("", include("rapport.web.urls")),
    path("", include("rapport.web.chart.urls")),
    path("", include("rapport.clinic.sessions.urls")),
    path("", include("rapport.clinic.notes.urls")),
    path("", include("rapport.clinic.reports.urls")),
    path("", include("rapport.clinic.psychotherapy_notes.urls")),
    path("", include("rapport.people.practice.urls")),
    path("", include("rapport.people.clinicians.urls")),
    path("", include("rapport.people.measures.urls")),
    path("", include("rapport.trust.consent.urls")),
    path("", include("rapport.trust.ledger.urls")),
    path("", include("rapport.trust.vendors.urls")),
    path("", include("rapport.trust.jurisdictions.urls")),
    path("", include("rapport.trust.retention.urls")),
    path("", include("rapport.safeguards.audit.urls")),
]
