"""The guide's pages. Nothing is made before the last of them; until then everything can be changed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms as django_forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.base.errors import Unable
from rapport.config import beginning
from rapport.config.setup import forms, gate
from rapport.config.setup.progress import READY, SHOWN, STEPS, Progress
from rapport.people.practice import queries as practice_queries
from rapport.safeguards.actors import Role
from rapport.safeguards.gates import ActorRequest, posted, signed_in

View = Callable[..., HttpResponse]
COMMON_WORDS = 4  # which set, which group, which share (SLIP-39): nearly the same on every paper
NUMBER = {step.name: number for number, step in enumerate(STEPS, start=1)}


def first_run(view: View) -> View:
    """Open a page only while there is no practice here, and this is no demonstration."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        if settings.DEMONSTRATION or practice_queries.is_set_up():
            raise Http404
        return view(request)

    opened.is_first_run = True  # type: ignore[attr-defined]  # a test walks the URLs and asks
    return opened


def step(name: str) -> Callable[[Callable[[HttpRequest, Progress], HttpResponse]], View]:
    """Open a page of the guide to whoever may set up and has done the pages before."""

    def gated(view: Callable[[HttpRequest, Progress], HttpResponse]) -> View:
        @wraps(view)
        def opened(request: HttpRequest) -> HttpResponse:
            progress = Progress(request.session)
            if not gate.may_set_up(request):
                return redirect("setup:welcome")
            if missing := progress.missing_before(name):
                return redirect(f"setup:{missing}")
            return view(request, progress)

        return first_run(opened)

    return gated


@require_GET
@first_run
def welcome(request: HttpRequest) -> HttpResponse:
    """Say what comes, or ask a browser from elsewhere for the code."""
    if not gate.may_set_up(request):
        return render(request, "setup/code.html", {"form": forms.CodeForm()})
    return render(request, "setup/welcome.html", {"steps": STEPS, "home": settings.HOME})


@require_POST
@first_run
def code(request: HttpRequest) -> HttpResponse:
    """Let a browser from elsewhere in, with the code."""
    form = forms.CodeForm(request.POST)
    if form.is_valid():
        try:
            gate.enter_code(request, form.cleaned_data["code"])
        except gate.WrongCode as error:
            form.add_error("code", str(error))
        else:
            return redirect("setup:welcome")
    return render(request, "setup/code.html", {"form": form}, status=422)


@require_http_methods(["GET", "POST"])
@step("practice")
def practice(request: HttpRequest, progress: Progress) -> HttpResponse:
    """Ask what the practice is called, where it is and when it is open."""
    kept = progress.answers("practice")
    hours = kept.pop("opening_hours", ())
    form = forms.PracticeForm(posted(request), initial=kept, opening_hours=hours)
    if form.is_valid():
        answers = {bound.name: form.cleaned_data[bound.name] for bound in form.facts}
        progress.keep("practice", {**answers, "opening_hours": form.opening_hours})
        return redirect("setup:you")
    return _page(request, "practice", form)


@require_http_methods(["GET", "POST"])
@step("you")
def you(request: HttpRequest, progress: Progress) -> HttpResponse:
    """Ask who the owner is."""
    form = forms.YouForm(posted(request), initial=progress.answers("you"))
    if form.is_valid():
        until = form.cleaned_data["licence_until"].isoformat()
        progress.keep("you", {**form.cleaned_data, "licence_until": until})
        return redirect("setup:recovery")
    return _page(request, "you", form)


@require_GET
@step("recovery")
def recovery(request: HttpRequest, progress: Progress) -> HttpResponse:
    """Show the recovery shares until they are on paper; never again afterwards."""
    if progress.answers("recovery"):
        return _page(request, "recovery", None, template="setup/recovery_done.html")
    if not progress.shares():
        shares = beginning.recovery_shares()
        progress.show(shares, asked=_places(shares))
    shown = [share.split() for share in progress.shares()]
    return _page(request, "recovery", None, shares=shown)


@require_http_methods(["GET", "POST"])
@step("recovery")
def words(request: HttpRequest, progress: Progress) -> HttpResponse:
    """Ask one word of each of two shares, so that it is known that they were written down."""
    if not progress.shares():
        return redirect("setup:recovery")
    form = forms.WordsForm(posted(request), progress=progress)
    if form.is_valid():
        progress.confirm_shares()
        return redirect("setup:backup")
    return _page(request, "recovery", form, template="setup/words.html")


@require_http_methods(["GET", "POST"])
@step("backup")
def backup(request: HttpRequest, progress: Progress) -> HttpResponse:
    """Say where backups go and how one is made."""
    form = django_forms.Form(posted(request))
    if form.is_valid():
        progress.keep("backup", {"read": True})
        return redirect("setup:sign_in")
    external = bool(settings.ENVIRONMENT.external_database)
    return _page(request, "backup", form, home=settings.HOME, external_database=external)


@require_http_methods(["GET", "POST"])
@step("sign_in")
def sign_in(request: HttpRequest, progress: Progress) -> HttpResponse:
    """Ask for user name and passphrase, make everything at once, and go on to the second factor."""
    form = forms.SignInForm(posted(request))
    if form.is_valid():
        try:
            return _begin(request, progress, form.cleaned_data)
        except Unable as error:
            form.add_error(None, str(error))
    kept = {**progress.answers("practice"), **progress.answers("you")}
    return _page(request, "sign_in", form, kept=kept)


@require_GET
@signed_in
def ready(request: ActorRequest) -> HttpResponse:
    """Show the owner who has just set up what to do first."""
    if READY not in request.session or not request.actor.has(Role.OWNER):
        raise Http404
    request.session[READY] = SHOWN
    return render(request, "setup/ready.html", {"step": STEPS[-1], "number": len(STEPS), "steps": STEPS})


def _begin(request: HttpRequest, progress: Progress, given: dict[str, Any]) -> HttpResponse:
    answers = {**progress.answers("practice"), **progress.answers("you")}
    hours = [(day, begin, until) for day, begin, until in answers.pop("opening_hours")]
    answers |= {"username": given["username"], "password": given["password"]}
    user = beginning.make_practice(answers, opening_hours=hours, origin=request.META.get("REMOTE_ADDR") or "")
    gate.forget_code(settings.HOME)
    progress.finish()
    answer: HttpResponse = perform_login(request, user, redirect_url=reverse("mfa_activate_totp"))
    # The passphrase was typed a moment ago: the second factor may be set up without asking for it again.
    record_authentication(request, user, method="password", username=user.username, reauthenticated=True)
    return answer


def _places(shares: tuple[str, ...]) -> list[tuple[int, int]]:
    """Choose one word of each of two shares, after those that all shares have in common."""
    chosen = sorted(secrets.SystemRandom().sample(range(len(shares)), 2))
    return [
        (share, COMMON_WORDS + secrets.randbelow(len(shares[share].split()) - COMMON_WORDS))
        for share in chosen
    ]


def _page(
    request: HttpRequest, name: str, form: django_forms.Form | None, *, template: str = "", **more: Any
) -> HttpResponse:
    number = NUMBER[name]
    context = {"form": form, "step": STEPS[number - 1], "number": number, "steps": STEPS, **more}
    status = 422 if form is not None and form.errors else 200
    return render(request, template or f"setup/{name}.html", context, status=status)
