"""Addresses of notes."""

from __future__ import annotations

from django.urls import path, re_path

from rapport.clinic.notes import sentence_views, signing_views, views

app_name = "notes"
urlpatterns = [
    path("clients/<uuid:client_id>/notes/new/", views.new_note, name="new"),
    path("sessions/<uuid:session_id>/note/", views.of_session, name="of_session"),
    path("notes/<uuid:note_id>/", views.open_note, name="open"),
    path("notes/<uuid:note_id>/impressions/", views.write_impressions, name="impressions"),
    path("notes/<uuid:note_id>/write/", sentence_views.write, name="write"),
    path("notes/<uuid:note_id>/accept/", sentence_views.accept_section, name="accept_section"),
    path("notes/<uuid:note_id>/redraft/", views.redraft, name="redraft"),
    path("notes/<uuid:note_id>/facts/", signing_views.facts, name="facts"),
    path("notes/<uuid:note_id>/sign/", signing_views.sign, name="sign"),
    path("notes/<uuid:note_id>/cosign/", views.cosign, name="cosign"),
    path("notes/<uuid:note_id>/return/", views.return_to_author, name="return"),
    path("notes/<uuid:note_id>/addendum/", views.add_addendum, name="addendum"),
    path("notes/<uuid:note_id>/void/", signing_views.void, name="void"),
    path("notes/<uuid:note_id>/pdf/", signing_views.as_pdf, name="pdf"),
    path("notes/<uuid:note_id>/contributions/", views.contributions, name="contributions"),
    re_path(
        r"^sentences/(?P<sentence_id>[0-9a-f-]{36})/(?P<decision>accept|reject|edit|undo)/$",
        sentence_views.decide,
        name="decide",
    ),
]
