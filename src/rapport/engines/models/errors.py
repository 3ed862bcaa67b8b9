"""What can go wrong with a model, in words for the person who runs Rapport."""

from __future__ import annotations


class ModelError(Exception):
    """Something about a model keeps it from being used; the text says what to do."""


class NoSuchModel(ModelError):
    """The manifest has no model of that name."""


class ModelMissing(ModelError):
    """The model is not installed; the feature that needs it is off until it is."""


class UnverifiedModel(ModelError):
    """A file is not, byte for byte, the one that the manifest names. It is never used."""


class UnableToInstall(ModelError):
    """No source gave the model; the text lists what each of them said."""
