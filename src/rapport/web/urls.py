"""Addresses of the frame: theme, keep-alive, and in a demonstration the style page."""

from __future__ import annotations

from django.urls import URLPattern, path

from rapport.web import views

urlpatterns: list[URLPattern] = [
    path("account/theme/", views.choose_theme, name="web_theme"),
    path("account/keep-alive/", views.keep_alive, name="web_keep_alive"),
    path("styleguide/", views.style_page, name="web_styleguide"),
]
