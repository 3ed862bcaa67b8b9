"""Addresses of the first-run guide."""

from __future__ import annotations

from django.urls import path

from rapport.config.setup import views

app_name = "setup"
urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("code/", views.code, name="code"),
    path("practice/", views.practice, name="practice"),
    path("you/", views.you, name="you"),
    path("recovery/", views.recovery, name="recovery"),
    path("recovery/words/", views.words, name="words"),
    path("backup/", views.backup, name="backup"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("ready/", views.ready, name="ready"),
]
