"""Addresses of the hallway to the clinic."""

from __future__ import annotations

from django.urls import path

from rapport.web.chart import views

app_name = "chart"
urlpatterns = [
    path("", views.today, name="today"),
    path("tasks/<uuid:task_id>/done/", views.finish_task, name="finish_task"),
    path("clients/", views.clients_page, name="clients"),
    path("clients/new/", views.new_client, name="new_client"),
    path("clients/<uuid:client_id>/", views.client_page, name="client"),
    path("clients/<uuid:client_id>/emergency/", views.break_glass, name="break_glass"),
    path("clients/<uuid:client_id>/add/<slug:kind>/", views.add_to_chart, name="add"),
]
