"""Which techniques a session shows: named from what the clinician said, never from what was intended."""

from rapport.engines.interventions.behaviours import Behaviour, behaviour
from rapport.engines.interventions.find import catalogue, find_interventions

__all__ = ["Behaviour", "behaviour", "catalogue", "find_interventions"]
