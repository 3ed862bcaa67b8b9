"""Where blobs live: a folder here, any store with the same methods elsewhere. Blobs arrive encrypted."""

from rapport.base.storage.disk import DiskBlobStore
from rapport.base.storage.memory import MemoryBlobStore
from rapport.base.storage.port import BlobStore, NoSuchBlob, UnableToStore

__all__ = ["BlobStore", "DiskBlobStore", "MemoryBlobStore", "NoSuchBlob", "UnableToStore"]
