"""Addresses of sessions."""

from __future__ import annotations

from django.urls import path

from rapport.clinic.sessions import keeping_views, upload_views, views

app_name = "sessions"
urlpatterns = [
    path("clients/<uuid:client_id>/sessions/new/", views.new_session, name="new"),
    path("sessions/<uuid:session_id>/", views.open_session, name="open"),
    path("sessions/<uuid:session_id>/progress/", views.progress, name="progress"),
    path("sessions/<uuid:session_id>/transcript/", views.add_transcript, name="add_transcript"),
    path("sessions/<uuid:session_id>/transcript/roles/", views.name_roles, name="name_roles"),
    path("sessions/<uuid:session_id>/sample/", views.use_sample, name="use_sample"),
    path("sessions/<uuid:session_id>/retry/", views.retry, name="retry"),
    path("sessions/<uuid:session_id>/keeping/", keeping_views.keeping, name="keeping"),
    path("sessions/<uuid:session_id>/swap/", views.swap_speakers, name="swap_speakers"),
    path("sessions/<uuid:session_id>/recording/delete/", views.delete_recording, name="delete_recording"),
    path("sessions/<uuid:session_id>/recording/", upload_views.whole_file, name="whole_file"),
    path("sessions/<uuid:session_id>/recording/begin/", upload_views.begin, name="begin"),
    path("lines/<uuid:line_id>/", views.correct_line, name="line"),
    path("recordings/<uuid:recording_id>/chunks/", upload_views.chunk, {"number": 0}, name="chunks"),
    path("recordings/<uuid:recording_id>/chunks/<int:number>", upload_views.chunk, name="chunk"),
    path("recordings/<uuid:recording_id>/finish/", upload_views.finish, name="finish"),
    path("recordings/<uuid:recording_id>/audio/", upload_views.audio, name="audio"),
]
