"""Notes: sentences with evidence and decisions, signed versions that never change, addenda."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.safeguards.vault.fields import SealedJSON, SealedModel, SealedText


class NoteState(models.TextChoices):
    """Where a note stands (docs/reference/note-states.md is generated from `policies.TRANSITIONS`)."""

    PREPARING = "preparing", "Being drafted"
    DRAFT = "draft", "Draft"
    PENDING_COSIGN = "pending_cosign", "Waiting for cosignature"
    SIGNED = "signed", "Signed"
    VOIDED = "voided", "Voided"


class NoteKind(models.TextChoices):
    """What a note is about. A stamp is a note with its first sentences ready."""

    PROGRESS = "progress", "Progress note"
    INTAKE = "intake", "Intake"
    PHONE_CONTACT = "phone_contact", "Phone contact"
    NO_SHOW = "no_show", "No-show"
    CRISIS_CALL = "crisis_call", "Crisis call"
    DISCHARGE = "discharge", "Discharge"


class NoteOrigin(models.TextChoices):
    """How the text came to be."""

    DRAFTED = "drafted", "Drafted from the session"
    TYPED = "typed", "Typed"
    DICTATED = "dictated", "Dictated by the clinician"
    STAMP = "stamp", "From a stamp"


class Note(SealedModel):
    """One note in a client's chart.

    ``facts``: what identifies the service: started_at, ended_at, modality, client_location,
    clinician_location, participants, diagnosis and goal ids, risk answer with reason, telehealth facts.
    ``findings``: what the draft found besides sentences: prompts, not_found, interventions, left_out,
    notices. ``revision`` grows with each change; a change made on an older one is refused.
    """

    client = models.ForeignKey("people_clients.Client", on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(
        "clinic_sessions.Session", on_delete=models.PROTECT, null=True, related_name="+"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=NoteKind.choices, default=NoteKind.PROGRESS)
    origin = models.CharField(max_length=10, choices=NoteOrigin.choices)
    format = models.CharField(max_length=20)
    state = models.CharField(max_length=16, choices=NoteState.choices, default=NoteState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    facts: SealedJSON = SealedJSON(default=dict)
    findings: SealedJSON = SealedJSON(default=dict)
    impressions = SealedText(default="")
    run_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["client", "state"]), models.Index(fields=["author", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(session__isnull=False) & ~Q(state="voided"),
                name="one_note_per_session",
            ),
        ]


class Decision(models.TextChoices):
    """What the clinician decided on a sentence."""

    PROPOSED = "proposed", "Waiting for your decision"
    ACCEPTED = "accepted", "Accepted"
    EDITED = "edited", "Edited"
    REJECTED = "rejected", "Rejected"
    WRITTEN = "written", "Written by you"


class Sentence(SealedModel):
    """One sentence of a note.

    ``body``: text, kind, evidence (spans), topic, second_look, proposed (the text as it was drafted)
    and reason (why it was rejected). ``output_id`` is its place in the AI ledger.
    """

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="sentences")
    section = models.CharField(max_length=40)
    order = models.PositiveIntegerField()
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.PROPOSED)
    revision = models.PositiveIntegerField(default=1)
    output_id = models.UUIDField(null=True)
    body: SealedJSON = SealedJSON()

    class Meta:
        ordering = ["order"]


class SignedVersion(SealedModel):
    """A note as it was signed: never changed. ``sha256`` covers the content and the version before it."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    content: SealedJSON = SealedJSON()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    is_cosignature = models.BooleanField(default=False)

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["note", "version"], name="one_signed_version_each")]


class Addendum(SealedModel):
    """Something added after signing, with its reason. Never changed."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="addenda")
    text = SealedText()
    reason = SealedText()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["at"]


class CosignReturn(SealedModel):
    """A supervisor's comment with which a note went back to its author. Never changed."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="returns")
    comment = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
