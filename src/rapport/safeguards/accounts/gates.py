"""The gate lives a step up, so that the record's pages can stand behind it too."""

from rapport.safeguards.gates import ActorRequest, signed_in

__all__ = ["ActorRequest", "signed_in"]
