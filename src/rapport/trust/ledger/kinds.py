"""What an AI task is, and the handle of a run."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from rapport.safeguards.actors import Actor
from rapport.trust.consent.kinds import Purpose


@dataclass(frozen=True, slots=True)
class AITask:
    """One kind of work that an engine does, with the consents it needs and the feature that law may switch.

    ``safety`` tasks (deterministic crisis rules, safety items) are recorded and never refused.
    ``own_words`` tasks work on nothing but what the clinician dictated alone: no client is heard, so no
    consent of a client is asked; a client who declined has an equally good path.
    """

    key: str
    title: str
    purposes: tuple[Purpose, ...]
    feature: str
    description: str
    safety: bool = False
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class RunHandle:
    """An open run: who asked for what, so that each step can ask again."""

    id: uuid.UUID
    by: Actor
    task: AITask
    client_id: uuid.UUID
    key_id: uuid.UUID
    participant_ids: tuple[uuid.UUID, ...]
    client_jurisdiction: str
    clinician_states: tuple[str, ...]
    host: str
