"""Addresses of summaries."""

from __future__ import annotations

from django.urls import path

from rapport.clinic.reports import link_views, views

app_name = "reports"
urlpatterns = [
    path("notes/<uuid:note_id>/summaries/", views.of_note, name="of_note"),
    path("notes/<uuid:note_id>/summaries/draft/", views.draft, name="draft"),
    path("notes/<uuid:note_id>/summaries/write/", views.write, name="write"),
    path("summaries/<uuid:summary_id>/", views.edit, name="edit"),
    path("summaries/<uuid:summary_id>/reading/", views.reading, name="reading"),
    path("summaries/<uuid:summary_id>/approve/", views.approve, name="approve"),
    path("summaries/<uuid:summary_id>/withhold/", views.withhold, name="withhold"),
    path("summaries/<uuid:summary_id>/release/", views.release, name="release"),
    path("summaries/<uuid:summary_id>/print/", views.printed, name="print"),
    path("s/<str:secret>/", link_views.link, name="link"),
    path("s/<str:secret>/wrong/", link_views.wrong, name="wrong"),
]
