"""The tree of keys: practice key → client key → key of one recording or transcript.

Keys live in a folder outside the database and outside its backup. Each is wrapped by its parent;
the practice key stands alone in ``practice.key``. Destroying a key leaves a tombstone, and every
copy of what it sealed, old backups included, becomes unreadable.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import uuid
from pathlib import Path
from typing import Protocol

from rapport.base.errors import NotFound, Unable
from rapport.safeguards.vault import aead

PRACTICE = uuid.UUID(int=0)


class KeyDestroyed(NotFound):
    """The key was destroyed on purpose: what it sealed is deleted for good."""


class KeyMissing(LookupError):
    """The keystore has no such key: it may belong to another installation, or a copy of it is out of date."""


class KeystoreExists(RuntimeError):
    """There is a practice key here already; it is never overwritten."""


class PracticeKeyLost(Unable):
    """There are keys but not the practice key that opens them; a new one would open nothing."""


class Keystore(Protocol):
    """Where keys are kept: a folder by default, a KMS by setting."""

    def create(self, *, parent: uuid.UUID, purpose: str) -> uuid.UUID:
        """Make a key under ``parent`` and give its id."""

    def key(self, key_id: uuid.UUID) -> bytes:
        """Give the 32 bytes of a key."""

    def destroy(self, key_id: uuid.UUID) -> None:
        """Remove a key for good."""


class FileKeystore:
    """A keystore in a folder of mode 0700.

    Reading asks the file system each time whether the key is still there, so a key destroyed by one
    process stops opening things in all of them at once.
    """

    def __init__(self, root: Path) -> None:
        """Use the folder ``root``; it is made by `initialise`."""
        self.root = root
        self._unwrapped: dict[uuid.UUID, bytes] = {}

    @property
    def is_initialised(self) -> bool:
        """Whether there is a practice key."""
        return self._practice_file.exists()

    def initialise(self, practice_key: bytes | None = None) -> None:
        """Make the folder and the practice key (or put back one from recovery shares).

        Raises:
            KeystoreExists: there is one already.
            PracticeKeyLost: the other keys need the one that was here before.
        """
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.is_initialised:
            raise KeystoreExists("There is a practice key here already.")
        if not self._is_opened_by(practice_key):
            raise PracticeKeyLost(
                "The practice key is lost, or this is not the one that these keys belong to. Put the copy of "
                "the keystore back, or bring the key back from two recovery shares: rapport recover"
            )
        _write(self._practice_file, base64.b64encode(practice_key or aead.new_key()))

    def create(self, *, parent: uuid.UUID, purpose: str) -> uuid.UUID:
        """Make a key under ``parent`` (`PRACTICE` for a client's) and give its id."""
        key_id, key = uuid.uuid4(), aead.new_key()
        wrapped = aead.seal(self.key(parent), key, _place(key_id, parent))
        record = {"parent": str(parent), "purpose": purpose, "wrapped": base64.b64encode(wrapped).decode()}
        _write(self._file(key_id), json.dumps(record).encode())
        self._unwrapped[key_id] = key
        return key_id

    def key(self, key_id: uuid.UUID) -> bytes:
        """Give the 32 bytes of a key; its ancestors must still be there too.

        Raises:
            KeyDestroyed: it, or a key above it, was destroyed.
            KeyMissing: it was never here.
        """
        path = self._practice_file if key_id == PRACTICE else self._file(key_id)
        if not path.exists():
            self._unwrapped.pop(key_id, None)
            raise self._why_not(key_id)
        if key_id not in self._unwrapped:
            self._unwrapped[key_id] = self._unwrap(key_id, path)
        return self._unwrapped[key_id]

    def destroy(self, key_id: uuid.UUID) -> None:
        """Overwrite and remove a key and every key below it. Doing it twice does no harm."""
        for child in self._children(key_id):
            self.destroy(child)
        path = self._file(key_id)
        _write(self._tombstone(key_id), b"")
        if path.exists():
            with path.open("r+b") as stream:
                stream.write(secrets.token_bytes(path.stat().st_size))
                stream.flush()
                os.fsync(stream.fileno())
            path.unlink()
        self._unwrapped.pop(key_id, None)

    def is_destroyed(self, key_id: uuid.UUID) -> bool:
        """Whether this key was destroyed on purpose."""
        return self._tombstone(key_id).exists()

    def copy_to(self, target: Path) -> None:
        """Replace the keystore's one copy at ``target``. Never versioned, so destroyed keys go there too."""
        fresh = target.with_name(target.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(self.root, fresh)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)

    def _is_opened_by(self, practice_key: bytes | None) -> bool:
        """Whether a practice key opens the keys that are here; any does where there are none."""
        for child in self._children(PRACTICE):
            record = json.loads(self._file(child).read_bytes())
            wrapped = base64.b64decode(record["wrapped"])
            try:
                aead.open_sealed(practice_key or b"", wrapped, _place(child, PRACTICE))
            except (aead.UnableToOpen, ValueError):
                return False
        return True

    @property
    def _practice_file(self) -> Path:
        return self.root / "practice.key"

    def _file(self, key_id: uuid.UUID) -> Path:
        return self.root / "keys" / key_id.hex[:2] / f"{key_id}.json"

    def _tombstone(self, key_id: uuid.UUID) -> Path:
        return self.root / "destroyed" / str(key_id)

    def _unwrap(self, key_id: uuid.UUID, path: Path) -> bytes:
        if key_id == PRACTICE:
            return base64.b64decode(path.read_bytes())
        record = json.loads(path.read_bytes())
        parent = uuid.UUID(record["parent"])
        return aead.open_sealed(self.key(parent), base64.b64decode(record["wrapped"]), _place(key_id, parent))

    def _children(self, key_id: uuid.UUID) -> list[uuid.UUID]:
        return [
            uuid.UUID(path.stem)
            for path in self.root.glob("keys/*/*.json")
            if json.loads(path.read_bytes())["parent"] == str(key_id)
        ]

    def _why_not(self, key_id: uuid.UUID) -> LookupError:
        if self.is_destroyed(key_id):
            return KeyDestroyed("This was deleted for good: its key was destroyed.")
        return KeyMissing("The keystore has no key for this. Restore the current keystore, then try again.")


def _place(key_id: uuid.UUID, parent: uuid.UUID) -> bytes:
    return b"key:" + key_id.bytes + parent.bytes


def _write(path: Path, data: bytes) -> None:
    """Write so that a crash leaves the old file or the new one, never half of one."""
    for folder in (path.parent.parent, path.parent):  # mkdir's mode counts for the last folder only
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.rename(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
